//! Measuring dates, weeks, years in progress, and what lacks in part.

use super::*;

#[test]
fn one_early_or_mistyped_date_does_not_move_the_measuring_date_of_all() {
    let m = share_of_rows(Counts::Stock);
    let held = ["a", "b", "c"].map(|u| (u, "2021-05", rows(1)));
    let atoms = vec![
        of_rows(&m, "a", "2021-05-31", 1, 2),
        of_rows(&m, "b", "2021-05-31", 1, 2),
        of_rows(&m, "c", "2021-05-31", 1, 2),
        // Delivered early by one, and a day after the date of the run: 30 June 2021.
        of_rows(&m, "a", "2021-06-30", 9, 9),
        of_rows(&m, "b", "2021-12-31", 9, 9),
    ];
    assert_eq!(told(&observed(&m, &region(), atoms.clone(), &held, "2021"))[0], "r 2021-05 3/6");
    // When all have delivered early, it is the measuring date.
    let mut all = atoms;
    all.extend(["b", "c"].map(|u| of_rows(&m, u, "2021-06-30", 1, 1)));
    assert_eq!(told(&observed(&m, &region(), all, &held, "2021"))[0], "r 2021-06 11/11");
}

#[test]
fn the_measuring_date_of_a_unit_is_its_deliverys_and_not_that_of_the_rows_that_count() {
    let m = share_of_rows(Counts::Stock);
    let present = row(&m, "a", "2020-12-31", &[("present", AtomValue::Rows(7))], &[]);
    let tree = tree_of(vec![unit("a", None, &["v"])]);
    let figures = observed(&m, &tree, vec![of_rows(&m, "a", "2020-12-10", 1, 1), present], &[], "2020");
    assert_eq!(told(&figures), ["a 2020-12 –"], "who had left the queue by then does not wait");
}

#[test]
fn a_week_without_a_measuring_date_has_no_stock_and_nothing_by_month() {
    let m = share_of_rows(Counts::Stock);
    let held = [("a", "2020-02", rows(1))];
    let tree = tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &["v"])]);
    let atoms = vec![of_rows(&m, "a", "2020-02-29", 1, 2)];
    // 29 February 2020 is the Saturday of week 9.
    assert_eq!(told(&observed(&m, &tree, atoms.clone(), &held, "2020-W09")), ["r 2020-W09 1/2", "a 2020-W09 1/2"]);
    assert_eq!(told(&observed(&m, &tree, atoms, &held, "2020-W08")), Vec::<String>::new());
    let monthly = published();
    let both = row(&monthly, "a", "2020-02-01", &[("whole", sum(Some(9))), ("part", sum(Some(1)))], &[2]);
    assert_eq!(told(&observed(&monthly, &tree, vec![both], &held, "2020-W06")), Vec::<String>::new());
}

#[test]
fn a_file_set_aside_beside_one_in_use_is_missed() {
    let m = share_of_rows(Counts::Flow);
    let part = Covered { set_aside: ["x.csv".to_owned()].into(), ..rows(3) };
    let tree = tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &["v"])]);
    let figures = observed(&m, &tree, vec![of_rows(&m, "a", "2020-02-29", 1, 2)], &[("a", "2020-02", part)], "2020-02");
    assert_eq!(
        told(&figures),
        ["r 2020-02 1/2 utan a 2020-02 (set-aside)", "a 2020-02 1/2 utan a 2020-02 (set-aside)"]
    );
}

#[test]
fn a_year_in_progress_says_which_months_have_not_come() {
    let m =
        measure(Kind::Count { of: Counted::Rows, when: Filter::All(Vec::new()), excluding: Vec::new() }, Counts::Flow);
    let tree = tree_of(vec![unit("a", None, &["v"])]);
    let months = ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05"];
    let held = months.map(|month| ("a", month, rows(1)));
    let atoms =
        months.map(|month| row(&m, "a", &format!("{month}-15"), &[("whole", AtomValue::Rows(1))], &[2])).to_vec();
    let figures = observed(&m, &tree, atoms, &held, "2021T2");
    assert_eq!(
        told(&figures),
        ["a 2021T2 1 utan a 2021-06 (not-yet-due) utan a 2021-07 (not-yet-due) utan a 2021-08 (not-yet-due)"]
    );
    assert!(observed(&m, &tree, Vec::new(), &[], "2021T3").is_empty(), "nobody misses what is not due");
}

#[test]
fn an_impossible_share_of_one_unit_is_not_added_to_the_others() {
    let m = published();
    let both = |unit: &str, part, whole| {
        row(&m, unit, "2020-02-01", &[("whole", sum(Some(whole))), ("part", sum(Some(part)))], &[2])
    };
    let tree = tree_of(vec![unit("r", None, &[]), unit("a", Some("r"), &[]), unit("b", Some("r"), &[])]);
    let figures = observed(&m, &tree, vec![both("a", 50, 45), both("b", 1, 5)], &[], "2020-02");
    assert_eq!(told(&figures)[0], "r 2020-02 4/5 utan a 2020-02 (part-above-whole)");
}
