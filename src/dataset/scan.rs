//! Our own reading of the bytes of a CSV file, before polars sees them: polars gives no row of a fault and mends some in silence.
//!
//! Finds the faults of form with their lines, and hands on the rows in one strict shape: no byte order mark, no header, no
//! blank lines, LF between rows. Knows no contract beyond the names in the header.

use super::codes;
use super::found::{Found, Kind};
use crate::diag::{Place, Remark};

/// The longest cell. polars is quadratic on long ones: 20 MB take a second, 200 MB minutes.
const MAX_CELL: usize = 1_000_000;

/// What a file holds when its form allows it to be read at all.
pub(super) struct Scan {
    /// Names of the columns, trimmed.
    pub header: Vec<String>,
    /// The line of the header.
    pub header_line: u32,
    /// The rows alone.
    pub body: Vec<u8>,
    /// The line in the file where each row begins.
    pub lines: Vec<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

/// Reads the bytes of one file. `None` when there is no header to hold anything against; the reason is then in `found`.
pub(super) fn scan(bytes: &[u8], found: &mut Found) -> Option<Scan> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        found.add(Kind::Encoding, None, 1, || "filen börjar som UTF-16".to_owned());
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        let remark = Remark::new(&codes::EMPTY_FILE, format!("`{}` är tom", found.file()));
        found.refuse(remark.at(Place::file(found.file()), "").help("lägg till rubrikraden, eller ta bort filen"));
        return None;
    }
    Reader::new(bytes, found).read()
}

