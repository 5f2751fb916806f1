//! Patients in the queues of one unit: who comes, who is next, who is called off, who waits when the month ends.
//!
//! One replica of a unit at a time, day by day, with a stream of chance of its own. Knows no file.

use super::calendar::{Calendar, Day};
use super::dice::Dice;
use super::facts::{Carried, Desk, Price};
use super::region::{Contact, Line, Unit};
use super::theatre;

/// Days between the booking and the visit, for most and for the urgent.
const AHEAD: Day = 14;
const SOON: Day = 3;
/// Out of a thousand slots, kept for those booked at short notice.
const KEPT: i64 = 200;
/// How capacity is spread over Monday to Friday, in thousandths.
const WEEKDAYS: [i64; 7] = [210, 215, 215, 205, 155, 0, 0];
/// Visits and examinations that come to nothing, of a thousand, before the model.
pub(super) const MISSED: u32 = 55;
/// How much earlier than another of the same day a priority is called, in days.
const HEAD_START: [Day; 4] = [-150, -65, 0, 50];
/// A follow-up may be booked to a day this long before its target.
const BEFORE_TARGET: Day = 24;

/// Why someone waits longer than others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deviation {
    /// No reason.
    None,
    /// The patient said no to a time.
    Chosen,
    /// The patient's health.
    Medical,
    /// Another special reason.
    Special,
}

impl Deviation {
    /// The code in the deliveries.
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Chosen => "PvV",
            Self::Medical => "MoV",
            Self::Special => "SoV",
        }
    }
}

/// One who waits.
#[derive(Clone, Debug)]
pub(super) struct Patient {
    pub number: u32,
    pub person: u32,
    /// The referral; 0 for follow-ups.
    pub referral: Day,
    /// When the clock of this wait started.
    pub clock: Day,
    /// The medical target date; 0 when there is none.
    pub target: Day,
    pub priority: u8,
    pub deviation: Deviation,
    /// The time that was offered and declined; 0 when none was.
    pub offered: Day,
    /// Not to be given a time before this day.
    pub ready: Day,
    /// The time given; 0 when there is none.
    pub booked: Day,
    pub tries: u8,
    /// The number of the kind of operation.
    pub procedure: usize,
    key: Day,
}

/// How need and capacity of an ordinary year relate: need over capacity, in thousandths.
pub(super) fn season(calendar: &Calendar) -> i64 {
    // A year without a shock; the seasons of other years differ only by where holidays fall.
    let (from, to) = (Calendar::first_of(-12), Calendar::first_of(0));
    let need: i64 = (from..to).map(|d| i64::from(calendar.need(d)) * 200).sum();
    let supply: i64 = (from..to).map(|d| i64::from(calendar.supply(d)) * WEEKDAYS[Calendar::weekday(d)]).sum();
    need * 1000 / supply.max(1)
}

/// Capacity of a queue in an ordinary week, in thousandths of a contact, before the model: a little less than what comes.
pub(super) fn usual_capacity(unit: &Unit, line: usize, inflow: u32, season: i64) -> i64 {
    let lost = match unit.lines[line].contact {
        Contact::Operation => i64::from(unit.cancelled) + 20,
        Contact::New | Contact::Return | Contact::Examination => i64::from(MISSED),
    };
    let share = match unit.lines[line].contact {
        Contact::Return => 1040,
        Contact::New | Contact::Operation | Contact::Examination => 975,
    };
    i64::from(inflow) * season / 1000 * share / (1000 - lost)
}

/// The share of a week's capacity that falls on a day, in millionths, for a supply of that day in thousandths.
pub(super) fn daily(day: Day, supply: u32) -> i64 {
    WEEKDAYS[Calendar::weekday(day)] * i64::from(supply)
}

/// A queue.
pub(super) struct Queue {
    pub line: &'static Line,
    pub waiting: Vec<Patient>,
    /// Ordinary weekly capacity, in thousandths of a contact.
    capacity: i64,
    /// Weekly arrivals, in thousandths.
    inflow: i64,
    /// Capacity not used yet, in millionths of a contact.
    carry: i64,
    kept: i64,
    /// Slots kept for the urgent, by day modulo 32.
    urgent: [u32; 32],
    /// Sickness and other noise of this week, in thousandths.
    noise: i64,
    last_list: Day,
}

