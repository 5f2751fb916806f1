//! Region Exempel: its divisions and units, what each does, how much, and when it took up the five-step model.
//!
//! All names are invented: no region uses them. Numbers are those of the smallest size; `simulate` multiplies them.

/// A kind of contact that patients wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contact {
    /// First visit, from the referral.
    New,
    /// Follow-up, against its medical target date.
    Return,
    /// Operation, from the decision.
    Operation,
    /// Examination, from the referral.
    Examination,
}

impl Contact {
    /// The code in the deliveries.
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "nybesok",
            Self::Return => "aterbesok",
            Self::Operation => "operation",
            Self::Examination => "undersokning",
        }
    }
}

/// One queue of a unit.
pub(super) struct Line {
    /// What is waited for.
    pub contact: Contact,
    /// Arrivals from outside in an ordinary week, in thousandths.
    pub weekly: u32,
    /// Weeks of production that the queue holds when all is as usual, in tenths.
    pub usual_queue: u32,
    /// How many of a thousand completed contacts lead to an operation.
    pub to_operation: u32,
    /// How many of a thousand completed contacts lead to a follow-up.
    pub to_return: u32,
}

/// A kind of operation.
pub(super) struct Procedure {
    /// Its name.
    pub name: &'static str,
    /// Out of all of the unit's.
    pub weight: u32,
    /// Minutes from first to last cut, in the middle.
    pub knife: u32,
    /// Cost in kronor, in the middle.
    pub cost: u32,
}

/// The five-step model taken up: the known effect that measures can be held against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Adoption {
    /// The first month, 0 for January 2021.
    pub month: i32,
    /// Contacts per hour of capacity from then on, in thousandths of those before. In primary care it is promptness that changes.
    pub throughput: u32,
    /// Cancellations from then on, in thousandths of those before.
    pub cancellations: u32,
}

/// A unit (*verksamhet*) with all it does.
pub(super) struct Unit {
    /// Its id, and the last month it had that id when another took over.
    pub names: &'static [Name],
    /// Two letters that its contacts begin with.
    pub code: &'static str,
    /// Its division.
    pub division: &'static str,
    /// Which kind of operation of the audit's interviews it stands for.
    pub kind: &'static str,
    /// Its queues.
    pub lines: &'static [Line],
    /// Its operations.
    pub procedures: &'static [Procedure],
    /// Operations in one list of a theatre.
    pub list: u32,
    /// Professions with minutes per contact: first visit, follow-up, operation, examination.
    pub professions: &'static [(&'static str, [u32; 4])],
    /// When it took up the model.
    pub adoption: Option<Adoption>,
    /// Cancelled of a thousand planned operations before.
    pub cancelled: u32,
    /// Standardised pathways: name and new cases a month, in thousandths.
    pub pathways: &'static [(&'static str, u32)],
    /// First contacts and assessments in primary care per week, in thousandths.
    pub primary: [u32; 2],
}

/// A unit under one name.
pub(super) struct Name {
    /// Id.
    pub id: &'static str,
    /// Full name.
    pub label: &'static str,
    /// Short name.
    pub short: &'static str,
    /// The first month without the name, when the unit has been succeeded.
    pub until: Option<i32>,
}

const fn name(id: &'static str, label: &'static str, short: &'static str) -> Name {
    Name { id, label, short, until: None }
}

const fn line(contact: Contact, weekly: u32, usual_queue: u32, to_operation: u32, to_return: u32) -> Line {
    Line { contact, weekly, usual_queue, to_operation, to_return }
}

const fn procedure(name: &'static str, weight: u32, knife: u32, cost: u32) -> Procedure {
    Procedure { name, weight, knife, cost }
}

const fn adopted(year: i32, month: i32, throughput: u32, cancellations: u32) -> Option<Adoption> {
    Some(Adoption { month: (year - 2021) * 12 + month - 1, throughput, cancellations })
}

/// The divisions: id, name, short name.
pub(super) const DIVISIONS: [(&str, &str, &str); 2] =
    [("granit", "Division Granit", "Granit"), ("lagun", "Division Lagun", "Lagun")];

use Contact::{Examination, New, Operation, Return};

