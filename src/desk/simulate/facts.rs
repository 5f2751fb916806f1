//! The large tables while they are made: one replica of the region at a time, row by row.
//!
//! Knows how a row looks, not why a patient moves.

use super::calendar::{Calendar, Day};
use super::region::{Contact, Unit};
use super::table::{Files, Rows, Table, digits};
use super::tally::{Cost, Primary, UnitTally};

/// What of the streamed tables is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// How files are divided.
    pub files: Files,
    /// Years.
    pub years: i32,
    /// Which of [`Table::STREAMED`].
    pub wanted: [bool; 5],
}

/// The rows of one replica: by table and file.
pub(super) struct Facts {
    shape: Shape,
    rows: Vec<Rows>,
}

impl Facts {
    /// No rows yet.
    pub fn new(shape: Shape) -> Self {
        Self { shape, rows: vec![Rows::default(); 5 * shape.files.count(shape.years)] }
    }

    /// The rows of a table in the file of a month; `None` when nobody asked for the table or the month is not delivered.
    fn of(&mut self, table: Table, month: i32) -> Option<&mut Rows> {
        let at = Table::STREAMED.iter().position(|t| *t == table)?;
        let month = usize::try_from(month).ok().filter(|m| *m < self.shape.years as usize * 12)?;
        let count = self.shape.files.count(self.shape.years);
        (self.shape.wanted[at]).then(|| &mut self.rows[at * count + self.shape.files.of(month)])
    }

    /// The rows by table, then file.
    pub fn into_rows(self) -> Vec<Rows> {
        self.rows
    }
}

/// What is written about one unit in one replica.
pub(super) struct Desk<'a> {
    /// The days.
    pub calendar: &'a Calendar,
    /// The unit.
    pub unit: &'static Unit,
    /// Its number.
    pub number: usize,
    /// The replica.
    pub replica: u32,
    /// Rows.
    pub facts: &'a mut Facts,
    /// Counts.
    pub tally: &'a mut UnitTally,
    /// Patients with a cost, by year.
    pub patients: Vec<Vec<u32>>,
}

/// A contact that was carried out.
pub(super) struct Carried {
    /// Its number.
    pub number: u32,
    /// The patient's number in the replica.
    pub person: u32,
    /// The code of its kind.
    pub contact: &'static str,
    /// The day.
    pub day: Day,
    /// The day that care was asked for, in primary care.
    pub asked: Day,
    /// The referral.
    pub referral: Day,
    /// The medical target date.
    pub target: Day,
    /// The code of its deviation.
    pub deviation: &'static str,
    /// Who met the patient.
    pub profession: &'static str,
}

/// What a contact cost.
pub(super) struct Price {
    /// In öre.
    pub ore: u64,
    /// Weight in 1/10 000.
    pub drg: u64,
    /// Whether it falls outside what the weight was made for.
    pub outlier: bool,
}

/// One operation as planned and as it went.
pub(super) struct Operated {
    /// The contact.
    pub number: u32,
    /// How many times it has been planned before.
    pub tries: u8,
    /// The theatre within the unit, from 0.
    pub theatre: u32,
    /// What is done.
    pub procedure: &'static str,
    /// The day.
    pub day: Day,
    /// When it should begin, minutes from midnight.
    pub planned: i32,
    /// When it was ordered.
    pub ordered: Day,
    /// How it went.
    pub went: Went,
}

/// How an operation went.
pub(super) enum Went {
    /// Done: patient in, first cut, last cut, patient out.
    Done([i32; 4]),
    /// Cancelled: the day, the minute, the number of the cause.
    Cancelled(Day, i32, usize),
    /// Moved in good time.
    Moved,
}

/// The causes of cancellation, in the order of the counts.
pub(super) const CAUSES: [&str; 9] = [
    "patient_avbokat",
    "patient_uteblev",
    "ej_forberedd",
    "akut_prioriterad",
    "personalbrist",
    "vardplatsbrist",
    "utrustning",
    "annan_vardgivare",
    "ovrigt",
];

/// Theatres that a unit may use within a replica.
pub(super) const THEATRES: u32 = 4;