/// A unit in motion.
pub(super) struct Ward<'a, 'b> {
    pub desk: &'b mut Desk<'a>,
    pub dice: Dice,
    pub queues: Vec<Queue>,
    numbers: u32,
    people: u32,
    volume: i64,
    /// People that several units of the replica meet.
    common: u32,
}

/// Runs one unit through all days; `volume` in thousandths of the smallest size.
pub(super) fn run(desk: &mut Desk<'_>, seed: u64, volume: u32) {
    let unit = desk.unit;
    let calendar = desk.calendar;
    let (season, volume) = (season(calendar), i64::from(volume));
    let dice = Dice::new(seed, ((desk.number as u64) << 32) | u64::from(desk.replica));
    let queues = unit
        .lines
        .iter()
        .zip(unit.inflow())
        .enumerate()
        .map(|(at, (line, inflow))| Queue {
            line,
            waiting: Vec::new(),
            capacity: usual_capacity(unit, at, inflow, season) * volume / 1000,
            inflow: i64::from(inflow) * volume / 1000,
            carry: 0,
            kept: 0,
            urgent: [0; 32],
            noise: 1000,
            last_list: 0,
        })
        .collect();
    let common = (volume as u32 * 3 / 2).max(200);
    let mut ward = Ward { desk, dice, queues, numbers: 0, people: 0, volume, common };
    ward.fill();
    for day in calendar.start..=calendar.last {
        ward.day(day);
    }
}

impl Ward<'_, '_> {
    fn calendar(&self) -> &Calendar {
        self.desk.calendar
    }

    /// Counts in the week of a day, when it is delivered.
    fn week(&mut self, line: usize, day: Day) -> Option<&mut super::tally::Week> {
        let week = self.desk.calendar.week(day)?;
        Some(&mut self.desk.tally.weeks[line][week])
    }

    fn month(&mut self, line: usize, day: Day) -> Option<&mut super::tally::Month> {
        let month = usize::try_from(self.desk.calendar.month(day)).ok()?;
        self.desk.tally.months[line].get_mut(month)
    }

    /// The queues as they may have looked on the first day.
    fn fill(&mut self) {
        let start = self.calendar().start;
        for line in 0..self.queues.len() {
            let usual = self.queues[line].inflow * i64::from(self.queues[line].line.usual_queue) / 10_000;
            for _ in 0..usual {
                let day = start - 1 - self.dice.between(0, 80);
                self.arrives(line, day, None);
            }
        }
    }

    fn day(&mut self, day: Day) {
        let calendar = self.desk.calendar;
        let adopted = self.desk.unit.adopted(calendar.month(day));
        if Calendar::weekday(day) == 0 {
            for line in 0..self.queues.len() {
                let count = self.queues[line].waiting.len() as u64;
                if let Some(week) = self.week(line, day) {
                    week.ko_start += count;
                }
                let noise = if adopted.is_some() { self.dice.between(945, 1035) } else { self.dice.between(880, 1045) };
                self.queues[line].noise = i64::from(noise);
                self.leaves(line, day);
            }
        }
        for line in 0..self.queues.len() {
            self.carry_out(line, day);
            let mean = self.queues[line].line.weekly as i64 * self.volume * i64::from(calendar.need(day)) / 5_000_000;
            for _ in 0..self.dice.poisson(mean as u32) {
                self.arrives(line, day, None);
            }
        }
        for line in 0..self.queues.len() {
            self.book(line, day);
        }
        for line in 0..self.queues.len() {
            if Calendar::weekday(day) == 6 {
                let count = self.queues[line].waiting.len() as u64;
                if let Some(week) = self.week(line, day) {
                    week.ko_slut += count;
                }
            }
            if calendar.ends_month(day) && day >= calendar.first {
                self.look(line, day);
            }
        }
    }

