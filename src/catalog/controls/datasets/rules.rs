//! The rules of a contract: what they name exists, can be held against each other, and can be broken.

use super::super::codes::contracts as codes;
use super::super::forms::Id;
use super::super::forms::datasets::DatasetForm;
use super::super::forms::demands::{
    AddsUpForm, BalanceForm, ConditionForm, DemandForm, ExistsInForm, FollowsForm, OneOfForm, OrderForm, RuleForm,
    SeverityForm, WhenForm, WithinForm,
};
use super::roles::{Role, Scope, unknown_column, unknown_dataset, unknown_value};
use crate::catalog::check::Check;
use crate::catalog::codes::EMPTY_LIST;
use crate::catalog::names::Names;
use crate::diag::{Place, Remark, Severity};
use crate::field::contract::{ColumnType, Condition, Demand, Rule};
use crate::field::id::{DatasetId, ItemId};
use crate::placed::At;

fn is_number(kind: &ColumnType) -> bool {
    kind.is_number()
}

const NUMBER: Role = Role { key: "value", wanted: "`integer`, `decimal`, `hours` eller `percent`", takes: is_number };
const ORDERED: Role = Role {
    key: "first",
    wanted: "`date`, `time`, `week`, `month` eller en typ för tal",
    takes: ColumnType::is_ordered,
};
const WORDS: Role = Role {
    key: "one-of",
    wanted: "`one-of`, `text`, `unit` eller `moment`",
    takes: |kind| matches!(kind, ColumnType::OneOf(_) | ColumnType::Text | ColumnType::Unit | ColumnType::Moment),
};
const INNER: Role = Role {
    key: "column",
    wanted: "`date`, `time`, `week` eller `month`",
    takes: |kind| matches!(kind, ColumnType::Date | ColumnType::Time | ColumnType::Week | ColumnType::Month),
};
const AROUND: Role = Role {
    key: "of",
    wanted: "`period` eller `month`",
    takes: |kind| matches!(kind, ColumnType::Period | ColumnType::Month),
};
const ALONG: Role = Role {
    key: "along",
    wanted: "`week`, `month` eller `date`",
    takes: |kind| matches!(kind, ColumnType::Week | ColumnType::Month | ColumnType::Date),
};
const PART: Role = Role { key: "by", wanted: "`one-of`", takes: |kind| matches!(kind, ColumnType::OneOf(_)) };

/// Checks and builds the rules of a dataset.
pub fn read(check: &mut Check<'_>, form: &DatasetForm, scope: &Scope<'_>) -> Vec<Rule> {
    let Some(rules) = &form.rules else { return Vec::new() };
    if rules.value.is_empty() {
        check.empty_list("rules", check.place(rules));
    }
    let mut names = Names::default();
    rules
        .value
        .iter()
        .filter_map(|form| {
            names.declare(check, &form.id, "två regler i datamängden har samma id");
            rule(check, form, scope)
        })
        .collect()
}

fn rule(check: &mut Check<'_>, form: &RuleForm, scope: &Scope<'_>) -> Option<Rule> {
    let id = check.id(&form.id, ItemId::new);
    let label = check.text("label", &form.label);
    let help = check.text("help", &form.help);
    let severity = match form.severity {
        SeverityForm::Error => Severity::Error,
        SeverityForm::Warning => Severity::Warning,
        SeverityForm::Note => Severity::Note,
    };
    let mut demands = Demands { check, scope };
    let demand = match &form.demand.value {
        DemandForm::Order(form) => Some(demands.order(form)),
        DemandForm::Needs(form) => Some(demands.needs(form)),
        DemandForm::Forbids(form) => Some(demands.forbids(form)),
        DemandForm::Within(form) => Some(demands.within(form)),
        DemandForm::Balance(balance) => Some(demands.balance(balance, &form.demand)),
        DemandForm::AddsUp(form) => Some(demands.adds_up(form)),
        DemandForm::Follows(form) => Some(demands.follows(form)),
        DemandForm::ExistsIn(form) => demands.exists_in(form),
    };
    let place = check.place(&form.id);
    Some(Rule { id: id?, label, help, severity, demand: demand?, place })
}

fn name(column: &At<Id>) -> String {
    column.value.0.clone()
}

