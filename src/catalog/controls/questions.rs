//! `questions.yaml`: moments, control questions and their points. Judges nothing.

use super::forms::questions::{EvidenceForm, MomentForm, PointForm, QuestionForm, QuestionsForm};
use super::{codes, rules};
use crate::catalog::check::Check;
use crate::catalog::names::{Names, Unknown};
use crate::diag::{Place, Remark};
use crate::field::audit::{ControlQuestion, Evidence, Moment, Point};
use crate::field::id::{MomentId, PointId, QuestionId, StepId};
use crate::placed::At;
use std::collections::BTreeMap;

/// The steps that moments may belong to.
pub enum Steps<'a> {
    /// Those of a model.
    Of {
        /// The model.
        model: &'a str,
        /// Its steps and support.
        names: &'a Names,
    },
    /// Something else is wrong and has its own remark: nothing is called dangling.
    Unchecked,
}

/// What `questions.yaml` gave. Things with a fault are left out, and the audit with them.
#[derive(Default)]
pub struct Asked {
    /// Moments in printed order.
    pub moments: Vec<Moment>,
    /// Questions in printed order.
    pub questions: Vec<ControlQuestion>,
    /// Ids of all questions, for those who refer to them.
    pub names: Names,
    /// Where the first moment stands.
    pub first_moment: Option<Place>,
    /// Where the first question stands.
    pub first_question: Option<Place>,
}

/// Reads moments and questions.
pub fn read(check: &mut Check<'_>, form: &QuestionsForm, steps: &Steps<'_>) -> Asked {
    let mut asked = Asked {
        first_moment: form.moments.first().map(|m| check.place(&m.id)),
        first_question: form.questions.first().map(|q| check.place(&q.id)),
        ..Asked::default()
    };
    let mut moments = Names::default();
    for form in &form.moments {
        moments.declare(check, &form.id, "två moment har samma id");
        asked.moments.extend(moment(check, form, steps));
    }
    let mut points = Points { moments, names: Names::default(), used: BTreeMap::new() };
    for form in &form.questions {
        asked.names.declare(check, &form.id, "två kontrollfrågor har samma id");
        asked.questions.extend(question(check, form, &mut points));
    }
    for form in &form.moments {
        if !points.used.contains_key(&form.id.value.0) {
            let remark = Remark::new(
                &codes::UNUSED_MOMENT,
                format!("momentet `{}` är inte underlag för någon kontrollfråga", form.id.value.0),
            )
            .at(check.place(&form.id), "används inte")
            .help("lägg till det i en bedömningspunkts `evidence`, om det inte är avsikten");
            check.say(remark);
        }
    }
    asked
}

fn moment(check: &mut Check<'_>, form: &MomentForm, steps: &Steps<'_>) -> Option<Moment> {
    let id = check.id(&form.id, MomentId::new);
    let quote = check.quote(&form.text, &form.source);
    let step = &form.step.id;
    check.by(form.step.by.as_ref(), step);
    match steps {
        Steps::Of { model, names } => {
            let message = format!("modellen `{model}` har varken något steg eller stöd som heter `{}`", step.value.0);
            names.require(check, step, Unknown { code: &codes::UNKNOWN_STEP, message });
        }
        Steps::Unchecked => {}
    }
    Some(Moment { id: id?, quote, step: StepId::new(&step.value.0).ok()? })
}

fn question(check: &mut Check<'_>, form: &QuestionForm, points: &mut Points) -> Option<ControlQuestion> {
    let id = check.id(&form.id, QuestionId::new);
    let quote = check.quote(&form.text, &form.source);
    let as_printed = form.as_printed.iter().map(|printed| check.quoted(printed)).collect();
    let assessed_in = form.assessed_in.as_ref().map(|section| check.scalar("assessed-in", section));
    let forms = form.points.as_deref().unwrap_or_default();
    if forms.is_empty() {
        let remark = Remark::new(
            &codes::QUESTION_WITHOUT_POINTS,
            format!("kontrollfrågan `{}` saknar bedömningspunkter", form.id.value.0),
        )
        .at(check.place(&form.id), "ingen punkt under `points`")
        .help("lägg till en punkt: `- { id: KF1.1, label: …, evidence: stated }`");
        check.say(remark);
    }
    let points = forms.iter().filter_map(|form| points.read(check, form)).collect();
    let rule = rules::read(check, &form.roll_up);
    Some(ControlQuestion { id: id?, quote, as_printed, assessed_in, points, rule: rule? })
}

