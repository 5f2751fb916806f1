//! Limits, versions, and figures beside those of the year before.

use super::*;
use crate::field::held::{Limits, Movement, NotComparable, SeriesBreak};
use crate::field::quantity::Ratio;
use crate::field::rating::Rating;

fn ratio(part: i128, whole: u128) -> Ratio {
    Ratio::of(part, whole).expect("a whole above zero")
}

fn share_with_limits() -> Measure {
    let limits = Limits::new(Better::Higher, ratio(90, 100), Some(ratio(80, 100))).expect("in order");
    Measure { limits: Some(limits), unit: Unit { of: UnitOf::Share, decimals: 0 }, ..share_of_rows(Counts::Stock) }
}

/// The movement of a region, whose unit had one share in December 2019 and another in December 2020.
fn moved(m: &Measure, tree: &OrgTree, then: (u64, u64), now: (u64, u64), version: u16) -> Option<Movement> {
    let of = |at: &str, (part, whole): (u64, u64)| of_rows(m, "a", at, part, whole);
    let atoms = vec![of("2019-12-31", then), of("2020-12-31", now)];
    let held = ["2019-12", "2020-12"].map(|month| ("a", month, rows(1)));
    let earlier = observed(m, tree, atoms.clone(), &held, "2019");
    let mut figures = observed(m, tree, atoms, &held, "2020");
    let earlier: Vec<(Figure, u16)> = earlier.into_iter().map(|f| (f, version)).collect();
    let earlier: Vec<(&Figure, u16)> = earlier.iter().map(|(f, version)| (f, *version)).collect();
    compare(m, tree, &mut figures, &earlier);
    figures[0].held.comparison.map(|c| c.movement)
}

fn two() -> OrgTree {
    tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &["v"])])
}

#[test]
fn a_movement_never_says_more_than_the_figures_that_are_printed() {
    let m = share_with_limits();
    let of = |then, now| moved(&m, &two(), then, now, 1);
    assert_eq!(of((80, 100), (85, 100)), Some(Movement::Improved));
    assert_eq!(of((85, 100), (80, 100)), Some(Movement::Worsened));
    assert_eq!(of((841, 1000), (844, 1000)), Some(Movement::Unchanged), "both are printed as 84 %");
    assert_eq!(
        of((799, 1000), (801, 1000)),
        Some(Movement::Improved),
        "printed as 79,9 % and 80,1 %, on each side of a limit"
    );
    assert_eq!(of((0, 0), (80, 100)), Some(Movement::NotComparable(NotComparable::NoValue)));
    let lower = Measure { better: Better::Lower, limits: None, ..share_with_limits() };
    assert_eq!(moved(&lower, &two(), (80, 100), (85, 100), 1), Some(Movement::Worsened));
}

#[test]
fn nothing_is_compared_across_a_break_a_changed_definition_or_a_changed_organisation() {
    let m = share_with_limits();
    let broken = |day: &str| Measure {
        breaks: vec![SeriesBreak { from: day.parse().expect("a day"), why: String::new() }],
        ..share_with_limits()
    };
    let of = |m: &Measure| moved(m, &two(), (80, 100), (85, 100), 1);
    let not = |why| Some(Movement::NotComparable(why));
    for day in ["2019-12-02", "2020-07-01", "2020-12-31"] {
        assert_eq!(of(&broken(day)), not(NotComparable::SeriesBreak), "{day}");
    }
    for day in ["2019-12-01", "2021-01-01"] {
        assert_eq!(of(&broken(day)), Some(Movement::Improved), "{day}: both lie on one side");
    }
    assert_eq!(moved(&m, &two(), (80, 100), (85, 100), 2), not(NotComparable::Definition));
    // A unit that ended, and another that took over below the same division: the division is the same, unless nobody took over.
    let mut tree = two();
    let mut old = unit("old", Some("r"), &[]);
    old.valid_to = Some("2020-06-30".parse().expect("a day"));
    tree.units.push(old);
    assert_eq!(moved(&m, &tree, (80, 100), (85, 100), 1), not(NotComparable::Organisation));
    tree.units[2].successor = Some(UnitId::new("a").expect("an id"));
    assert_eq!(moved(&m, &tree, (80, 100), (85, 100), 1), Some(Movement::Improved));
    tree.units[1].valid_from = Some("2020-07-01".parse().expect("a day"));
    assert_eq!(moved(&m, &tree, (80, 100), (85, 100), 1), Some(Movement::Improved), "one took over from the other");
}

#[test]
fn a_shown_value_never_rounds_across_a_limit() {
    let m = share_with_limits();
    for (part, shown, rating) in [
        (9_000, "90\u{a0}%", Rating::Met),
        (8_999, "89,99\u{a0}%", Rating::PartlyMet),
        (8_960, "89,6\u{a0}%", Rating::PartlyMet),
        (8_940, "89\u{a0}%", Rating::PartlyMet),
        (9_001, "90,01\u{a0}%", Rating::Met),
        (7_996, "79,96\u{a0}%", Rating::NotMet),
        (9_999, "99\u{a0}%", Rating::Met),
    ] {
        let atoms = vec![of_rows(&m, "a", "2020-12-31", part, 10_000)];
        let figures = observed(&m, &two(), atoms, &[("a", "2020-12", rows(1))], "2020-12");
        let value = figures[0].observation.ratio().expect("a value");
        assert_eq!((m.shows(value).as_str(), figures[0].held.rating), (shown, Some(rating)), "{part}");
    }
}

#[test]
fn too_small_a_whole_and_a_definition_that_does_not_hold_are_reasons_of_their_own() {
    let m = Measure { minimum_denominator: Some(20), ..share_with_limits() };
    let of = |m: &Measure, whole: u64, of: &str| {
        told(&observed(m, &two(), vec![of_rows(m, "a", "2020-12-31", 9, whole)], &[("a", "2020-12", rows(1))], of))
    };
    assert_eq!(of(&m, 19, "2020-12")[0], "r 2020-12 saknas (denominator-too-small)");
    assert_eq!(of(&m, 20, "2020-12")[0], "r 2020-12 9/20");
    let version = |from: &str, to: &str| {
        let day = |text: &str| text.parse().ok();
        Measure { version: Version { number: 2, from: day(from), to: day(to) }, ..share_with_limits() }
    };
    assert_eq!(of(&version("2020-12-01", ""), 20, "2020-12")[0], "r 2020-12 9/20");
    assert_eq!(of(&version("2020-12-15", ""), 20, "2020-12")[0], "r 2020-12 saknas (outside-validity)");
    assert_eq!(of(&version("", "2020-11-30"), 20, "2020-12"), Vec::<String>::new());
}