    /// Someone comes: from outside, or from a contact of the same unit.
    pub fn arrives(&mut self, line: usize, day: Day, from: Option<&Patient>) {
        let contact = self.queues[line].line.contact;
        let person = match from {
            Some(patient) => patient.person,
            // Some are known from before, here or at another unit.
            None if self.people > 20 && self.dice.chance(120) => {
                let person = 1 + self.dice.below(self.people);
                self.own(person)
            }
            None if self.dice.chance(150) => (15 << 20) | self.dice.below(self.common),
            None => {
                self.people += 1;
                self.own(self.people)
            }
        };
        self.numbers += 1;
        let priority = self.dice.weighted(&[80, 260, 450, 210]) as u8 + 1;
        let (referral, target) = match contact {
            Contact::New | Contact::Examination => (day, 0),
            Contact::Operation => (from.map_or_else(|| day - self.dice.between(15, 80), |p| p.referral), 0),
            Contact::Return => {
                (0, day + [28, 42, 60, 90][self.dice.weighted(&[3, 3, 3, 2])] + self.dice.between(-3, 3))
            }
        };
        let mut patient = Patient {
            number: self.numbers,
            person,
            referral,
            clock: day,
            target,
            priority,
            deviation: Deviation::None,
            offered: 0,
            ready: day,
            booked: 0,
            tries: 0,
            procedure: 0,
            key: day + HEAD_START[usize::from(priority) - 1],
        };
        match contact {
            Contact::Return => {
                patient.ready = target - BEFORE_TARGET;
                patient.key = target;
                if let Some(week) = self.week(line, target) {
                    week.forfaller += 1;
                }
            }
            Contact::New | Contact::Operation | Contact::Examination => {
                if self.dice.chance(22) {
                    patient.deviation = Deviation::Medical;
                    patient.ready = day + self.dice.between(60, 180);
                } else if self.dice.chance(4) {
                    patient.deviation = Deviation::Special;
                    patient.ready = day + self.dice.between(30, 120);
                }
                if contact == Contact::Operation {
                    let weights: Vec<u32> = self.desk.unit.procedures.iter().map(|p| p.weight).collect();
                    patient.procedure = self.dice.weighted(&weights);
                }
            }
        }
        if let Some(week) = self.week(line, day) {
            week.inflode += 1;
        }
        if let Some(month) = self.month(line, day) {
            month.ankomster += 1;
        }
        let at = self.queues[line].waiting.partition_point(|p| p.key <= patient.key);
        self.queues[line].waiting.insert(at, patient);
    }

    fn own(&self, person: u32) -> u32 {
        ((self.desk.number as u32) << 20) | (person & 0xF_FFFF)
    }

    /// A few no longer need or want the contact.
    fn leaves(&mut self, line: usize, day: Day) {
        for at in (0..self.queues[line].waiting.len()).rev() {
            if self.queues[line].waiting[at].booked == 0 && self.dice.chance(4) {
                self.queues[line].waiting.remove(at);
                self.left(line, day);
            }
        }
    }

    /// Counts one who left unseen.
    pub fn left(&mut self, line: usize, day: Day) {
        if let Some(week) = self.week(line, day) {
            week.ovriga_avslut += 1;
        }
        if let Some(month) = self.month(line, day) {
            month.ovriga_avslut += 1;
        }
    }

    /// Gives times: most of a day two weeks ahead, and what was kept of a day soon.
    fn book(&mut self, line: usize, day: Day) {
        let then = day + AHEAD;
        let slots = self.slots(line, day, then);
        match self.queues[line].line.contact {
            Contact::Operation => self.give(line, day, then, slots),
            Contact::New | Contact::Return | Contact::Examination => {
                let queue = &mut self.queues[line];
                queue.kept += i64::from(slots) * KEPT;
                let kept = (queue.kept / 1000) as u32;
                queue.kept -= i64::from(kept) * 1000;
                queue.urgent[(then % 32) as usize] = kept;
                let soon = day + SOON;
                let urgent = std::mem::take(&mut queue.urgent[(soon % 32) as usize]);
                self.give(line, day, then, slots - kept);
                self.give(line, day, soon, urgent);
            }
        }
    }

