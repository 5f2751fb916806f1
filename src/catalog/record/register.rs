//! The follow-up register: `data/<organisation>/uppfoljning/*.yaml`.
//!
//! Looks up what each entry refers to, and sees to it that the entry carries what its kind needs. What it needs of earlier
//! entries is checked in `history`; where a recommendation stands is not known here.

use super::audits::{Improvements, Made, known_audit};
use super::codes::register as codes;
use super::forms::Id;
use super::forms::follow_up::{
    AboutForm, AcceptanceForm, EntryForm, FindsForm, FollowUpForm, ReplacedForm, StatusForm, VerificationForm, WhatForm,
};
use super::history::{self, Gaps, Ledger, Thing, Written};
use super::lookup::Unknown;
use crate::catalog;
use crate::catalog::SourceText;
use crate::catalog::check::Check;
use crate::catalog::controls::Found;
use crate::catalog::names::Names;
use crate::catalog::names::with_names;
use crate::diag::{self, Code, Place, Remark};
use crate::field::audit::Audit;
use crate::field::id::{AuditId, EntryId, ItemId, PartId, RecommendationId};
use crate::field::recommendation::{About, Acceptance, Entry, Finds, StatusCode, What};
use crate::placed::At;
use std::collections::BTreeMap;

/// Status codes that an owner reports, in the order of the catalogue.
const REPORTED: [&str; 4] = ["ej_paborjad", "pagar", "delvis", "rapporterad"];

/// Reads all files of an organisation's register. Entries come oldest first; same day as written, files in order of name.
pub(super) fn read(
    files: &[&SourceText],
    found: &Found,
    made: &BTreeMap<&str, Made>,
    remarks: &mut Vec<Remark>,
) -> BTreeMap<AuditId, Vec<Entry>> {
    let mut names = Names::default();
    let mut homes = BTreeMap::new();
    let mut ledgers: BTreeMap<String, Ledger> = BTreeMap::new();
    let mut unread = false;
    for file in files {
        let Some(form) = catalog::form::<FollowUpForm>(file, remarks) else {
            unread = true;
            continue;
        };
        let name = form.audit.value.0.as_str();
        if known_audit(name, form.audit.place(&file.path), found, remarks) && !made.contains_key(name) {
            remarks.push(not_made_here(name, form.audit.place(&file.path)));
        }
        let reader = Reader { found, audit: audit(found, name), improvements: made.get(name).map(|m| &m.improvements) };
        let ledger = ledgers.entry(name.to_owned()).or_default();
        let mut check = Check::new(&file.path, remarks);
        for entry in &form.entries {
            names.declare(&mut check, &entry.id, "två poster har samma id");
            homes.entry(entry.id.value.0.clone()).or_insert_with(|| name.to_owned());
            reader.entry(entry, ledger, &mut check);
        }
    }
    let mut register = BTreeMap::new();
    for (name, mut ledger) in ledgers {
        if unread {
            ledger.gaps = Gaps::Anywhere;
        }
        ledger.written.sort_by_key(|w| w.entry.date);
        let improvements = made.get(name.as_str()).and_then(|m| m.improvements.as_ref());
        history::check(&name, &ledger, audit(found, &name), improvements, &homes, remarks);
        if let Ok(id) = AuditId::new(&name) {
            register.insert(id, ledger.written.into_iter().map(|w| w.entry).collect());
        }
    }
    register
}

fn audit<'a>(found: &'a Found, name: &str) -> Option<&'a Audit> {
    found.audits.values().find(|a| a.id.as_str() == name)
}

fn not_made_here(name: &str, place: Place) -> Remark {
    Remark::new(&codes::NOT_MADE_HERE, format!("granskningen `{name}` är inte gjord i den här organisationen"))
        .at(place, "organisationen har ingen mapp för den")
        .help(format!("lägg till `audits/{name}/established.yaml` i organisationens mapp, eller rätta `audit`"))
}

/// Looks up what the entries of one file refer to. Says nothing about what it cannot know.
struct Reader<'a> {
    found: &'a Found,
    audit: Option<&'a Audit>,
    improvements: Option<&'a Improvements>,
}

