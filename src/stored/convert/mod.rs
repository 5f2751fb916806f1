//! From the outcome of a run to its stored form.

mod deliveries;
mod follow_up;

use super::outcome::*;
use super::remarks::StoredRemark;
use crate::field::assessment::{Assessment, Cell, CellOutcome, Comparison, MomentResult, QuestionResult, Subject};
use crate::field::audit::{ControlQuestion, Evidence, Point};
use crate::field::dataset::InferredDate;
use crate::field::established::StatedFigure;
use crate::field::observation::{Figure, Observation, TermOf};
use crate::field::org::Nature;
use crate::field::outcome::Outcome;
use crate::field::quantity::{Fraction, Ratio};
use crate::field::rating::{MarkKind, NotAssessable, Verdict};
use crate::field::rule::{Limit, RollUp, Rule, RuleSetBy};
use crate::field::text::{Certainty, Grounds, Quote};

impl From<&Outcome> for StoredOutcome {
    fn from(o: &Outcome) -> Self {
        let made = &o.made;
        Self {
            version: VERSION,
            program: o.program.clone(),
            catalogue_sha256: o.catalogue_sha256.clone(),
            as_of: o.as_of.0,
            period: o.period.to_string(),
            organisation: organisation(o),
            audit: StoredAudit {
                id: o.audit.id.to_string(),
                title: o.audit.title.clone(),
                year: o.audit.year.is.to_string(),
                year_certainty: certainty(o.audit.year.certainty),
            },
            overall: made.here().and_then(|e| e.overall.as_ref()).map(|overall| StoredOverall {
                words: quote(&overall.quote),
                rating: MarkKind::from(overall.rating).key().to_owned(),
                coded_by: "granska".to_owned(),
            }),
            questions: o
                .questions
                .iter()
                .filter_map(|q| o.audit.question(&q.question).map(|asked| question(asked, q)))
                .collect(),
            moments: o.moments.iter().map(moment).collect(),
            figures: o.figures.iter().map(figure).collect(),
            stated_figures: made
                .here()
                .iter()
                .flat_map(|e| &e.observations.stated_figures)
                .map(stated_figure)
                .collect(),
            recommendations: o.follow_up.standings.iter().filter_map(|s| follow_up::recommendation(o, s)).collect(),
            improvements: o.follow_up.improvements.iter().filter_map(|i| follow_up::improvement(o, i)).collect(),
            entries: follow_up::entries(&o.follow_up.about_audit, &o.follow_up.withdrawn),
            deliveries: o.deliveries.iter().map(deliveries::delivery).collect(),
            received: o.received.statuses.iter().map(deliveries::received).collect(),
            quarantined: o.quarantined.iter().map(deliveries::quarantine).collect(),
            lacking: o.lacking.iter().map(deliveries::lacking).collect(),
            records: o
                .records
                .iter()
                .map(|r| StoredRecord { file: r.file.clone(), sha256: r.sha256.clone() })
                .collect(),
            remarks: o.remarks.iter().map(StoredRemark::from).collect(),
        }
    }
}

fn organisation(o: &Outcome) -> StoredOrganisation {
    let tree = &o.organisation;
    StoredOrganisation {
        id: tree.id.to_string(),
        label: tree.label.clone(),
        nature: match tree.nature {
            Nature::Real => "real",
            Nature::Invented => "invented",
        }
        .to_owned(),
        certainty: certainty(tree.certainty),
        units: tree
            .units
            .iter()
            .map(|u| StoredUnit {
                id: u.id.to_string(),
                label: u.label.clone(),
                level: u.level.to_string(),
                part_of: u.part_of.as_ref().map(ToString::to_string),
            })
            .collect(),
    }
}

fn certainty(certainty: Certainty) -> String {
    match certainty {
        Certainty::Stated => "stated",
        Certainty::Inferred => "inferred",
    }
    .to_owned()
}

fn quote(quote: &Quote) -> StoredQuote {
    StoredQuote { text: quote.text.clone(), source: quote.source.clone() }
}

fn limit(limit: Limit) -> String {
    match limit {
        Limit::From(v) => format!(">= {v}"),
        Limit::Above(v) => format!("> {v}"),
    }
}

fn rule(rule: &Rule) -> StoredRule {
    let bands = match rule.roll_up {
        RollUp::BandedMean(bands) => Some(bands),
        RollUp::WorstOf | RollUp::BestOf | RollUp::AllAnyNone | RollUp::LowerMedian => None,
    };
    StoredRule {
        method: rule.roll_up.key().to_owned(),
        partly: bands.map(|b| limit(b.partly())),
        met: bands.map(|b| limit(b.met())),
        set_by: match &rule.set_by {
            RuleSetBy::Granska => "granska",
            RuleSetBy::Auditors { .. } => "auditors",
        }
        .to_owned(),
        minimum_coverage: rule.minimum_coverage.to_string(),
        declared_at: rule.place.to_string(),
    }
}

