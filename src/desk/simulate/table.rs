//! The datasets that are written: names, columns in order, files, and rows as text.
//!
//! Says by itself what stands in which column, from the contracts' text and not through their reader, so that each can be held against
//! the other.

use super::calendar::{Calendar, Day};

/// A dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Those who wait at the end of a month.
    Waiting,
    /// Completed contacts.
    Done,
    /// Operations.
    Operations,
    /// Staffed time of theatres.
    Theatres,
    /// Costs.
    Costs,
    /// Waiting by length of wait.
    Buckets,
    /// Published shares.
    Shares,
    /// Production plans.
    Plans,
    /// Capacity.
    Capacity,
    /// Standardised pathways.
    Pathways,
    /// Assessments of moments.
    Moments,
    /// Steering documents.
    Steering,
    /// Tools.
    Tools,
    /// Courses.
    Courses,
}

/// What a column holds, for formats that know types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text, codes, and numbers with a mark of their own.
    Text,
    /// A day.
    Day,
    /// A day and a time.
    Time,
    /// A whole number.
    Whole,
}

/// Whether a table is made queue by queue, at the end from sums, or by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// Row by row while patients move; the large ones.
    Streamed,
    /// From sums over the whole region, by period.
    Summed,
    /// A small register in one file.
    Register,
}

use Kind::{Day as D, Text as T, Time as M, Whole as W};

impl Table {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Waiting,
        Self::Done,
        Self::Operations,
        Self::Theatres,
        Self::Costs,
        Self::Buckets,
        Self::Shares,
        Self::Plans,
        Self::Capacity,
        Self::Pathways,
        Self::Moments,
        Self::Steering,
        Self::Tools,
        Self::Courses,
    ];
    /// Those that are made row by row, in the order of their numbers.
    pub(super) const STREAMED: [Self; 5] = [Self::Waiting, Self::Done, Self::Operations, Self::Theatres, Self::Costs];

    /// The table of a dataset's id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.id() == id)
    }

    /// The dataset's id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Waiting => "vantande",
            Self::Done => "genomforda",
            Self::Operations => "operationer",
            Self::Theatres => "salstid",
            Self::Costs => "kpp",
            Self::Buckets => "vantande_aggregerat",
            Self::Shares => "publicerade_andelar",
            Self::Plans => "produktionsplan",
            Self::Capacity => "kapacitet",
            Self::Pathways => "svf",
            Self::Moments => "moment",
            Self::Steering => "styrdokument",
            Self::Tools => "verktyg",
            Self::Courses => "utbildning",
        }
    }

    /// How it is made.
    pub(super) fn made(self) -> Made {
        match self {
            Self::Waiting | Self::Done | Self::Operations | Self::Theatres | Self::Costs => Made::Streamed,
            Self::Buckets | Self::Shares | Self::Plans | Self::Capacity | Self::Pathways => Made::Summed,
            Self::Moments | Self::Steering | Self::Tools | Self::Courses => Made::Register,
        }
    }

    /// Its columns in order.
    pub(super) fn columns(self) -> &'static [(&'static str, Kind)] {
        match self {
            Self::Waiting => &[
                ("kontakt_id", T),
                ("enhet", T),
                ("kontakttyp", T),
                ("remissdatum", D),
                ("beslutsdatum", D),
                ("medicinskt_maldatum", D),
                ("bokad_till", D),
                ("erbjuden_datum", D),
                ("avvikelse", T),
                ("prioritet", W),
                ("matdatum", D),
            ],
            Self::Done => &[
                ("kontakt_id", T),
                ("enhet", T),
                ("kontakttyp", T),
                ("datum", D),
                ("sokte_datum", D),
                ("remissdatum", D),
                ("medicinskt_maldatum", D),
                ("avvikelse", T),
                ("yrkesgrupp", T),
            ],
            Self::Operations => &[
                ("op_id", T),
                ("sal", T),
                ("enhet", T),
                ("typingrepp", T),
                ("planerad_start", M),
                ("anmald", D),
                ("patient_start", M),
                ("knivstart", M),
                ("knivslut", M),
                ("patient_slut", M),
                ("status", T),
                ("strykning_tid", M),
                ("strykning_orsak", T),
            ],
            Self::Theatres => &[("sal", T), ("enhet", T), ("datum", D), ("bemannad_minuter", W)],
            Self::Costs => &[
                ("kontakt_id", T),
                ("patient_nyckel", T),
                ("enhet", T),
                ("manad", T),
                ("kostnad_ore", W),
                ("drg_poang", T),
                ("ytterfall", T),
            ],
            Self::Buckets => &[
                ("enhet", T),
                ("kontakttyp", T),
                ("manad", T),
                ("intervall", T),
                ("antal", T),
                ("as_of", D),
                ("slutlett", T),
                ("kalla", T),
            ],
            Self::Shares => &[
                ("enhet", T),
                ("kontakttyp", T),
                ("manad", T),
                ("andel", T),
                ("as_of", D),
                ("slutlett", T),
                ("kalla", T),
            ],
            Self::Plans => &[
                ("enhet", T),
                ("period", T),
                ("grupp", T),
                ("vecka", T),
                ("plan", W),
                ("utfall", W),
                ("inflode", W),
                ("ovriga_avslut", W),
                ("ko_start", W),
                ("ko_slut", W),
                ("plan_version", T),
                ("beslutad", D),
            ],
            Self::Capacity => &[
                ("enhet", T),
                ("period", T),
                ("yrkesgrupp", T),
                ("vecka", T),
                ("behov_timmar", T),
                ("varav_komminskning", T),
                ("varav_aterbesok", T),
                ("kapacitet_timmar", T),
                ("schemalagda_timmar", T),
                ("kalla", T),
            ],
            Self::Pathways => &[
                ("enhet", T),
                ("vardforlopp", T),
                ("manad", T),
                ("nya_fall", T),
                ("inkluderade", T),
                ("startade", T),
                ("inom_ledtid", T),
            ],
            Self::Moments => &[
                ("enhet", T),
                ("moment", T),
                ("period", T),
                ("bedomning", T),
                ("kommentar", T),
                ("besvarad_av", T),
                ("datum", D),
                ("kalla", T),
            ],
            Self::Steering => &[
                ("id", T),
                ("titel", T),
                ("typ", T),
                ("beslutad_av", T),
                ("dnr", T),
                ("beslutad", D),
                ("giltig_till", D),
                ("omfattar", T),
                ("kalla", T),
            ],
            Self::Tools => &[("enhet", T), ("verktyg", T), ("anvands_till", T), ("gemensamt", T), ("kalla", T)],
            Self::Courses => &[("datum", D), ("utbildning", T), ("enhet", T), ("deltagare", W)],
        }
    }

    /// The first line of its files.
    pub(super) fn header(self) -> String {
        let names: Vec<&str> = self.columns().iter().map(|(name, _)| *name).collect();
        names.join(";") + "\n"
    }
}