impl Reader<'_> {
    /// Adds an entry to the ledger, or the gap that it leaves.
    fn entry(&self, form: &EntryForm, ledger: &mut Ledger, check: &mut Check<'_>) {
        let id = check.id(&form.id, EntryId::new);
        let date = check.date(&form.date);
        let by = check.function("by", &form.by);
        let source = form.source.as_ref().map(|s| check.scalar("source", s));
        let about = self.about(&form.about, check);
        let what = self.what(form, about.as_ref(), check);
        let thing = about.as_ref().map(Thing::of);
        if let (Some(id), Some(date), Some(about), Some((what, at))) = (id, date, about, what) {
            let entry = Entry { id, date, by, about, source, what, place: check.place(&form.id) };
            ledger.written.push(Written { entry, by: check.place(&form.by), at });
        } else {
            ledger.gaps.add(thing);
        }
    }

    fn about(&self, form: &AboutForm, check: &mut Check<'_>) -> Option<About> {
        match form {
            AboutForm::Audit => Some(About::Audit),
            AboutForm::Recommendation(id) => self.recommendation(id, self.audit, check).map(About::Recommendation),
            AboutForm::Part(id) => self.part(id, None, check).map(About::Part),
            AboutForm::Improvement(id) => {
                if let Some(Some(known)) = self.improvements
                    && !known.contains_key(&id.value.0)
                {
                    let names = known.keys().map(String::as_str);
                    let unknown = Unknown {
                        code: &codes::UNKNOWN_IMPROVEMENT,
                        what: "förbättringen",
                        label: "observations.yaml har ingen sådan",
                        heading: "förbättringar",
                    };
                    check.unknown(unknown, id, names);
                    return None;
                }
                ItemId::new(&id.value.0).ok().map(About::Improvement)
            }
        }
    }

    fn recommendation(&self, at: &At<Id>, audit: Option<&Audit>, check: &mut Check<'_>) -> Option<RecommendationId> {
        if let Some(audit) = audit
            && !audit.recommendations.items.iter().any(|r| r.id.as_str() == at.value.0)
        {
            let known = audit.recommendations.items.iter().map(|r| r.id.as_str());
            let label = format!("`{}` har ingen sådan", audit.id);
            let unknown = Unknown {
                code: &codes::UNKNOWN_RECOMMENDATION,
                what: "rekommendationen",
                label: &label,
                heading: "rekommendationer",
            };
            check.unknown(unknown, at, known);
            return None;
        }
        RecommendationId::new(&at.value.0).ok()
    }

    /// A part, of a certain recommendation when one is named.
    fn part(&self, at: &At<Id>, of: Option<&RecommendationId>, check: &mut Check<'_>) -> Option<PartId> {
        if let Some(audit) = self.audit {
            let items = audit.recommendations.items.iter().filter(|r| of.is_none_or(|of| r.id == *of));
            let known: Vec<&str> = items.flat_map(|r| &r.parts).map(|p| p.id.as_str()).collect();
            if !known.contains(&at.value.0.as_str()) {
                let message = match of {
                    Some(of) => format!("`{of}` har ingen del `{}`", at.value.0),
                    None => format!("delen `{}` finns inte", at.value.0),
                };
                let remark = Remark::new(&codes::UNKNOWN_PART, message)
                    .at(check.place(at), "ingen sådan del i recommendations.yaml");
                check.say(with_names(remark, &at.value.0, known, "delar"));
                return None;
            }
        }
        PartId::new(&at.value.0).ok()
    }

    /// What an entry says, and the place that a remark on it points at.
    fn what(&self, form: &EntryForm, about: Option<&About>, check: &mut Check<'_>) -> Option<(What, Place)> {
        let here = check.place(&form.id);
        Some(match &form.what {
            WhatForm::Request(r) => (What::Request { reply_by: check.optional_date(&r.reply_by)? }, here),
            WhatForm::Reply(r) => {
                let acceptance = match r.acceptance {
                    AcceptanceForm::Accepted => Acceptance::Accepted,
                    AcceptanceForm::Partly => Acceptance::Partly,
                    AcceptanceForm::Rejected => Acceptance::Rejected,
                };
                (What::Reply { acceptance, text: check.optional("text", &r.text) }, here)
            }
            WhatForm::Action(a) => {
                let (text, owner) = (check.text("text", &a.text), check.function("owner", &a.owner));
                let at = a.due.as_ref().map_or_else(|| check.place(&a.owner), |d| check.place(d));
                (What::Action { text, owner, due: check.optional_date(&a.due)? }, at)
            }
            WhatForm::Status(s) => (self.status(s, about, check)?, check.place(&s.code)),
            WhatForm::Extension(e) => {
                let reason = check.text("reason", &e.reason);
                (What::Extension { due: check.date(&e.due)?, reason }, check.place(&e.due))
            }
            WhatForm::Decision(d) => {
                let (dnr, paragraph) = (check.scalar("dnr", &d.dnr), check.scalar("paragraph", &d.paragraph));
                (What::Decision { dnr, paragraph, text: check.text("text", &d.text) }, here)
            }
            WhatForm::AcceptRisk(r) => {
                let (dnr, paragraph, reason) = (
                    check.scalar("dnr", &r.dnr),
                    check.scalar("paragraph", &r.paragraph),
                    check.text("reason", &r.reason),
                );
                (What::AcceptRisk { dnr, paragraph, reason, valid_until: check.date(&r.valid_until)? }, here)
            }
            WhatForm::Verification(v) => (verification(v, check), check.place(&v.finds)),
            WhatForm::Closed(c) => (What::Closed { reason: check.text("reason", &c.reason) }, check.place(&c.reason)),
            WhatForm::Replaced(r) => (self.replaced(r, about, check)?, check.place(&r.by)),
            WhatForm::Reopened(r) => {
                (What::Reopened { reason: check.text("reason", &r.reason) }, check.place(&r.reason))
            }
            WhatForm::Corrects(c) => {
                let reason = check.text("reason", &c.reason);
                (What::Corrects { entry: check.id(&c.entry, EntryId::new)?, reason }, check.place(&c.entry))
            }
        })
    }

    fn status(&self, form: &StatusForm, about: Option<&About>, check: &mut Check<'_>) -> Option<What> {
        let code = status_code(&form.code, check);
        let text = check.optional("text", &form.text);
        let forecast = check.optional_date(&form.forecast);
        // Of a part, what remains are its recommendation's parts; an improvement has none.
        let of = about.and_then(|about| match about {
            About::Recommendation(id) => Some(id),
            About::Part(id) => self.audit.and_then(|a| a.recommendations.of_part(id)).map(|r| &r.id),
            About::Audit | About::Improvement(_) => None,
        });
        let remains: Vec<Option<PartId>> = form.remains.iter().map(|p| self.part(p, of, check)).collect();
        let evidence = check.texts("evidence", &form.evidence);
        let (code, place) = (code?, check.place(&form.code));
        let lack = |code: &'static Code, message: &str, label: &str, help: &str, check: &mut Check<'_>| {
            check.say(Remark::new(code, message).at(place.clone(), label).help(help));
        };
        match code {
            StatusCode::Pagar if form.text.is_none() || form.forecast.is_none() => lack(
                &codes::NO_FORECAST,
                "`pagar` utan vad som görs eller när det väntas vara klart",
                if form.text.is_none() { "`text` saknas" } else { "`forecast` saknas" },
                "skriv både `text: …` och `forecast: …`",
                check,
            ),
            StatusCode::Delvis if form.remains.is_empty() && matches!(about, Some(About::Recommendation(_))) => lack(
                &codes::NO_REMAINS,
                "`delvis` utan vilka delar som återstår",
                "`remains` saknas",
                "skriv `remains: [ … ]` med delarnas id, eller en post för varje del",
                check,
            ),
            StatusCode::Rapporterad if form.evidence.is_empty() => lack(
                &codes::NO_EVIDENCE,
                "`rapporterad` utan underlag",
                "`evidence` saknas",
                "skriv `evidence: [\"…\"]` med något som går att slå upp",
                check,
            ),
            StatusCode::EjPaborjad
            | StatusCode::Pagar
            | StatusCode::Delvis
            | StatusCode::Rapporterad
            | StatusCode::EjBesvarad
            | StatusCode::Verifierad
            | StatusCode::Risk
            | StatusCode::EjAktuell
            | StatusCode::Ersatt
            | StatusCode::Ateroppnad => {}
        }
        Some(What::Status {
            code,
            text,
            forecast: forecast?,
            remains: remains.into_iter().collect::<Option<_>>()?,
            evidence,
        })
    }

    fn replaced(&self, form: &ReplacedForm, about: Option<&About>, check: &mut Check<'_>) -> Option<What> {
        let reason = check.text("reason", &form.reason);
        let other = form.audit.as_ref().filter(|a| self.audit.is_none_or(|own| own.id.as_str() != a.value.0));
        if let Some(other) = other
            && !known_audit(&other.value.0, check.place(other), self.found, check.remarks())
        {
            return None;
        }
        let stands_in = other.map_or(self.audit, |other| audit(self.found, &other.value.0));
        let by = self.recommendation(&form.by, stands_in, check)?;
        if other.is_none() && matches!(about, Some(About::Recommendation(id)) if *id == by) {
            let place = check.place(&form.by);
            check.say(
                Remark::new(&codes::REPLACED_BY_ITSELF, format!("`{by}` ersätts av sig själv"))
                    .at(place, "samma rekommendation som posten gäller")
                    .help("skriv den nya rekommendationens id, och `audit: …` om den står i en annan granskning"),
            );
        }
        let audit = match &form.audit {
            Some(at) => Some(check.id(at, AuditId::new)?),
            None => None,
        };
        Some(What::Replaced { by, audit, reason })
    }
}