    /// How many slots a day has: the season, the week's noise, the model, and extra or idle sessions when the queue is long or short.
    fn slots(&mut self, line: usize, today: Day, day: Day) -> u32 {
        let calendar = self.desk.calendar;
        if calendar.supply(day) == 0 {
            return 0;
        }
        let adopted = self.desk.unit.adopted(calendar.month(day));
        let (number, list) = (self.desk.number as i32, self.desk.unit.list);
        let queue = &mut self.queues[line];
        let there = queue.waiting.iter().filter(|p| p.ready <= today).count() as i64 * 1_000_000;
        let usual = (queue.inflow * i64::from(queue.line.usual_queue) * 100).max(1);
        // A queue that is short makes sessions idle faster than a long one makes extra sessions.
        let gain = match queue.line.contact {
            Contact::Return => 500,
            Contact::New | Contact::Operation | Contact::Examination if there < usual => 420,
            Contact::New | Contact::Operation | Contact::Examination => 220,
        };
        let steered = 1000 + ((there - usual) * gain / usual).clamp(-400, 150);
        let base = queue.capacity * daily(day, calendar.supply(day)) / 1000 * steered / 1000 * queue.noise / 1000;
        let model = adopted.map_or(1000, |a| i64::from(a.throughput));
        queue.carry += base * model / 1000;
        let whole = (queue.carry / 1_000_000) as u32;
        let slots = match queue.line.contact {
            Contact::New | Contact::Return | Contact::Examination => whole,
            Contact::Operation => theatre::list(day, number, whole, list, &mut queue.last_list),
        };
        queue.carry -= i64::from(slots) * 1_000_000;
        if let Some(week) = self.week(line, day) {
            week.kapacitet += (base / 1000) as u64;
        }
        slots
    }

    fn give(&mut self, line: usize, today: Day, day: Day, slots: u32) {
        for _ in 0..slots {
            // Some say no to the time, and it goes to the next; three asked is enough.
            for _ in 0..3 {
                let Some(at) = self.next(line, today, day) else { return };
                let declines = {
                    let patient = &self.queues[line].waiting[at];
                    let may = patient.deviation == Deviation::None && patient.priority > 1 && patient.target == 0;
                    may && self.dice.chance(48)
                };
                let again = self.dice.between(14, 75);
                let patient = &mut self.queues[line].waiting[at];
                if declines {
                    (patient.deviation, patient.offered, patient.ready) = (Deviation::Chosen, day, day + again);
                } else {
                    patient.booked = day;
                    break;
                }
            }
        }
    }

    /// The next in turn: priority, then time; now and then somebody else.
    fn next(&mut self, line: usize, today: Day, day: Day) -> Option<usize> {
        let by_chance = if self.desk.unit.adopted(self.desk.calendar.month(today)).is_some() { 50 } else { 140 };
        let astray = self.dice.chance(by_chance);
        let waiting = &self.queues[line].waiting;
        let free = |p: &&Patient| p.booked == 0 && p.ready <= day;
        if !astray {
            return waiting.iter().position(|p| free(&p));
        }
        let free_ones = waiting.iter().filter(free).count() as u32;
        let nth = self.dice.below(free_ones.max(1)) as usize;
        self.queues[line].waiting.iter().enumerate().filter(|(_, p)| free(p)).nth(nth).map(|(at, _)| at)
    }

    /// Those who have a time today.
    fn carry_out(&mut self, line: usize, day: Day) {
        let today: Vec<u32> = self.queues[line].waiting.iter().filter(|p| p.booked == day).map(|p| p.number).collect();
        if today.is_empty() {
            return;
        }
        if self.queues[line].line.contact == Contact::Operation {
            return theatre::lists(self, line, day, &today);
        }
        let model = self.desk.unit.adopted(self.desk.calendar.month(day)).map_or(1000, |a| a.cancellations);
        for number in today {
            if self.dice.chance(MISSED * model / 1000) {
                let later = day + self.dice.between(4, 9);
                self.back(line, number, later);
            } else {
                self.finish(line, day, number);
            }
        }
    }

    /// Back to the queue.
    pub fn back(&mut self, line: usize, number: u32, ready: Day) {
        if let Some(patient) = self.queues[line].waiting.iter_mut().find(|p| p.number == number) {
            patient.booked = 0;
            patient.ready = ready;
            patient.tries += 1;
        }
    }

    /// Out of the queue.
    pub fn take(&mut self, line: usize, number: u32) -> Option<Patient> {
        let at = self.queues[line].waiting.iter().position(|p| p.number == number)?;
        Some(self.queues[line].waiting.remove(at))
    }