fn names(columns: &[At<Id>]) -> Vec<String> {
    columns.iter().map(name).collect()
}

/// The demands of one rule. What is faulty is remarked on and built all the same: the dataset is then left out whole.
struct Demands<'d, 'a> {
    check: &'d mut Check<'a>,
    scope: &'d Scope<'d>,
}

impl Demands<'_, '_> {
    fn order(&mut self, form: &OrderForm) -> Demand {
        if form.first.value == form.then.value {
            self.never_broken("kolumnen jämförs med sig själv", &form.then, "samma kolumn");
        }
        self.alike(&[("first", &form.first), ("then", &form.then)], &ORDERED);
        Demand::Order { first: name(&form.first), then: name(&form.then) }
    }

    fn needs(&mut self, form: &WhenForm) -> Demand {
        let when = self.condition(&form.when);
        let known = self.scope.column(self.check, &form.column).is_some();
        if known && self.scope.is_required(&form.column) {
            let message = format!("kolumnen `{}` måste redan ha ett värde i varje rad", form.column.value.0);
            self.never_broken(&message, &form.column, "har `required: true`");
        } else if holds_only_if(&when, |c| matches!(c, Condition::Filled(c) if *c == form.column.value.0)) {
            self.never_broken("regeln gäller bara när kolumnen redan har ett värde", &form.column, "står i villkoret");
        }
        Demand::Needs { when, column: name(&form.column) }
    }

    fn forbids(&mut self, form: &WhenForm) -> Demand {
        let when = self.condition(&form.when);
        let known = self.scope.column(self.check, &form.column).is_some();
        if known && self.scope.is_required(&form.column) {
            let message = format!("kolumnen `{}` ska vara tom men måste ha ett värde", form.column.value.0);
            let remark = Remark::new(&codes::AGAINST_CONTRACT, message)
                .at(self.check.place(&form.column), "har `required: true`")
                .help("ta bort regeln, eller ta bort `required` på kolumnen");
            self.check.say(remark);
        } else if holds_only_if(&when, |c| matches!(c, Condition::Empty(c) if *c == form.column.value.0)) {
            self.never_broken("regeln gäller bara när kolumnen redan är tom", &form.column, "står i villkoret");
        }
        Demand::Forbids { when, column: name(&form.column) }
    }

    fn within(&mut self, form: &WithinForm) -> Demand {
        if form.column.value == form.of.value {
            self.never_broken("kolumnen ligger alltid i sig själv", &form.of, "samma kolumn");
        }
        self.scope.serving(self.check, &form.column, &INNER);
        self.scope.serving(self.check, &form.of, &AROUND);
        Demand::Within { column: name(&form.column), of: name(&form.of) }
    }

    fn balance(&mut self, form: &BalanceForm, demand: &At<DemandForm>) -> Demand {
        let [plus, minus] = [&form.plus, &form.minus].map(|l| l.as_ref().map_or(&[][..], |l| l.value.as_slice()));
        for (key, list) in [("plus", &form.plus), ("minus", &form.minus)] {
            if let Some(list) = list.as_ref().filter(|l| l.value.is_empty()) {
                self.check.empty_list(key, self.check.place(list));
            }
        }
        if form.plus.is_none() && form.minus.is_none() {
            let remark = Remark::new(&EMPTY_LIST, "balansen har varken `plus` eller `minus`")
                .at(self.check.place(demand), "här saknas det som kom eller gick")
                .help("räkna upp kolumnerna med det som kom (`plus`) och det som gick (`minus`)");
            self.check.say(remark);
        }
        let mut columns = vec![("start", &form.start)];
        columns.extend(plus.iter().map(|c| ("plus", c)));
        columns.extend(minus.iter().map(|c| ("minus", c)));
        columns.push(("end", &form.end));
        let mut once = Names::default();
        for (_, column) in &columns {
            let place = self.check.place(column);
            once.list_name(self.check, &column.value.0, place);
        }
        self.alike(&columns, &NUMBER);
        Demand::Balance { start: name(&form.start), plus: names(plus), minus: names(minus), end: name(&form.end) }
    }