/// A status that an owner can report; the others belong to entries of their own.
fn status_code(at: &At<Id>, check: &mut Check<'_>) -> Option<StatusCode> {
    let place = check.place(at);
    let Some(code) = StatusCode::ALL.into_iter().find(|c| c.key() == at.value.0) else {
        let remark = Remark::new(&codes::UNKNOWN_STATUS, format!("statusen `{}` finns inte", at.value.0))
            .at(place, "inget av statusorden");
        let known = StatusCode::ALL.map(StatusCode::key);
        let remark = match diag::nearest(&at.value.0, known) {
            Some(near) => remark.help(format!("menades `{near}`?")),
            None => remark,
        };
        check.say(remark.help(format!("statusar som rapporteras: `{}`", REPORTED.join("`, `"))));
        return None;
    };
    let instead = match code {
        StatusCode::EjPaborjad | StatusCode::Pagar | StatusCode::Delvis | StatusCode::Rapporterad => return Some(code),
        StatusCode::EjBesvarad => {
            "ta bort posten; granska sätter den själv när svarsdagen i en `request` har passerat utan svar"
        }
        StatusCode::Verifierad => "skriv `verification: { finds: implemented, evidence: [\"…\"] }`",
        StatusCode::Risk => "skriv `accept-risk: { dnr: …, paragraph: …, reason: …, valid-until: … }`",
        StatusCode::EjAktuell => "skriv `closed: { reason: … }`",
        StatusCode::Ersatt => "skriv `replaced: { by: …, reason: … }`",
        StatusCode::Ateroppnad => "skriv `reopened: { reason: … }`",
    };
    check.say(
        Remark::new(&codes::NOT_BY_HAND, format!("statusen `{}` kan inte skrivas i en `status`", at.value.0))
            .at(place, "följer av ett annat slags post")
            .help(instead),
    );
    None
}

fn verification(form: &VerificationForm, check: &mut Check<'_>) -> What {
    let finds = match form.finds.value {
        FindsForm::Implemented => Finds::Implemented,
        FindsForm::Partly => Finds::Partly,
        FindsForm::NotImplemented => Finds::NotImplemented,
    };
    if finds == Finds::Implemented && form.evidence.is_empty() {
        let place = check.place(&form.finds);
        check.say(
            Remark::new(&codes::NO_EVIDENCE, "verifierat som genomfört utan underlag")
                .at(place, "`evidence` saknas")
                .help("skriv `evidence: [\"…\"]` med det som granskades"),
        );
    }
    What::Verification {
        finds,
        evidence: check.texts("evidence", &form.evidence),
        text: check.optional("text", &form.text),
    }
}