fn outcome_key(verdict: Verdict) -> String {
    MarkKind::from(verdict).key().to_owned()
}

fn why(verdict: Verdict) -> Option<String> {
    match verdict {
        Verdict::Rated(_) | Verdict::NotApplicable => None,
        Verdict::NotAssessable(why) => Some(
            match why {
                NotAssessable::NothingStated => "nothing-stated",
                NotAssessable::EvidenceMissing => "evidence-missing",
                NotAssessable::SaidSo => "said-so",
                NotAssessable::TooFewAnswers { .. } => "too-few-answers",
            }
            .to_owned(),
        ),
    }
}

fn assessment(a: &Assessment) -> StoredAssessment {
    let r = &a.reckoning;
    StoredAssessment {
        unit: a.unit.to_string(),
        outcome: outcome_key(a.verdict),
        why: why(a.verdict),
        expected: r.expected,
        rated: r.rated,
        not_applicable: r.not_applicable,
        met: r.met,
        partly: r.partly,
        not_met: r.not_met,
        mean: r.mean.map(|m| m.to_string()),
        on_limit: r.on_limit.map(limit),
    }
}

fn point(p: &Point) -> StoredPoint {
    let (evidence, moments) = match &p.evidence {
        Evidence::Moments(ids) => ("moments", ids.iter().map(ToString::to_string).collect()),
        Evidence::Stated => ("stated", Vec::new()),
    };
    StoredPoint {
        id: p.id.to_string(),
        label: p.label.clone(),
        evidence: evidence.to_owned(),
        moments,
        weight: p.weight,
        declared_at: p.place.to_string(),
    }
}

fn question(asked: &ControlQuestion, q: &QuestionResult) -> StoredQuestion {
    let (comparison, grounds) = match &q.comparison {
        Comparison::Same => ("same", None),
        Comparison::Differs(grounds) => ("differs", grounds.as_ref()),
        Comparison::NotEstablished => ("not-established", None),
    };
    StoredQuestion {
        id: asked.id.to_string(),
        words: quote(&asked.quote),
        points: asked.points.iter().map(point).collect(),
        rule: rule(&asked.rule),
        established: q.established.as_ref().map(|j| StoredJudgement {
            word: j.word.clone(),
            as_printed: j.as_printed.clone(),
            outcome: outcome_key(j.verdict),
            declared_at: j.place.to_string(),
        }),
        indicated: assessment(&q.indicated),
        indicated_per_unit: q.per_unit.iter().map(assessment).collect(),
        comparison: comparison.to_owned(),
        reason: grounds.map(|g| match g {
            Grounds::Auditors(words) => {
                StoredReason { by: "auditors".to_owned(), text: words.text.clone(), source: Some(words.source.clone()) }
            }
            Grounds::Granska(note) => StoredReason { by: "granska".to_owned(), text: note.clone(), source: None },
        }),
        evidence: q.cells.iter().map(cell).collect(),
    }
}

fn cell_outcome(outcome: CellOutcome) -> String {
    outcome.mark().key().to_owned()
}

fn cell(c: &Cell) -> StoredCell {
    StoredCell {
        point: c.point.to_string(),
        moment: match &c.subject {
            Subject::Moment(id) => Some(id.to_string()),
            Subject::Statement => None,
        },
        unit: c.unit.to_string(),
        weight: c.weight,
        outcome: cell_outcome(c.outcome),
        word: c.word.clone(),
        words: c.words.as_ref().map(quote),
        read_from: c.place.as_ref().map(ToString::to_string),
    }
}

fn moment(m: &MomentResult) -> StoredMoment {
    let row = m.row.as_ref();
    StoredMoment {
        moment: m.moment.to_string(),
        unit: m.unit.to_string(),
        outcome: cell_outcome(m.outcome),
        word: row.map(|r| r.word.clone()),
        comment: row.and_then(|r| r.comment.clone()),
        source: row.map(|r| r.source.clone()),
        read_from: row.map(|r| r.place.to_string()),
    }
}

