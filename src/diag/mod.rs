//! The shape of a remark: what is wrong, where, and what to do about it.
//!
//! Plain data. Each room words its own remarks and keeps its own list of codes; this room knows no other room and prints
//! nothing by itself (`render` turns remarks into text for whoever has a stream).

pub mod render;

/// How grave a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; changes nothing.
    Note,
    /// Should be looked at; the run goes on.
    Warning,
    /// Must be mended; nothing is written.
    Error,
}

/// One kind of remark, with the text that `granska explain` prints.
///
/// A code is never reused. Codes stand in one `CODES` list per room.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The code itself, `G` and three digits.
    pub id: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// One line of Swedish.
    pub title: &'static str,
    /// What it means, why it matters and how it is mended, in Swedish.
    pub explanation: &'static str,
}

/// A place in a file. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path from the project's root, with `/` between the parts.
    pub file: String,
    /// Line, 0 when the remark concerns the file as a whole.
    pub line: u32,
    /// Column in characters, 0 when the remark concerns the line or the file as a whole.
    pub column: u32,
    /// Length of the marked text in characters; 0 marks a point.
    pub length: u32,
    /// For a cell of a delivered table, where it stands as people see it; then `line` is the row, counted as Excel counts it.
    pub cell: Option<Cell>,
}

/// A cell of a table, as people see it in their program.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The sheet of a workbook; empty for a file of one table.
    pub sheet: String,
    /// The number of the column in the file from 1, 0 when the whole row is meant.
    pub number: u32,
    /// The name of the column; empty when the whole row is meant.
    pub name: String,
}

impl Cell {
    /// The letters of the column in a spreadsheet, `A`, `AB`; empty when the whole row is meant.
    pub fn letters(&self) -> String {
        let (mut n, mut letters) = (self.number, String::new());
        while n > 0 {
            n -= 1;
            letters.insert(0, char::from(b'A' + (n % 26) as u8));
            n /= 26;
        }
        letters
    }
}

impl Place {
    /// The file as a whole.
    pub fn file(path: impl Into<String>) -> Self {
        Self { file: path.into(), line: 0, column: 0, length: 0, cell: None }
    }

    /// A whole line of a file.
    pub fn line(path: impl Into<String>, line: u32) -> Self {
        Self { file: path.into(), line, column: 0, length: 0, cell: None }
    }

    /// A cell of a delivered table, on a row as Excel counts it.
    pub fn cell(path: impl Into<String>, row: u32, cell: Cell) -> Self {
        Self { file: path.into(), line: row, column: 0, length: 0, cell: Some(cell) }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        Ok(())
    }
}

/// A place and what is said of it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is wrong there, in a few words; may be empty.
    pub text: String,
}

/// One remark (*påpekande*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its kind.
    pub code: &'static Code,
    /// What is wrong, lower case, no full stop, names in backticks.
    pub message: String,
    /// Where: the first place is the one to mend, the others explain.
    pub labels: Vec<Label>,
    /// What to do, one line each.
    pub help: Vec<String>,
    /// How grave it is when a contract says so; otherwise its code does.
    declared: Option<Severity>,
    /// How many places there are in all, when they were counted; the labels may show only the first.
    count: Option<u64>,
}

impl Remark {
    /// A remark of a kind, without place or help so far.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), labels: Vec::new(), help: Vec::new(), declared: None, count: None }
    }

    /// Adds a place and what is wrong there.
    #[must_use]
    pub fn at(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label { place, text: text.into() });
        self
    }

    /// Adds a line that says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Makes it a remark on a delivery, as grave as the contract says. Even an error in a delivery stops nothing: the row or the
    /// delivery is left out, and what is missing because of it is told.
    #[must_use]
    pub fn in_delivery(mut self, severity: Severity) -> Self {
        self.declared = Some(severity);
        self
    }

    /// Says how many places there are in all, those that are not shown too.
    #[must_use]
    pub fn counted(mut self, places: u64) -> Self {
        self.count = Some(places);
        self
    }

    /// How many places there are in all, when they were counted.
    pub fn count(&self) -> Option<u64> {
        self.count
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.declared.unwrap_or(self.code.severity)
    }

    /// Whether nothing may be written because of it.
    pub fn stops(&self) -> bool {
        self.declared.is_none() && self.code.severity == Severity::Error
    }

    /// The key remarks are shown in: file, line, column, code.
    pub fn sort_key(&self) -> (Option<&Place>, &'static str, &str) {
        (self.labels.first().map(|l| &l.place), self.code.id, &self.message)
    }
}

/// Sorts remarks by place, so that every run shows them in the same order, and drops exact repetitions.
pub fn sort(remarks: &mut Vec<Remark>) {
    remarks.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    remarks.dedup();
}

/// Whether any remark is an error that stops the run; errors in deliveries do not.
pub fn has_errors(remarks: &[Remark]) -> bool {
    remarks.iter().any(Remark::stops)
}

/// Names the nearest of `known`, when one is near enough to be meant.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    known
        .into_iter()
        .map(|k| (strsim::jaro_winkler(&name, &k.to_lowercase()), k))
        .filter(|(score, _)| *score >= 0.82)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        assert_eq!(nearest("kapcitet", ["behov", "kapacitet"]), Some("kapacitet"));
        assert_eq!(nearest("xyz", ["behov", "kapacitet"]), None);
    }

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        for (number, letters) in [(0, ""), (1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")] {
            assert_eq!(Cell { number, ..Cell::default() }.letters(), letters);
        }
    }

    #[test]
    fn places_print_only_what_they_know() {
        assert_eq!(Place::file("a.yaml").to_string(), "a.yaml");
        assert_eq!(Place::line("a.csv", 3).to_string(), "a.csv:3");
        assert_eq!(
            Place { file: "a.yaml".into(), line: 3, column: 7, length: 2, cell: None }.to_string(),
            "a.yaml:3:7"
        );
    }
}
