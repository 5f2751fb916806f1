//! `scales.yaml`: scales, marks and status words become a [`Wording`], which is complete by construction. Reads no audit.

use super::forms::scales::{MarkForm, ScaleForm, ScalesForm, StatusForm, WordForm};
use super::{codes, colour};
use crate::catalog;
use crate::catalog::SourceText;
use crate::catalog::check::Check;
use crate::catalog::names::Names;
use crate::catalog::names::listed;
use crate::diag::{Code, Place, Remark};
use crate::field::id::ScaleId;
use crate::field::rating::{MarkKind, Rating};
use crate::field::recommendation::StatusCode;
use crate::field::scale::{Mark, Meaning, Scale, StatusWord, Wording};
use std::collections::{BTreeMap, BTreeSet};

/// What `scales.yaml` gave.
#[derive(Default)]
pub struct Scales {
    /// All of it, when nothing is wrong.
    pub wording: Option<Wording>,
    /// Declared scales; `None` when the file could not be read, so that no reference to them is called dangling.
    pub names: Option<Names>,
}

/// Reads `scales.yaml`.
pub fn read(file: Option<&SourceText>, remarks: &mut Vec<Remark>) -> Scales {
    let Some(file) = file else { return Scales::default() };
    let Some(form) = catalog::form::<ScalesForm>(file, remarks) else { return Scales::default() };
    let mut check = Check::new(&file.path, remarks);
    let mut names = Names::default();
    let wording = check.sound(|check| {
        let mut scales = BTreeMap::new();
        for form in &form.scales {
            names.declare(check, &form.id, "två skalor har samma id");
            scales.extend(scale(check, form).map(|s| (s.id.clone(), s)));
        }
        Some(Wording {
            scales,
            marks: marks(check, &form.marks.value, check.place(&form.marks)),
            statuses: statuses(check, &form.statuses.value, check.place(&form.statuses)),
        })
    });
    Scales { wording, names: Some(names) }
}

fn scale(check: &mut Check<'_>, form: &ScaleForm) -> Option<Scale> {
    let id = check.id(&form.id, ScaleId::new);
    let label = check.text("label", &form.label);
    let words = form.words.as_deref().unwrap_or_default();
    if words.is_empty() {
        let remark = Remark::new(&codes::SCALE_WITHOUT_WORDS, format!("skalan `{}` saknar ord", form.id.value.0))
            .at(check.place(&form.id), "inget ord under `words`")
            .help("räkna upp orden, det bästa först: `- { word: Uppfyllt, rating: met }`");
        check.say(remark);
    } else {
        twice(check, words);
        levels(check, form, words);
    }
    let words = words.iter().map(|w| (check.text("word", &w.word), w.rating.into())).collect();
    Some(Scale { id: id?, label, words })
}

fn twice(check: &mut Check<'_>, words: &[WordForm]) {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    for form in words {
        let place = check.place(&form.word);
        if let Some(first) = seen.insert(form.word.value.0.trim().to_lowercase(), place.clone()) {
            check.say(
                Remark::new(
                    &codes::DUPLICATE_WORD,
                    format!("ordet `{}` står två gånger i skalan", form.word.value.0.trim()),
                )
                .at(place, "andra gången")
                .at(first, "första gången")
                .help("ta bort upprepningen; stora och små bokstäver gör ingen skillnad"),
            );
        }
    }
}

/// The words stand best first, and tell at least two ratings apart.
fn levels(check: &mut Check<'_>, form: &ScaleForm, words: &[WordForm]) {
    let rated: Vec<(&WordForm, Rating)> = words
        .iter()
        .filter_map(|word| match word.rating.into() {
            Meaning::Rated(rating) => Some((word, rating)),
            Meaning::NotApplicable | Meaning::NotAssessable => None,
        })
        .collect();
    if let Some(pair) = rated.windows(2).find(|pair| pair[0].1 < pair[1].1) {
        let (before, better) = (&pair[0].0.word, &pair[1].0.word);
        let remark = Remark::new(
            &codes::WORDS_OUT_OF_ORDER,
            format!("`{}` står efter `{}` men betyder något bättre", better.value.0, before.value.0),
        )
        .at(check.place(better), "bättre än ordet före")
        .at(check.place(before), "sämre")
        .help("skriv orden i ordning, det bästa först, eller rätta `rating`");
        check.say(remark);
    }
    if rated.iter().map(|(_, rating)| rating).collect::<BTreeSet<_>>().len() < 2 {
        let remark = Remark::new(
            &codes::SCALE_WITHOUT_LEVELS,
            format!("skalan `{}` skiljer inte på bättre och sämre", form.id.value.0),
        )
        .at(check.place(&form.id), "orden betyder högst en av bedömningarna")
        .help("en skala behöver ord för minst två av `met`, `partly-met` och `not-met`");
        check.say(remark);
    }
}

fn marks(check: &mut Check<'_>, forms: &[MarkForm], list: Place) -> BTreeMap<MarkKind, Mark> {
    let mut once = Once::new(&codes::MARKS, "marks", "utfallet");
    let mut marks = BTreeMap::new();
    for form in forms {
        let outcome = MarkKind::from(form.outcome.value);
        once.given(check, outcome.key(), check.place(&form.outcome));
        let mark = Mark {
            word: check.text("word", &form.word),
            plural: check.text("plural", &form.plural),
            symbol: form.symbol.into(),
            colour: colour::read(check, &form.colour).unwrap_or_default(),
        };
        marks.insert(outcome, mark);
    }
    once.all(check, MarkKind::ALL.map(MarkKind::key), list);
    marks
}

fn statuses(check: &mut Check<'_>, forms: &[StatusForm], list: Place) -> BTreeMap<StatusCode, StatusWord> {
    let mut once = Once::new(&codes::STATUSES, "statuses", "koden");
    let mut statuses = BTreeMap::new();
    for form in forms {
        let code = StatusCode::from(form.code.value);
        once.given(check, code.key(), check.place(&form.code));
        let word = StatusWord {
            label: check.text("label", &form.label),
            set_by: form.set_by.into(),
            gloss: check.text("gloss", &form.gloss),
            colour_as: form.colour_as.into(),
        };
        statuses.insert(code, word);
    }
    once.all(check, StatusCode::ALL.map(StatusCode::key), list);
    statuses
}

/// Counts that each key of a closed list stands once.
struct Once {
    code: &'static Code,
    list: &'static str,
    what: &'static str,
    seen: BTreeMap<&'static str, Place>,
}

impl Once {
    fn new(code: &'static Code, list: &'static str, what: &'static str) -> Self {
        Self { code, list, what, seen: BTreeMap::new() }
    }

    fn given(&mut self, check: &mut Check<'_>, key: &'static str, place: Place) {
        if let Some(first) = self.seen.get(key) {
            check.say(
                Remark::new(self.code, format!("{} `{key}` står två gånger i `{}`", self.what, self.list))
                    .at(place, "andra gången")
                    .at(first.clone(), "första gången")
                    .help("ta bort upprepningen, eller rätta namnet"),
            );
        } else {
            self.seen.insert(key, place);
        }
    }

    fn all<const N: usize>(&self, check: &mut Check<'_>, keys: [&'static str; N], list: Place) {
        let missing: Vec<&str> = keys.into_iter().filter(|key| !self.seen.contains_key(key)).collect();
        if !missing.is_empty() {
            check.say(
                Remark::new(self.code, format!("`{}` saknar {}", self.list, listed(missing)))
                    .at(list, "listan som börjar här")
                    .help("lägg till det som saknas, i samma form som de andra raderna"),
            );
        }
    }
}