fn figure(f: &Figure) -> StoredFigure {
    let (kind, share, why) = match f.observation {
        Observation::Measured(s) => ("measured", Some(s), None),
        Observation::Counted(_) => ("counted", None, None),
        Observation::Amount(_) => ("amount", None, None),
        Observation::Stated(s) => ("stated", Some(s), None),
        Observation::Quoted(_) => ("quoted", None, None),
        Observation::Missing(why) => ("missing", None, Some(why.key())),
        Observation::Suppressed => ("suppressed", None, None),
        Observation::NotApplicable => ("not-applicable", None, None),
    };
    let quoted = match f.observation {
        Observation::Quoted(share) => Some(share),
        Observation::Measured(_)
        | Observation::Counted(_)
        | Observation::Amount(_)
        | Observation::Stated(_)
        | Observation::Missing(_)
        | Observation::Suppressed
        | Observation::NotApplicable => None,
    };
    StoredFigure {
        measure: f.key.measure.to_string(),
        unit: f.key.unit.to_string(),
        period: f.key.period.to_string(),
        inferred: match f.inferred {
            InferredDate::Nothing => "nothing",
            InferredDate::Year => "year",
            InferredDate::MonthAndYear => "month-and-year",
        }
        .to_owned(),
        kind: kind.to_owned(),
        // Where the source gives what did not meet, the part is our subtraction and no fact of the source.
        part: share.map(|s| s.part()).filter(|_| f.complement.is_none()),
        whole: share.map(|s| s.whole()),
        complement: f.complement,
        number: match f.observation {
            Observation::Counted(number) => Some(number),
            Observation::Measured(_)
            | Observation::Amount(_)
            | Observation::Stated(_)
            | Observation::Quoted(_)
            | Observation::Missing(_)
            | Observation::Suppressed
            | Observation::NotApplicable => None,
        },
        amount: match f.observation {
            Observation::Amount(value) => Some(quotient(value)),
            Observation::Measured(_)
            | Observation::Counted(_)
            | Observation::Stated(_)
            | Observation::Quoted(_)
            | Observation::Missing(_)
            | Observation::Suppressed
            | Observation::NotApplicable => None,
        },
        rating: f.held.rating.map(|r| r.key().to_owned()),
        earlier: f.held.comparison.map(|c| StoredEarlier {
            period: c.period.to_string(),
            value: c.earlier.ratio().map(quotient),
            movement: c.movement.key().to_owned(),
        }),
        version: f.provenance.version,
        terms: f
            .terms
            .iter()
            .map(|t| StoredTerm {
                of: match t.of {
                    TermOf::Part => "part",
                    TermOf::Whole => "whole",
                    TermOf::Plus => "plus",
                    TermOf::Minus => "minus",
                    TermOf::Values => "values",
                    TermOf::Start => "start",
                    TermOf::End => "end",
                    TermOf::Weeks => "weeks",
                    TermOf::Reference => "reference",
                }
                .to_owned(),
                value: quotient(t.value),
            })
            .collect(),
        share: quoted.map(exact),
        // A quoted figure is never rounded further than its source did.
        percent: f
            .observation
            .fraction()
            .filter(|x| quoted.is_none() || is_whole_percent(*x))
            .map(Fraction::percent_rounded),
        why: why.map(str::to_owned),
        source: f.source.clone(),
        lacks: f
            .lacks
            .iter()
            .map(|l| StoredLack { unit: l.unit.to_string(), period: l.period.to_string(), why: l.why.key().to_owned() })
            .collect(),
        files: f
            .provenance
            .files
            .iter()
            .map(|u| StoredFileUse {
                file: u.file.clone(),
                sha256: u.sha256.clone(),
                rows_used: u.rows_used,
                lines: u.lines.clone(),
            })
            .collect(),
        excluded: f
            .provenance
            .excluded
            .iter()
            .map(|left| StoredExcluded { reason: left.reason.clone(), rows: left.rows })
            .collect(),
        asked_by: f.provenance.asked_by.as_ref().map(ToString::to_string),
    }
}

/// `1234/100`: exact, in the unit of the measure.
fn quotient(value: Ratio) -> String {
    if value.whole() == 1 { value.part().to_string() } else { format!("{}/{}", value.part(), value.whole()) }
}

fn is_whole_percent(share: Fraction) -> bool {
    100 % share.whole() == 0
}

/// In hundredths or thousandths, as shares are quoted: `62/100`, never `31/50`.
fn exact(share: Fraction) -> String {
    match [100, 1000].into_iter().find(|whole| whole % share.whole() == 0) {
        Some(whole) => format!("{}/{whole}", whole / share.whole() * share.part()),
        None => share.to_string(),
    }
}

fn stated_figure(f: &StatedFigure) -> StoredStatedFigure {
    StoredStatedFigure {
        id: f.id.to_string(),
        label: f.label.clone(),
        unit: f.unit.to_string(),
        part: f.share.part(),
        whole: f.share.whole(),
        words: quote(&f.quote),
        read_from: f.quote.place.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_share_is_stored_as_it_was_written_and_never_rounded_further() {
        let read = |text: &str| Fraction::parse(text).expect(text);
        for (text, stored, whole) in [
            ("62 %", "62/100", true),
            ("62,5 %", "625/1000", false),
            ("100 %", "100/100", true),
            ("0 %", "0/100", true),
        ] {
            assert_eq!((exact(read(text)).as_str(), is_whole_percent(read(text))), (stored, whole));
        }
        assert_eq!(exact(read("1/3")), "1/3");
    }
}
