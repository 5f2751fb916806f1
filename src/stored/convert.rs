//! From the outcome of a run to its stored form.

use super::outcome::*;
use super::remarks::StoredRemark;
use crate::field::assessment::{Assessment, Cell, CellOutcome, Comparison, MomentResult, QuestionResult, Subject};
use crate::field::audit::ControlQuestion;
use crate::field::dataset::InferredDate;
use crate::field::observation::{Figure, MissingWhy, Observation};
use crate::field::org::Nature;
use crate::field::outcome::Outcome;
use crate::field::rating::{MarkKind, NotAssessable, Verdict};
use crate::field::recommendation::Acceptance;
use crate::field::rule::{Limit, RollUp, Rule};
use crate::field::standing::{Due, PartStanding, Standing, Status};
use crate::field::text::{Certainty, Grounds, Quote};

impl From<&Outcome> for StoredOutcome {
    fn from(o: &Outcome) -> Self {
        let established = o.established.as_ref();
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
            overall: established.and_then(|e| e.overall.as_ref()).map(|overall| StoredOverall {
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
            recommendations: o.follow_up.standings.iter().filter_map(|s| recommendation(o, s)).collect(),
            improvements: o
                .follow_up
                .improvements
                .iter()
                .filter_map(|i| {
                    let words = established?.observations.improvements.iter().find(|x| x.id == i.improvement)?;
                    Some(StoredImprovement {
                        id: i.improvement.to_string(),
                        words: quote(&words.quote),
                        status: i.status.as_ref().map(status),
                        due: i.due.as_ref().map(due),
                    })
                })
                .collect(),
            deliveries: o
                .deliveries
                .iter()
                .map(|d| StoredDelivery {
                    dataset: d.dataset.to_string(),
                    file: d.file.clone(),
                    sha256: d.sha256.clone(),
                    rows_read: d.rows_read,
                    rows_used: d.rows_used,
                    set_aside: d.set_aside,
                })
                .collect(),
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

fn question(asked: &ControlQuestion, q: &QuestionResult) -> StoredQuestion {
    let (comparison, grounds) = match &q.comparison {
        Comparison::Same => ("same", None),
        Comparison::Differs(grounds) => ("differs", grounds.as_ref()),
        Comparison::NotEstablished => ("not-established", None),
    };
    StoredQuestion {
        id: asked.id.to_string(),
        words: quote(&asked.quote),
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
        Observation::Stated(s) => ("stated", Some(s), None),
        Observation::Quoted(_) => ("quoted", None, None),
        Observation::Missing(why) => (
            "missing",
            None,
            Some(match why {
                MissingWhy::NotDelivered => "not-delivered",
                MissingWhy::NoWhole => "no-whole",
                MissingWhy::PartAboveWhole => "part-above-whole",
            }),
        ),
        Observation::Suppressed => ("suppressed", None, None),
        Observation::NotApplicable => ("not-applicable", None, None),
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
        part: share.map(|s| s.part()),
        whole: share.map(|s| s.whole()),
        complement: f.complement,
        percent: f.observation.fraction().map(|x| x.percent_rounded()),
        why: why.map(str::to_owned),
        source: f.source.clone(),
        file: f.provenance.file.clone(),
        sha256: f.provenance.sha256.clone(),
        lines: f.provenance.lines.clone(),
        asked_by: f.provenance.asked_by.as_ref().map(ToString::to_string),
    }
}

fn status(s: &Status) -> StoredStatus {
    StoredStatus { code: s.code.key().to_owned(), entry: s.by_entry.as_ref().map(ToString::to_string), since: s.since }
}

fn due(d: &Due) -> StoredDue {
    StoredDue { original: d.original, current: d.current, extensions: d.extensions, overdue: d.overdue }
}

fn recommendation(o: &Outcome, s: &Standing) -> Option<StoredRecommendation> {
    let r = o.audit.recommendations.get(&s.recommendation)?;
    let part = |p: &PartStanding| {
        let gloss = r.parts.iter().find(|x| x.id == p.part).map(|x| x.gloss.clone()).unwrap_or_default();
        StoredPart {
            id: p.part.to_string(),
            gloss,
            status: p.status.as_ref().map(status),
            owner: p.owner.clone(),
            due: p.due.as_ref().map(due),
        }
    };
    Some(StoredRecommendation {
        id: r.id.to_string(),
        words: quote(&r.quote),
        answers: r.answers.iter().map(ToString::to_string).collect(),
        status: s.status.as_ref().map(status),
        acceptance: s.acceptance.map(|a| {
            match a {
                Acceptance::Accepted => "accepted",
                Acceptance::Partly => "partly",
                Acceptance::Rejected => "rejected",
            }
            .to_owned()
        }),
        owner: s.owner.clone(),
        due: s.due.as_ref().map(due),
        parts: s.parts.iter().map(part).collect(),
        entries: s.entries.iter().map(|e| e.id.to_string()).collect(),
    })
}