/// The largest weight of a point. Sums of weights then stay far below what can be counted.
const LARGEST_WEIGHT: u32 = 1000;

fn weight(check: &mut Check<'_>, written: &At<u32>, point: &str) -> u32 {
    let weight = written.value;
    let (message, label) = match weight {
        1..=LARGEST_WEIGHT => return weight,
        0 => (format!("bedömningspunkten `{point}` väger ingenting"), "ska vara minst 1"),
        _ => (format!("bedömningspunkten `{point}` väger {weight}"), "får vara högst 1000"),
    };
    let remark = Remark::new(&codes::BAD_WEIGHT, message)
        .at(check.place(written), label)
        .help("skriv ett heltal från 1 till 1000, eller ta bort `weight`");
    check.say(remark);
    1
}

/// The points of all questions so far, and the moments they use.
struct Points {
    moments: Names,
    names: Names,
    /// The point that first used a moment, and where.
    used: BTreeMap<String, (String, Place)>,
}

impl Points {
    fn read(&mut self, check: &mut Check<'_>, form: &PointForm) -> Option<Point> {
        self.names.declare(check, &form.id, "två bedömningspunkter har samma id");
        let id = check.id(&form.id, PointId::new);
        let label = check.text("label", &form.label);
        let evidence = self.evidence(check, form);
        let weight = form.weight.as_ref().map_or(1, |written| weight(check, written, &form.id.value.0));
        Some(Point { id: id?, label, evidence: evidence?, weight, place: check.place(&form.id) })
    }

    fn evidence(&mut self, check: &mut Check<'_>, form: &PointForm) -> Option<Evidence> {
        let ids = match form.evidence.as_ref().map(|at| &at.value) {
            Some(EvidenceForm::Stated) => return Some(Evidence::Stated),
            Some(EvidenceForm::Moments(ids)) => ids.as_slice(),
            None => &[],
        };
        if ids.is_empty() {
            let place = form.evidence.as_ref().map_or(check.place(&form.id), |evidence| check.place(evidence));
            check.say(
                Remark::new(
                    &codes::POINT_WITHOUT_EVIDENCE,
                    format!("bedömningspunkten `{}` saknar underlag", form.id.value.0),
                )
                .at(place, "inget underlag")
                .help("skriv `evidence: { moments: […] }` eller `evidence: stated`"),
            );
        }
        let mut listed = Names::default();
        for id in ids {
            let name = &id.value.0;
            let again = listed.has(name);
            listed.list(check, id);
            if again {
                continue;
            }
            let message = format!("inget moment i granskningen heter `{name}`");
            self.moments.require(check, id, Unknown { code: &codes::UNKNOWN_MOMENT, message });
            let (point, place) = (form.id.value.0.clone(), check.place(id));
            if let Some((first, first_place)) = self.used.get(name) {
                check.say(
                    Remark::new(
                        &codes::MOMENT_USED_TWICE,
                        format!("momentet `{name}` är underlag för både `{first}` och `{point}`"),
                    )
                    .at(place, "andra gången")
                    .at(first_place.clone(), "första gången")
                    .help("ta bort det ur den ena punkten, om det inte ska räknas två gånger"),
                );
            } else {
                self.used.insert(name.clone(), (point, place));
            }
        }
        Some(Evidence::Moments(ids.iter().filter_map(|id| MomentId::new(&id.value.0).ok()).collect()))
    }
}