    fn adds_up(&mut self, form: &AddsUpForm) -> Demand {
        self.group(&form.per, &[("by", &form.by), ("value", &form.value)]);
        self.scope.serving(self.check, &form.value, &NUMBER);
        if form.parts.value.is_empty() {
            self.check.empty_list("parts", self.check.place(&form.parts));
        }
        let mut once = Names::default();
        form.parts.value.iter().for_each(|part| once.list(self.check, part));
        if let Some(by) = self.scope.serving(self.check, &form.by, &PART) {
            for code in form.parts.value.iter().chain([&form.total]) {
                by.codes.require(self.check, code, unknown_value(&form.by.value.0, &code.value.0));
            }
        }
        if let Some(part) = form.parts.value.iter().find(|part| part.value == form.total.value) {
            let message = format!("totalen `{}` står också bland delarna", form.total.value.0);
            let remark = Remark::new(&codes::TOTAL_AMONG_PARTS, message)
                .at(self.check.place(part), "en del")
                .at(self.check.place(&form.total), "totalen")
                .help("ta bort totalen ur `parts`, eller rätta `total`");
            self.check.say(remark);
        }
        Demand::AddsUp {
            per: names(&form.per.value),
            by: name(&form.by),
            parts: names(&form.parts.value),
            total: name(&form.total),
            value: name(&form.value),
        }
    }

    fn follows(&mut self, form: &FollowsForm) -> Demand {
        self.group(&form.per, &[("along", &form.along), ("end", &form.end), ("start", &form.start)]);
        self.scope.serving(self.check, &form.along, &ALONG);
        self.alike(&[("end", &form.end), ("start", &form.start)], &NUMBER);
        Demand::Follows {
            per: names(&form.per.value),
            along: name(&form.along),
            end: name(&form.end),
            start: name(&form.start),
        }
    }

    fn exists_in(&mut self, form: &ExistsInForm) -> Option<Demand> {
        let dataset = &form.dataset.value.0;
        if dataset == self.scope.dataset {
            let remark = Remark::new(&codes::OWN_DATASET, format!("`exists-in` hänvisar till `{dataset}` själv"))
                .at(self.check.place(&form.dataset), "den egna datamängden")
                .help("skriv den andra datamängdens id");
            self.check.say(remark);
        }
        self.scope.contracts.names.require(self.check, &form.dataset, unknown_dataset(dataset));
        if form.columns.value.is_empty() {
            self.check.empty_list("columns", self.check.place(&form.columns));
        }
        let there = self.scope.contracts.columns.get(dataset);
        for pair in &form.columns.value {
            let here = self.scope.column(self.check, &pair.here);
            let Some(there) = there else { continue };
            there.names.require(self.check, &pair.there, unknown_column(dataset, &pair.there.value.0));
            if let (Some(here), Some(there)) = (here, there.types.get(&pair.there.value.0))
                && !meets(&here.kind, &there.kind)
            {
                self.not_alike([("here", &pair.here, &here.kind), ("there", &pair.there, &there.kind)]);
            }
        }
        Some(Demand::ExistsIn {
            columns: form.columns.value.iter().map(|pair| (name(&pair.here), name(&pair.there))).collect(),
            dataset: DatasetId::new(dataset).ok()?,
        })
    }

    /// The columns that make a group, none of which is among those that differ within it.
    fn group(&mut self, per: &At<Vec<At<Id>>>, within: &[(&str, &At<Id>)]) {
        if per.value.is_empty() {
            self.check.empty_list("per", self.check.place(per));
        }
        let mut once = Names::default();
        for column in &per.value {
            once.list(self.check, column);
            self.scope.column(self.check, column);
            if let Some((key, _)) = within.iter().find(|(_, other)| other.value == column.value) {
                let message = format!("kolumnen `{}` i `{key}` är lika i hela gruppen", column.value.0);
                self.never_broken(&message, column, "står i `per`");
            }
        }
    }