impl Desk<'_> {
    /// The unit's id in the month of a day.
    fn name(&self, day: Day) -> &'static str {
        self.unit.name(self.calendar.month(day)).id
    }

    fn id(&self, number: u32) -> String {
        let mut id = self.unit.code.as_bytes().to_vec();
        if self.replica > 0 {
            digits(&mut id, u64::from(self.replica));
        }
        id.push(b'-');
        digits(&mut id, u64::from(number));
        String::from_utf8(id).unwrap_or_default()
    }

    fn theatre(&self, theatre: u32, day: Day) -> String {
        let short = self.unit.name(self.calendar.month(day)).short;
        format!("{short} {}", self.replica * THEATRES + theatre + 1)
    }

    /// One who waits on the last day of a month.
    pub fn waits(
        &mut self,
        number: u32,
        contact: Contact,
        [referral, decided, target, booked, offered]: [Day; 5],
        deviation: &str,
        priority: u8,
        day: Day,
    ) {
        let (id, name) = (self.id(number), self.name(day));
        let calendar = self.calendar;
        let Some(rows) = self.facts.of(Table::Waiting, calendar.month(day)) else { return };
        rows.row(&id)
            .text(name)
            .text(contact.code())
            .day(calendar, referral)
            .day(calendar, decided)
            .day(calendar, target)
            .day(calendar, booked)
            .day(calendar, offered)
            .text(deviation)
            .whole(u64::from(priority))
            .day(calendar, day)
            .end();
    }

    /// A contact that was carried out.
    pub fn done(&mut self, done: &Carried) {
        let (id, name) = (self.id(done.number), self.name(done.day));
        let calendar = self.calendar;
        let Some(rows) = self.facts.of(Table::Done, calendar.month(done.day)) else { return };
        rows.row(&id)
            .text(name)
            .text(done.contact)
            .day(calendar, done.day)
            .day(calendar, done.asked)
            .day(calendar, done.referral)
            .day(calendar, done.target)
            .text(done.deviation)
            .text(done.profession)
            .end();
    }

    /// What a contact cost.
    pub fn cost(&mut self, done: &Carried, price: &Price) {
        let month = self.calendar.month(done.day);
        let (id, name) = (self.id(done.number), self.name(done.day));
        let Some(at) = usize::try_from(month).ok().filter(|m| *m < self.tally.cost.len()) else { return };
        let (ore, drg) = (price.ore, price.drg);
        let outlier = if price.outlier { (1, ore, drg) } else { (0, 0, 0) };
        self.tally.cost[at].add(&Cost {
            kontakter: 1,
            kostnad_ore: ore,
            drg_tiotusendelar: drg,
            ytterfall: outlier.0,
            ytterfall_ore: outlier.1,
            ytterfall_drg_tiotusendelar: outlier.2,
        });
        self.patients[at / 12].push(done.person);
        let patient = pseudonym(self.replica, done.person);
        let Some(rows) = self.facts.of(Table::Costs, month) else { return };
        rows.row(&id)
            .text(&patient)
            .text(name)
            .text(&Calendar::month_name(at))
            .whole(ore)
            .text(&format!("{},{:04}", drg / 10_000, drg % 10_000))
            .text(if price.outlier { "ja" } else { "nej" })
            .end();
    }

    /// An operation, done or not.
    pub fn operated(&mut self, op: &Operated) {
        let month = self.calendar.month(op.day);
        let calendar = self.calendar;
        let (mut id, theatre, name) = (self.id(op.number), self.theatre(op.theatre, op.day), self.name(op.day));
        id.push('-');
        id.push(char::from(b'a' + op.tries.min(25)));
        let Some(rows) = self.facts.of(Table::Operations, month) else { return };
        let row = rows
            .row(&id)
            .text(&theatre)
            .text(name)
            .text(op.procedure)
            .time(calendar, op.day, op.planned)
            .day(calendar, op.ordered);
        match op.went {
            Went::Done(times) => {
                times.into_iter().fold(row, |row, t| row.time(calendar, op.day, t)).text("genomford").empty().empty()
            }
            Went::Cancelled(day, minute, cause) => {
                row.empty().empty().empty().empty().text("struken").time(calendar, day, minute).text(CAUSES[cause])
            }
            Went::Moved => row.empty().empty().empty().empty().text("planerad").empty().empty(),
        }
        .end();
    }

    /// The staffed time of a theatre on a day.
    pub fn staffed(&mut self, theatre: u32, day: Day, minutes: u64) {
        let (theatre, name, calendar) = (self.theatre(theatre, day), self.name(day), self.calendar);
        let Some(rows) = self.facts.of(Table::Theatres, calendar.month(day)) else { return };
        rows.row(&theatre).text(name).day(calendar, day).whole(minutes).end();
    }

    /// A contact in primary care.
    pub fn primary(&mut self, done: &Carried, count: &Primary) {
        let Ok(month) = usize::try_from(self.calendar.month(done.day)) else { return };
        if let Some(at) = self.tally.primary.get_mut(month) {
            at.add(count);
            self.done(done);
        }
    }
}

/// A key that tells patients apart and nothing else about them: a number of its own for each, stirred.
fn pseudonym(replica: u32, person: u32) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    // Multiplying by an odd number within 40 bits, and adding the upper half to the lower, gives each number another of its own.
    let mask = (1_u64 << 40) - 1;
    let mut n = (u64::from(replica) << 24 | u64::from(person)) & mask;
    for odd in [0x9E_3779_B97F_u64, 0xBF_5847_6D1D] {
        n = n.wrapping_mul(odd) & mask;
        n ^= n >> 20;
    }
    (0..8).map(|i| char::from(LETTERS[(n >> (i * 5) & 31) as usize])).collect()
}

#[cfg(test)]
mod tests {
    use super::pseudonym;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_patients_share_a_key() {
        let keys: BTreeSet<String> = (0..40_000).map(|n| pseudonym(n / 10_000, n % 10_000)).collect();
        assert_eq!(keys.len(), 40_000);
    }
}