/// The units in order.
pub(super) const UNITS: [Unit; 10] = [
    Unit {
        names: &[name("flinta", "Narkos- och dagkirurgienheten Flinta", "Flinta")],
        code: "FL",
        division: "granit",
        kind: "An-Op-IVA",
        lines: &[line(New, 1300, 105, 0, 0), line(Operation, 1900, 100, 0, 0)],
        procedures: &[procedure("dagkirurgi", 6, 35, 14_000), procedure("blockad i narkos", 4, 20, 9_000)],
        list: 4,
        professions: &[("lakare", [45, 30, 90, 30]), ("sjukskoterska", [30, 30, 190, 30])],
        adoption: adopted(2022, 9, 1090, 620),
        cancelled: 86,
        pathways: &[],
        primary: [0, 0],
    },
    Unit {
        names: &[name("skiffer", "Kirurgenheten Skiffer", "Skiffer")],
        code: "SK",
        division: "granit",
        kind: "Kirurgi",
        lines: &[line(New, 3200, 105, 380, 420), line(Return, 0, 20, 40, 200), line(Operation, 250, 115, 0, 600)],
        procedures: &[
            procedure("bråckoperation", 4, 55, 24_000),
            procedure("galloperation", 4, 75, 38_000),
            procedure("tarmoperation", 2, 150, 98_000),
        ],
        list: 3,
        professions: &[
            ("lakare", [40, 20, 170, 30]),
            ("sjukskoterska", [20, 20, 240, 30]),
            ("underskoterska", [10, 10, 130, 20]),
        ],
        adoption: adopted(2023, 3, 1110, 660),
        cancelled: 90,
        pathways: &[("tjock- och ändtarmscancer", 6200), ("bröstcancer", 7400)],
        primary: [0, 0],
    },
    Unit {
        names: &[name("marmor", "Ortopedenheten Marmor", "Marmor")],
        code: "MA",
        division: "granit",
        kind: "Ortopedi",
        lines: &[line(New, 3400, 115, 430, 420), line(Return, 0, 20, 60, 250), line(Operation, 200, 120, 0, 700)],
        procedures: &[
            procedure("höftprotes", 4, 85, 82_000),
            procedure("knäprotes", 3, 80, 79_000),
            procedure("titthålsoperation", 5, 35, 19_000),
        ],
        list: 3,
        professions: &[
            ("lakare", [35, 20, 160, 30]),
            ("sjukskoterska", [15, 15, 250, 30]),
            ("fysioterapeut", [20, 30, 40, 20]),
        ],
        adoption: adopted(2024, 2, 1130, 700),
        cancelled: 96,
        pathways: &[],
        primary: [0, 0],
    },
    Unit {
        names: &[name("kvarts", "Ögonenheten Kvarts", "Kvarts")],
        code: "KV",
        division: "granit",
        kind: "Ögon",
        lines: &[line(New, 3100, 120, 420, 450), line(Return, 0, 20, 50, 300), line(Operation, 150, 110, 0, 500)],
        procedures: &[procedure("starroperation", 8, 18, 11_000), procedure("glaskroppsoperation", 2, 50, 36_000)],
        list: 6,
        professions: &[("lakare", [30, 20, 60, 20]), ("sjukskoterska", [25, 20, 110, 20])],
        adoption: None,
        cancelled: 82,
        pathways: &[],
        primary: [0, 0],
    },
    Unit {
        names: &[name("glimmer", "Bildenheten Glimmer", "Glimmer")],
        code: "GL",
        division: "granit",
        kind: "Bild- och funktionsmedicin",
        lines: &[line(Examination, 5200, 85, 0, 0)],
        procedures: &[],
        list: 0,
        professions: &[("rontgensjukskoterska", [0, 0, 0, 45]), ("lakare", [0, 0, 0, 20])],
        adoption: adopted(2022, 4, 1070, 750),
        cancelled: 0,
        pathways: &[],
        primary: [0, 0],
    },
    Unit {
        names: &[name("strand", "Allmänläkarenheten Strand", "Strand")],
        code: "ST",
        division: "lagun",
        kind: "Allmänmedicin",
        lines: &[],
        procedures: &[],
        list: 0,
        professions: &[("lakare", [20, 0, 0, 0]), ("sjukskoterska", [25, 0, 0, 0]), ("psykolog", [10, 0, 0, 0])],
        adoption: adopted(2023, 9, 1000, 1000),
        cancelled: 0,
        pathways: &[],
        primary: [9500, 7500],
    },
    Unit {
        names: &[name("dimma", "Hud-, lung- och ledenheten Dimma", "Dimma")],
        code: "DI",
        division: "lagun",
        kind: "Hud-lunga-reumatologi",
        lines: &[line(New, 3000, 140, 0, 520), line(Return, 0, 20, 0, 380)],
        procedures: &[],
        list: 0,
        professions: &[("lakare", [40, 25, 0, 0]), ("sjukskoterska", [20, 25, 0, 0])],
        adoption: None,
        cancelled: 0,
        pathways: &[("lungcancer", 4900), ("malignt melanom", 5600)],
        primary: [0, 0],
    },
    Unit {
        names: &[name("alv", "Medicin- och geriatrikenheten Älv", "Älv")],
        code: "AL",
        division: "lagun",
        kind: "Internmedicin-geriatrik",
        lines: &[line(New, 2400, 100, 0, 480), line(Return, 0, 20, 0, 350)],
        procedures: &[],
        list: 0,
        professions: &[
            ("lakare", [45, 25, 0, 0]),
            ("sjukskoterska", [20, 30, 0, 0]),
            ("underskoterska", [10, 10, 0, 0]),
        ],
        adoption: adopted(2024, 9, 1100, 800),
        cancelled: 0,
        pathways: &[],
        primary: [0, 0],
    },
    Unit {
        names: &[name("kaskad", "Hjärtenheten Kaskad", "Kaskad")],
        code: "KA",
        division: "lagun",
        kind: "Kardiologi",
        lines: &[line(New, 2300, 110, 0, 450), line(Return, 0, 20, 0, 300), line(Examination, 1800, 95, 0, 0)],
        procedures: &[],
        list: 0,
        professions: &[("lakare", [40, 25, 0, 20]), ("sjukskoterska", [15, 25, 0, 0]), ("ovriga", [0, 0, 0, 45])],
        adoption: adopted(2023, 1, 1100, 700),
        cancelled: 0,
        pathways: &[],
        primary: [0, 0],
    },
    Unit {
        names: &[
            Name { id: "back", label: "Endoskopienheten Bäck", short: "Bäck", until: Some(28) },
            name("fors", "Endoskopienheten Fors", "Fors"),
        ],
        code: "EN",
        division: "lagun",
        kind: "Endoskopi",
        lines: &[line(Examination, 3000, 105, 0, 0)],
        procedures: &[],
        list: 0,
        professions: &[("lakare", [0, 0, 0, 40]), ("sjukskoterska", [0, 0, 0, 60])],
        adoption: adopted(2023, 5, 1120, 650),
        cancelled: 0,
        pathways: &[],
        primary: [0, 0],
    },
];

