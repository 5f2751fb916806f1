//! Ratios, spreads and gaps.

use super::*;

fn side(column: Option<&str>, scale: u32, when: Filter) -> crate::field::measure::Side {
    let of = column.map_or(Counted::Rows, |c| Counted::Sum(c.to_owned()));
    crate::field::measure::Side { of, scale, when }
}

#[test]
fn a_ratio_is_computed_again_from_both_sums_in_the_unit_of_the_measure() {
    let all = || Filter::All(Vec::new());
    // Öre by ten-thousandths of a point: kronor a point.
    let kind = Kind::Ratio {
        part: side(Some("kostnad_ore"), 100, all()),
        whole: side(Some("drg"), 10_000, all()),
        excluding: Vec::new(),
    };
    let m = measure(kind, Counts::Flow);
    let n = |unit: &str, ore, points| {
        row(&m, unit, "2020-01-31", &[("part", sum(Some(ore))), ("whole", sum(Some(points)))], &[2])
    };
    let tree = tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &[]), unit("b", Some("r"), &[])]);
    let figures = observed(&m, &tree, vec![n("a", 640_000, 1_000), n("b", 100_000, 9_000)], &[], "2020-01");
    let shown: Vec<String> = figures
        .iter()
        .map(|f| {
            let Observation::Amount(value) = f.observation else { panic!("{f:?}") };
            Unit { of: UnitOf::Kronor, decimals: 0 }.said(value).replace(['\u{a0}', '\u{202f}'], " ")
        })
        .collect();
    // The mean of 64 000 and 1 111 would be 32 556.
    assert_eq!(shown, ["7 400 kr", "64 000 kr", "1 111 kr"]);
    assert_eq!(figures[1].terms.iter().map(|t| t.value.said()).collect::<Vec<_>>(), ["6\u{202f}400", "0,1"]);
    let nothing = observed(&m, &tree, vec![n("a", 0, 0)], &[], "2020-01");
    assert_eq!(nothing[0].observation, Observation::NotApplicable);
}

#[test]
fn a_median_is_that_of_all_values_and_not_of_the_units_medians() {
    use crate::field::atom::Valued;
    use crate::field::measure::Middle;
    let days = Valued::Days { from: "a".into(), to: "b".into() };
    let of = |takes| {
        let when = Filter::All(Vec::new());
        measure(Kind::Spread { of: days.clone(), scale: 1, takes, when, excluding: Vec::new() }, Counts::Flow)
    };
    let tree = tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &[]), unit("b", Some("r"), &[])]);
    let values = |pairs: &[(i64, u64)]| AtomValue::Values(pairs.iter().copied().collect());
    for (takes, expected) in [
        // 1, 1, 1, 2, 8, 8, 9, 40 together.
        (Middle::Median, ["r 2020-01 10/2", "a 2020-01 2/2", "b 2020-01 17/2"]),
        (Middle::Mean, ["r 2020-01 70/8", "a 2020-01 5/4", "b 2020-01 65/4"]),
        (Middle::Percentile(90), ["r 2020-01 40/1", "a 2020-01 2/1", "b 2020-01 40/1"]),
        (Middle::Percentile(50), ["r 2020-01 2/1", "a 2020-01 1/1", "b 2020-01 8/1"]),
    ] {
        let m = of(takes);
        let atoms = vec![
            row(&m, "a", "2020-01-30", &[("part", values(&[(1, 3)]))], &[2]),
            row(&m, "a", "2020-01-31", &[("part", values(&[(2, 1)]))], &[3]),
            row(&m, "b", "2020-01-31", &[("part", values(&[(8, 2), (9, 1), (40, 1)]))], &[4]),
        ];
        assert_eq!(told(&observed(&m, &tree, atoms, &[], "2020-01")), expected, "{takes:?}");
    }
}

#[test]
fn a_gap_may_be_negative_and_lacks_what_a_row_lacks() {
    let kind = Kind::Gap {
        plus: vec!["behov".into()],
        minus: vec!["kapacitet".into()],
        scale: 60,
        when: Filter::All(Vec::new()),
        excluding: Vec::new(),
    };
    let m = measure(kind, Counts::Flow);
    let n = |unit: &str, plus, minus| row(&m, unit, "2020-01-31", &[("plus-0", plus), ("minus-0", minus)], &[2]);
    let tree = tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &[]), unit("b", Some("r"), &[])]);
    let empty = AtomValue::Sum(Summed { empty: 1, ..Summed::default() });
    let atoms = vec![n("a", sum(Some(2_250)), sum(Some(2_400))), n("b", sum(Some(60)), empty)];
    let figures = observed(&m, &tree, atoms, &[], "2020-01");
    assert_eq!(
        told(&figures),
        [
            "r 2020-01 -150/60 utan b 2020-01 (no-number)",
            "a 2020-01 -150/60",
            "b 2020-01 saknas (no-number) utan b 2020-01 (no-number)",
        ]
    );
    let Observation::Amount(value) = figures[1].observation else { panic!("an amount") };
    assert_eq!(Unit { of: UnitOf::Hours, decimals: 1 }.said(value), "\u{2212}2,5\u{a0}h");
}
