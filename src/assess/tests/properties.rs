//! What holds for every method, every coverage and all answers.
//!
//! Examples with numbers stand in the tests of the room.

use super::{MET, NO_EVIDENCE, NOT_MET, OUTSIDE, PARTLY, SAID_SO, SILENT, place, rolled};
use crate::field::assessment::CellOutcome;
use crate::field::quantity::Fraction;
use crate::field::rule::{Bands, Limit, RollUp, Rule, RuleSetBy};
use proptest::prelude::*;

fn answers() -> impl Strategy<Value = Vec<(CellOutcome, u32)>> {
    let outcome = prop::sample::select(vec![MET, PARTLY, NOT_MET, OUTSIDE, SAID_SO, NO_EVIDENCE, SILENT]);
    prop::collection::vec((outcome, 1_u32..6), 0..12)
}

fn methods() -> impl Strategy<Value = RollUp> {
    let limit = (any::<bool>(), 0_u64..=4).prop_map(|(open, quarters)| {
        let value = Fraction::of(quarters, 4).expect("four is not zero");
        if open { Limit::Above(value) } else { Limit::From(value) }
    });
    let banded = (limit.clone(), limit).prop_map(|(a, b)| {
        RollUp::BandedMean(Bands::new(a, b).or_else(|_| Bands::new(b, a)).expect("one order is right"))
    });
    let others = prop::sample::select(vec![RollUp::WorstOf, RollUp::BestOf, RollUp::AllAnyNone, RollUp::LowerMedian]);
    prop_oneof![banded, others]
}

fn minima() -> impl Strategy<Value = Fraction> {
    (0_u64..=4).prop_map(|quarters| Fraction::of(quarters, 4).expect("four is not zero"))
}

proptest! {
    #[test]
    fn the_order_of_answers_never_changes_anything(
        (answers, shuffled) in answers().prop_flat_map(|a| (Just(a.clone()), Just(a).prop_shuffle())),
        roll_up in methods(),
        minimum_coverage in minima(),
    ) {
        let rule = Rule { roll_up, minimum_coverage, set_by: RuleSetBy::Granska, place: place() };
        prop_assert_eq!(rolled(&rule, &answers), rolled(&rule, &shuffled));
    }

    #[test]
    fn one_more_met_answer_never_lowers_a_rating(
        answers in answers(), weight in 1_u32..6, roll_up in methods(), minimum_coverage in minima(),
    ) {
        let rule = Rule { roll_up, minimum_coverage, set_by: RuleSetBy::Granska, place: place() };
        let before = rolled(&rule, &answers).0.rating();
        let more = [answers, vec![(MET, weight)]].concat();
        let after = rolled(&rule, &more).0.rating();
        prop_assert!(after >= before, "{before:?} became {after:?}");
    }

    #[test]
    fn nothing_rated_is_never_a_rating(answers in answers(), roll_up in methods(), minimum_coverage in minima()) {
        let rule = Rule { roll_up, minimum_coverage, set_by: RuleSetBy::Granska, place: place() };
        let unrated: Vec<_> = answers.into_iter().filter(|(a, _)| ![MET, PARTLY, NOT_MET].contains(a)).collect();
        prop_assert_eq!(rolled(&rule, &unrated).0.rating(), None);
    }

    #[test]
    fn answers_that_are_no_rating_never_change_a_rating(answers in answers(), roll_up in methods()) {
        let rule = Rule { roll_up, minimum_coverage: Fraction::ZERO, set_by: RuleSetBy::Granska, place: place() };
        let only: Vec<_> = answers.iter().copied().filter(|(a, _)| [MET, PARTLY, NOT_MET].contains(a)).collect();
        prop_assert_eq!(rolled(&rule, &answers).0.rating(), rolled(&rule, &only).0.rating());
    }

    #[test]
    fn the_worst_is_at_most_the_median_and_the_median_at_most_the_best(answers in answers(), minimum_coverage in minima()) {
        let by = |roll_up| {
            let rule = Rule { roll_up, minimum_coverage, set_by: RuleSetBy::Granska, place: place() };
            rolled(&rule, &answers).0.rating()
        };
        prop_assert!(by(RollUp::WorstOf) <= by(RollUp::LowerMedian));
        prop_assert!(by(RollUp::LowerMedian) <= by(RollUp::BestOf));
        prop_assert!(by(RollUp::WorstOf) <= by(RollUp::AllAnyNone) && by(RollUp::AllAnyNone) <= by(RollUp::BestOf));
    }
}