impl Unit {
    /// The name in a month.
    pub fn name(&self, month: i32) -> &'static Name {
        let last = self.names.len() - 1;
        self.names.iter().find(|n| n.until.is_none_or(|until| month < until)).unwrap_or(&self.names[last])
    }

    /// The queue of a contact.
    pub fn line(&self, contact: Contact) -> Option<usize> {
        self.lines.iter().position(|l| l.contact == contact)
    }

    /// The effect of the model in a month, if taken up by then.
    pub fn adopted(&self, month: i32) -> Option<Adoption> {
        self.adoption.filter(|a| a.month <= month)
    }

    /// Expected arrivals a week to each queue, from outside and from the unit's other queues, in thousandths.
    pub fn inflow(&self) -> Vec<u32> {
        let outside: Vec<u64> = self.lines.iter().map(|l| u64::from(l.weekly)).collect();
        let mut inflow = outside.clone();
        // What follows on what converges fast: a follow-up on a follow-up on a follow-up is rare.
        for _ in 0..12 {
            let sum = |share: fn(&Line) -> u32| -> u64 {
                self.lines.iter().zip(&inflow).map(|(l, n)| u64::from(share(l)) * n / 1000).sum()
            };
            let (operations, returns) = (sum(|l| l.to_operation), sum(|l| l.to_return));
            inflow = outside.clone();
            if let Some(at) = self.line(Operation) {
                inflow[at] += operations;
            }
            if let Some(at) = self.line(Return) {
                inflow[at] += returns;
            }
        }
        inflow.into_iter().map(|n| n as u32).collect()
    }
}