    /// A contact is carried out: it is counted and costed, and may lead to others.
    pub fn finish(&mut self, line: usize, day: Day, number: u32) {
        let Some(patient) = self.take(line, number) else { return };
        let contact = self.queues[line].line.contact;
        let in_time = if patient.target > 0 { day <= patient.target } else { day - patient.clock <= 90 };
        if let Some(week) = self.week(line, day) {
            week.utfall += 1;
        }
        if let Some(month) = self.month(line, day) {
            month.genomforda += 1;
            month.genomforda_i_tid += u64::from(in_time);
        }
        let met = self.met_by(contact);
        let price = self.price(contact, &patient);
        if day >= self.desk.calendar.first {
            let done = Carried {
                number,
                person: patient.person,
                contact: contact.code(),
                day,
                asked: 0,
                referral: patient.referral,
                target: patient.target,
                deviation: patient.deviation.code(),
                profession: met,
            };
            self.desk.done(&done);
            self.desk.cost(&done, &price);
        }
        for (leads_to, share) in [
            (Contact::Operation, self.queues[line].line.to_operation),
            (Contact::Return, self.queues[line].line.to_return),
        ] {
            if self.dice.chance(share)
                && let Some(to) = self.desk.unit.line(leads_to)
            {
                let mut from = patient.clone();
                if from.referral == 0 {
                    from.referral = day - self.dice.between(60, 200);
                }
                self.arrives(to, day, Some(&from));
            }
        }
    }

    fn met_by(&mut self, contact: Contact) -> &'static str {
        let professions = self.desk.unit.professions;
        let weights: [u32; 3] = match contact {
            Contact::New => [85, 10, 5],
            Contact::Return => [45, 40, 15],
            Contact::Operation => [100, 0, 0],
            Contact::Examination => [70, 20, 10],
        };
        let at = self.dice.weighted(&weights[..professions.len().min(3)]);
        professions[at].0
    }

    fn price(&mut self, contact: Contact, patient: &Patient) -> Price {
        let kronor = match contact {
            Contact::New => 3600,
            Contact::Return => 2100,
            Contact::Examination => 2900,
            Contact::Operation => u64::from(self.desk.unit.procedures[patient.procedure].cost),
        };
        let outlier = self.dice.chance(15);
        let mut ore = kronor * 100 * u64::from(self.dice.skewed()) / 1000;
        if outlier {
            ore = ore * u64::from(self.dice.below(70) + 45) / 10;
        }
        ore += u64::from(self.dice.below(100));
        // A point is what a contact of 62 000 kronor weighs; the weight follows the kind of contact, not the single patient.
        let drg = kronor * 10_000 * u64::from(940 + self.dice.below(121)) / 1000 / 62_000;
        Price { ore, drg, outlier }
    }

    /// Those who wait when the month ends.
    fn look(&mut self, line: usize, day: Day) {
        let contact = self.queues[line].line.contact;
        let waiting = std::mem::take(&mut self.queues[line].waiting);
        let mut count = super::tally::Month::default();
        for p in &waiting {
            let days = day - p.clock;
            count.vantande += 1;
            count.inom_90_alla += u64::from(days <= 90);
            count.forfallna += u64::from(p.target > 0 && p.target < day);
            match p.deviation {
                Deviation::Chosen => count.vantande_pvv += 1,
                Deviation::Medical => count.vantande_mov += 1,
                Deviation::Special => count.vantande_sov += 1,
                Deviation::None => {}
            }
            if p.deviation != Deviation::Chosen {
                match days {
                    ..=30 => count.dagar_0_30 += 1,
                    31..=60 => count.dagar_31_60 += 1,
                    61..=90 => count.dagar_61_90 += 1,
                    91.. => count.dagar_over_90 += 1,
                }
            }
            let decided = if contact == Contact::Operation { p.clock } else { 0 };
            let dates = [p.referral, decided, p.target, p.booked, p.offered];
            self.desk.waits(p.number, contact, dates, p.deviation.code(), p.priority, day);
        }
        self.queues[line].waiting = waiting;
        if let Some(month) = self.month(line, day) {
            month.add(&count);
        }
    }
}