    /// Columns that all serve and hold values of one kind.
    fn alike(&mut self, columns: &[(&'static str, &At<Id>)], role: &Role) {
        let mut first: Option<(&'static str, &At<Id>, &ColumnType)> = None;
        for (key, column) in columns {
            let serving = self.scope.serving(self.check, column, &Role { key, ..*role });
            let Some(typed) = serving else { continue };
            match first {
                Some(known) if !known.2.compares_with(&typed.kind) => {
                    self.not_alike([(key, column, &typed.kind), known]);
                }
                Some(_) => {}
                None => first = Some((key, column, &typed.kind)),
            }
        }
    }

    fn not_alike(&mut self, columns: [(&str, &At<Id>, &ColumnType); 2]) {
        let shown = columns.map(|(_, column, kind)| format!("`{}` ({})", column.value.0, written(kind)));
        let message = format!("{} och {} går inte att hålla mot varandra", shown[0], shown[1]);
        let remark = columns.iter().fold(Remark::new(&codes::WRONG_TYPE, message), |remark, (key, column, kind)| {
            remark.at(self.check.place(column), format!("`{key}` har typen {}", written(kind)))
        });
        self.check.say(remark.help("välj kolumner av samma typ; bara dagar och klockslag går att blanda"));
    }

    fn condition(&mut self, form: &ConditionForm) -> Condition {
        match form {
            ConditionForm::OneOf(form) => self.one_of(form),
            ConditionForm::Filled(column) => {
                self.scope.column(self.check, column);
                Condition::Filled(name(column))
            }
            ConditionForm::Empty(column) => {
                if self.scope.column(self.check, column).is_some() && self.scope.is_required(column) {
                    let message =
                        format!("villkoret gäller aldrig, eftersom `{}` har ett värde i varje rad", column.value.0);
                    self.never_broken(&message, column, "har `required: true`");
                }
                Condition::Empty(name(column))
            }
            ConditionForm::All(all) => {
                if all.value.is_empty() {
                    self.check.empty_list("all", self.check.place(all));
                }
                Condition::All(all.value.iter().map(|form| self.condition(form)).collect())
            }
        }
    }

    fn one_of(&mut self, form: &OneOfForm) -> Condition {
        if form.values.value.is_empty() {
            self.check.empty_list("values", self.check.place(&form.values));
        }
        let typed = self.scope.serving(self.check, &form.column, &WORDS);
        let mut once = Names::default();
        for value in &form.values.value {
            let place: Place = self.check.place(value);
            once.list_name(self.check, &value.value.0, place.clone());
            if let Some(typed) = typed.filter(|t| matches!(t.kind, ColumnType::OneOf(_))) {
                let unknown = unknown_value(&form.column.value.0, &value.value.0);
                typed.codes.require_name(self.check, &value.value.0, place, unknown);
            }
        }
        let values = form.values.value.iter().map(|value| self.check.text("values", value)).collect();
        Condition::OneOf { column: name(&form.column), values }
    }

    fn never_broken(&mut self, message: &str, column: &At<Id>, label: &str) {
        let remark = Remark::new(&codes::NEVER_BROKEN, message.to_owned())
            .at(self.check.place(column), label.to_owned())
            .help("rätta vilka kolumner regeln gäller, eller ta bort regeln");
        self.check.say(remark);
    }
}

/// Whether one of the conditions that must all hold is this one.
fn holds_only_if(condition: &Condition, is: impl Fn(&Condition) -> bool + Copy) -> bool {
    match condition {
        Condition::All(all) => all.iter().any(|c| holds_only_if(c, is)),
        Condition::OneOf { .. } | Condition::Filled(_) | Condition::Empty(_) => is(condition),
    }
}

/// Whether values here may stand among the values there: of one type, a time against its day, a code against a text.
fn meets(here: &ColumnType, there: &ColumnType) -> bool {
    let words = |kind: &ColumnType| matches!(kind, ColumnType::Text | ColumnType::OneOf(_));
    here == there || (words(here) && words(there)) || (*here == ColumnType::Time && *there == ColumnType::Date)
}

/// A type as it is written in the file.
fn written(kind: &ColumnType) -> String {
    match kind {
        ColumnType::Decimal(decimals) => format!("`decimal: {decimals}`"),
        ColumnType::Text
        | ColumnType::Unit
        | ColumnType::Moment
        | ColumnType::Period
        | ColumnType::Month
        | ColumnType::Week
        | ColumnType::Date
        | ColumnType::Time
        | ColumnType::Integer
        | ColumnType::Hours
        | ColumnType::Percent
        | ColumnType::OneOf(_) => format!("`{}`", kind.key()),
    }
}