struct Reader<'a> {
    bytes: &'a [u8],
    found: &'a mut Found,
    /// Whether each cell must be searched for bytes that are not UTF-8, and for NUL.
    suspect: bool,
    header: Option<(Vec<String>, u32)>,
    body: Vec<u8>,
    lines: Vec<u32>,
    empty_rows: Vec<u32>,
    /// The line being read, and the line its row and its cell began on.
    line: u32,
    row_line: u32,
    cell_line: u32,
    row_start: usize,
    cell_start: usize,
    /// Cells of the row that are complete.
    cells: usize,
    names: Vec<String>,
    /// Whether the row has anything but separators and spaces, and anything at all.
    has_content: bool,
    /// Whether the row has been found to have a stray quote or a lone carriage return: told once per row.
    stray: bool,
    lone_cr: bool,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], found: &'a mut Found) -> Self {
        let suspect = std::str::from_utf8(bytes).is_err() || bytes.contains(&0);
        Self {
            bytes,
            found,
            suspect,
            header: None,
            body: Vec::with_capacity(bytes.len()),
            lines: Vec::new(),
            empty_rows: Vec::new(),
            line: 1,
            row_line: 1,
            cell_line: 1,
            row_start: 0,
            cell_start: 0,
            cells: 0,
            names: Vec::new(),
            has_content: false,
            stray: false,
            lone_cr: false,
        }
    }

    fn read(mut self) -> Option<Scan> {
        let mut state = State::CellStart;
        for at in 0..self.bytes.len() {
            let byte = self.bytes[at];
            match (state, byte) {
                (State::Quoted, b'"') => state = State::QuoteInQuoted,
                (State::Quoted, b'\n') => self.line = self.line.saturating_add(1),
                (State::Quoted, _) => {}
                (State::QuoteInQuoted, b'"') => state = State::Quoted,
                (State::CellStart, b'"') => {
                    self.has_content = true;
                    state = State::Quoted;
                }
                (State::CellStart | State::Plain | State::QuoteInQuoted, b';') => {
                    self.end_cell(at);
                    self.cell_start = at + 1;
                    state = State::CellStart;
                }
                (State::CellStart | State::Plain | State::QuoteInQuoted, b'\n') => {
                    self.end_row(at)?;
                    self.line = self.line.saturating_add(1);
                    self.begin_row(at + 1);
                    state = State::CellStart;
                }
                (State::CellStart | State::Plain | State::QuoteInQuoted, b'\r') => {
                    if self.bytes.get(at + 1) != Some(&b'\n') {
                        self.tell_lone_cr();
                        state = State::Plain;
                    }
                }
                (State::Plain, b'"') => self.tell_stray_quote(),
                (State::QuoteInQuoted, _) => {
                    self.tell_stray_quote();
                    state = State::Plain;
                }
                (State::CellStart | State::Plain, _) => {
                    self.has_content |= !matches!(byte, b' ' | b'\t');
                    state = State::Plain;
                }
            }
        }
        if state == State::Quoted {
            let (name, line) = (self.column(), self.cell_line);
            self.found
                .add(Kind::OpenQuote, name.as_deref(), line, || "citattecknet som börjar här stängs aldrig".to_owned());
        } else if self.row_start < self.bytes.len() {
            self.end_row(self.bytes.len())?;
        }
        self.finish()
    }

    fn begin_row(&mut self, at: usize) {
        self.row_start = at;
        self.cell_start = at;
        self.row_line = self.line;
        self.cell_line = self.line;
        self.cells = 0;
        self.has_content = false;
        self.stray = false;
        self.lone_cr = false;
    }

    /// The name of the column being read; `None` in the header itself.
    fn column(&self) -> Option<String> {
        let (names, _) = self.header.as_ref()?;
        Some(names.get(self.cells).cloned().unwrap_or_else(|| format!("nummer {}", self.cells + 1)))
    }

    fn end_cell(&mut self, end: usize) {
        let cell = &self.bytes[self.cell_start..end];
        if self.suspect {
            if let Err(fault) = std::str::from_utf8(cell) {
                let line = self.cell_line.saturating_add(newlines(&cell[..fault.valid_up_to()]));
                let name = self.column();
                self.found.add(Kind::Encoding, name.as_deref(), line, || {
                    "här står ett tecken som inte går att läsa".to_owned()
                });
            }
            if let Some(nul) = cell.iter().position(|b| *b == 0) {
                let line = self.cell_line.saturating_add(newlines(&cell[..nul]));
                let name = self.column();
                self.found.add(Kind::Nul, name.as_deref(), line, || "här står ett nolltecken".to_owned());
            }
        }
        if cell.len() > MAX_CELL {
            let (name, length) = (self.column(), cell.len() / 1_000_000);
            self.found.add(Kind::LongCell, name.as_deref(), self.cell_line, || format!("cellen är över {length} MB"));
        }
        if self.header.is_none() {
            self.names.push(unquoted(cell));
        }
        self.cells += 1;
        self.cell_line = self.line;
    }

    /// Ends a row. `None` when nothing after it can be understood.
    fn end_row(&mut self, end: usize) -> Option<()> {
        let end = if end > self.row_start && self.bytes[end - 1] == b'\r' { end - 1 } else { end };
        let end = end.max(self.cell_start);
        self.end_cell(end);
        if !self.has_content {
            if self.cells > 1 {
                self.empty_rows.push(self.row_line);
            }
            self.names.clear();
            return Some(());
        }
        let Some((names, _)) = &self.header else {
            let names = std::mem::take(&mut self.names);
            // Without line ends that we know, the names run into the rows: nothing after this could be understood.
            return if self.lone_cr { None } else { self.take_header(names) };
        };
        let (expected, cells) = (names.len(), self.cells);
        if cells == expected {
            self.lines.push(self.row_line);
            let row = &self.bytes[self.row_start..end];
            for (at, byte) in row.iter().enumerate() {
                if !(*byte == b'\r' && row.get(at + 1) == Some(&b'\n')) {
                    self.body.push(*byte);
                }
            }
            self.body.push(b'\n');
        } else {
            self.found.add(Kind::CellCount, None, self.row_line, || {
                format!("celler på raden: {cells}, i rubrikraden: {expected}")
            });
        }
        Some(())
    }

    fn take_header(&mut self, names: Vec<String>) -> Option<()> {
        let first = names.first().map_or("", String::as_str);
        let excel_hint = first.to_lowercase().starts_with("sep=");
        if excel_hint || (names.len() == 1 && first.contains([',', '\t', '|'])) {
            let (message, help) = if excel_hint {
                (
                    "första raden är en anvisning till Excel, inte kolumnernas namn",
                    "ta bort raden som börjar med `sep=`",
                )
            } else {
                ("cellerna skiljs inte med semikolon", "spara om filen med semikolon mellan cellerna")
            };
            let place = Place::line(self.found.file(), self.row_line);
            self.found.refuse(Remark::new(&codes::SEPARATOR, message).at(place, "rubrikraden").help(help));
            return None;
        }
        self.header = Some((names, self.row_line));
        Some(())
    }

    fn tell_stray_quote(&mut self) {
        if !std::mem::replace(&mut self.stray, true) {
            let name = self.column();
            self.found.add(Kind::StrayQuote, name.as_deref(), self.line, || {
                "här står ett citattecken mitt i eller efter en cell".to_owned()
            });
        }
    }

    fn tell_lone_cr(&mut self) {
        if !std::mem::replace(&mut self.lone_cr, true) {
            self.found.add(Kind::LoneCr, None, self.line, || "här står en vagnretur utan radmatning".to_owned());
        }
    }

    fn finish(self) -> Option<Scan> {
        let file = self.found.file().to_owned();
        if let Some(first) = self.empty_rows.first() {
            let count = self.empty_rows.len();
            let remark =
                Remark::new(&codes::EMPTY_ROWS, format!("rader med bara tomma celler hoppades över, antal: {count}"));
            self.found
                .mention(remark.at(Place::line(file, *first), "den första av dem").help("ta bort raderna om de stör"));
        }
        let (header, header_line) = self.header?;
        Some(Scan { header, header_line, body: self.body, lines: self.lines })
    }
}

fn newlines(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| **b == b'\n').count() as u32
}

/// The text of a cell of the header: quotes taken off, spaces around it dropped.
fn unquoted(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell);
    let text = text.trim();
    match text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\"").trim().to_owned(),
        None => text.to_owned(),
    }
}