/// How a dataset is divided into files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// One a year.
    Year,
    /// One a month, in a folder of its own.
    Month,
    /// One.
    One,
}

impl Files {
    /// How many.
    pub(super) fn count(self, years: i32) -> usize {
        match self {
            Self::Year => years as usize,
            Self::Month => years as usize * 12,
            Self::One => 1,
        }
    }

    /// The file of a month.
    pub(super) fn of(self, month: usize) -> usize {
        match self {
            Self::Year => month / 12,
            Self::Month => month,
            Self::One => 0,
        }
    }

    /// The name of a file, without its ending.
    pub(super) fn name(self, table: Table, file: usize) -> String {
        match self {
            Self::Year => format!("{}-{}", table.id(), super::calendar::FIRST_YEAR + file as i32),
            Self::Month => format!("{}/{}", table.id(), Calendar::month_name(file)),
            Self::One => table.id().to_owned(),
        }
    }
}

/// Rows as text, gathered for one file.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// The text.
    pub bytes: Vec<u8>,
    /// How many rows.
    pub count: u64,
}

impl Rows {
    /// Begins a row with a text.
    pub fn row(&mut self, text: &str) -> Row<'_> {
        self.count += 1;
        let row = Row(&mut self.bytes);
        row.0.extend_from_slice(text.as_bytes());
        row
    }
}

/// A row that is being written; a further cell begins with its separator, and the row ends with [`Row::end`].
pub(super) struct Row<'a>(&'a mut Vec<u8>);

impl Row<'_> {
    /// A text that needs no quotes.
    pub fn text(self, text: &str) -> Self {
        self.0.push(b';');
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    /// A text that a person wrote.
    pub fn words(self, text: &str) -> Self {
        if text.contains([';', '"', '\n']) {
            let quoted = format!("\"{}\"", text.replace('"', "\"\""));
            self.text(&quoted)
        } else {
            self.text(text)
        }
    }

    /// Nothing.
    pub fn empty(self) -> Self {
        self.0.push(b';');
        self
    }

    /// A whole number.
    pub fn whole(self, number: u64) -> Self {
        self.0.push(b';');
        digits(self.0, number);
        self
    }

    /// A day, or nothing when it is 0.
    pub fn day(self, calendar: &Calendar, day: Day) -> Self {
        self.0.push(b';');
        if day > 0 {
            self.0.extend_from_slice(calendar.text(day));
        }
        self
    }

    /// A day with minutes since midnight.
    pub fn time(self, calendar: &Calendar, day: Day, minutes: i32) -> Self {
        self.0.push(b';');
        self.0.extend_from_slice(calendar.text(day));
        let (h, m) = ((minutes / 60) as u8, (minutes % 60) as u8);
        self.0.extend_from_slice(&[b' ', b'0' + h / 10, b'0' + h % 10, b':', b'0' + m / 10, b'0' + m % 10]);
        self
    }

    /// Ends the row.
    pub fn end(self) {
        self.0.push(b'\n');
    }
}

/// Writes a whole number.
pub(super) fn digits(out: &mut Vec<u8>, mut number: u64) {
    let mut text = [0_u8; 20];
    let mut at = text.len();
    loop {
        at -= 1;
        text[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&text[at..]);
}
