//! Faults in how a file is written, at most one kind for each file, drawn so that every kind is there when there are files enough.

use super::super::Format;
use super::super::dice::Dice;
use super::super::table::{Made, Table};
use super::list::Fault;
use super::row::{Row, State};

/// What is wrong with a file as a whole, or with how some of its rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Sound,
    /// A column is left out.
    MissingColumn(usize),
    /// A column stands twice.
    DoubleColumn(usize),
    /// A column that nobody knows.
    ExtraColumn,
    /// A column of personal identity numbers.
    PersonColumn,
    /// The first line says a separator that cannot be one.
    Separator,
    EmptyFile,
    NoRows,
    TooManyColumns,
    /// The end of a packed file is gone.
    Packing,
    /// Rows of separators alone.
    EmptyRows,
    /// More than one row in twenty is wrong.
    Crowded,
    /// Cells or rows written wrongly, of one kind.
    Written(Slip),
    /// What only a workbook can have wrong.
    Book(Flaw),
}

/// What only a workbook can have wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// A formula that cannot be computed.
    Formula,
    /// Cells merged to one: nobody knows for which rows the value holds.
    Merged,
    /// A note beside the table.
    Outside,
    /// A row that nobody sees.
    Hidden,
    /// The end of the file is gone.
    Cut,
    /// A text file under the name of a workbook.
    Text,
    /// Two sheets that could both be the delivery.
    TwoSheets,
}

/// Whether a form goes with a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suits {
    /// With nothing else.
    Only,
    /// As with anything else.
    Also,
    /// Not at all.
    Not,
}

/// How a cell or a row can be written wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// A byte that is no character.
    Unreadable,
    /// A NUL.
    Nul,
    /// A quote in the middle of a cell.
    StrayQuote,
    /// A cell too many or too few.
    CellCount,
    /// A carriage return alone.
    LoneReturn,
    /// A quote that is never closed: nothing after it can be read.
    OpenQuote,
    /// A cell of more than a million characters: nothing after it is read.
    LongCell,
}

impl Slip {
    /// What it is in the list.
    pub(super) fn fault(self) -> Fault {
        match self {
            Self::Unreadable => Fault::Unreadable,
            Self::Nul => Fault::Nul,
            Self::StrayQuote => Fault::StrayQuote,
            Self::CellCount => Fault::CellCount,
            Self::LoneReturn => Fault::LoneReturn,
            Self::OpenQuote => Fault::OpenQuote,
            Self::LongCell => Fault::LongCell,
        }
    }

    /// Whether it takes the whole row with it.
    pub(super) fn takes_row(self) -> bool {
        match self {
            Self::CellCount | Self::LoneReturn | Self::OpenQuote | Self::LongCell => true,
            Self::Unreadable | Self::Nul | Self::StrayQuote => false,
        }
    }

    /// Whether it takes all rows after it too.
    pub(super) fn takes_rest(self) -> bool {
        matches!(self, Self::OpenQuote | Self::LongCell)
    }
}

const ALL: [Form; 25] = [
    Form::MissingColumn(0),
    Form::DoubleColumn(0),
    Form::ExtraColumn,
    Form::PersonColumn,
    Form::Separator,
    Form::EmptyFile,
    Form::NoRows,
    Form::TooManyColumns,
    Form::Packing,
    Form::EmptyRows,
    Form::Crowded,
    Form::Written(Slip::Unreadable),
    Form::Written(Slip::Nul),
    Form::Written(Slip::StrayQuote),
    Form::Written(Slip::CellCount),
    Form::Written(Slip::LoneReturn),
    Form::Written(Slip::OpenQuote),
    Form::Written(Slip::LongCell),
    Form::Book(Flaw::Formula),
    Form::Book(Flaw::Merged),
    Form::Book(Flaw::Outside),
    Form::Book(Flaw::Hidden),
    Form::Book(Flaw::Cut),
    Form::Book(Flaw::Text),
    Form::Book(Flaw::TwoSheets),
];

/// Those that a Parquet file can have: it says by itself what its cells and rows are.
const OF_PARQUET: [Form; 8] = [
    Form::MissingColumn(0),
    Form::ExtraColumn,
    Form::PersonColumn,
    Form::EmptyFile,
    Form::NoRows,
    Form::Crowded,
    Form::Book(Flaw::Cut),
    Form::Book(Flaw::Text),
];

/// The form of each of so many files, less than half of them with a fault.
pub(super) fn drawn(files: &[(Table, usize)], format: Format, dice: &mut Dice) -> Vec<Form> {
    let mut forms = match format {
        Format::Csv => ALL.to_vec(),
        Format::Parquet => OF_PARQUET.to_vec(),
    };
    shuffle(&mut forms, dice);
    forms.truncate(files.len() * 4 / 9);
    forms.resize(files.len(), Form::Sound);
    shuffle(&mut forms, dice);
    forms.iter().zip(files).map(|(form, (table, _))| fitting(*form, *table, format, dice)).collect()
}

/// A form made to fit a table, or none when it cannot.
fn fitting(form: Form, table: Table, format: Format, dice: &mut Dice) -> Form {
    let columns = table.columns().len() as u32;
    let cannot = match table.made() {
        // A workbook is held whole while it is made; of a Parquet file only the bytes are spoilt.
        Made::Streamed => matches!(form, Form::Book(_)) && format == Format::Csv,
        Made::Summed => false,
        // People's words may need quotes, which would close the open one; a handful of rows has nothing to be cut off, and may have too
        // few for what is wrong between them.
        Made::Register => matches!(form, Form::Written(Slip::OpenQuote) | Form::Packing | Form::Book(_)),
    };
    if cannot {
        return Form::Sound;
    }
    if let Form::MissingColumn(_) = form {
        return Form::MissingColumn(dice.below(columns) as usize);
    }
    if let Form::DoubleColumn(_) = form {
        return Form::DoubleColumn(dice.below(columns) as usize);
    }
    form
}

fn shuffle<T>(items: &mut [T], dice: &mut Dice) {
    for at in (1..items.len()).rev() {
        items.swap(at, dice.below(at as u32 + 1) as usize);
    }
}

impl Form {
    /// Whether no row can be read under it.
    pub(super) fn hides_all(self) -> bool {
        matches!(
            self,
            Self::DoubleColumn(_)
                | Self::Separator
                | Self::TooManyColumns
                | Self::EmptyFile
                | Self::NoRows
                | Self::Book(Flaw::Merged | Flaw::Cut | Flaw::Text | Flaw::TwoSheets)
        )
    }

    /// Whether the file says what stands in all of its rows.
    pub(super) fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Sound
                | Self::ExtraColumn
                | Self::PersonColumn
                | Self::EmptyRows
                | Self::Crowded
                | Self::NoRows
                | Self::Book(Flaw::Formula | Flaw::Outside | Flaw::Hidden)
        )
    }

    /// Whether the file must be a workbook, may be one, or cannot.
    pub(super) fn suits_book(self) -> Suits {
        match self {
            Self::Book(_) => Suits::Only,
            Self::Sound
            | Self::MissingColumn(_)
            | Self::DoubleColumn(_)
            | Self::ExtraColumn
            | Self::PersonColumn
            | Self::EmptyFile
            | Self::NoRows
            | Self::TooManyColumns
            | Self::EmptyRows
            | Self::Crowded => Suits::Also,
            Self::Separator | Self::Packing | Self::Written(_) => Suits::Not,
        }
    }

    /// Whether rows are spoilt as well: not where it is unknown how many of them can be read.
    pub(super) fn takes_more(self) -> bool {
        !matches!(self, Self::Packing | Self::EmptyFile | Self::NoRows)
    }
}

/// Writes a cell of a row wrongly; where, when it could be done. Only cells of plain text are touched, whole rows being told by the first.
pub(super) fn miswrite(row: &mut Row, slip: Slip, separator: char, dice: &mut Dice) -> Option<usize> {
    let plain = |text: &str| {
        text.len() > 1 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !text.contains(separator)
    };
    let able: Vec<usize> = (0..row.cells.len())
        .filter(|at| {
            let cell = &row.cells[*at];
            cell.state == State::Sound && plain(&cell.text)
        })
        .collect();
    let at = *able.get(dice.below(able.len().max(1) as u32) as usize)?;
    let cell = &mut row.cells[at];
    let (before, after) = cell.text.as_bytes().split_at(cell.text.len() / 2);
    let between = |middle: &[u8]| [before, middle, after].concat();
    cell.raw = match slip {
        Slip::Unreadable => Some(between(b"\x81")),
        Slip::Nul => Some(between(b"\0")),
        Slip::StrayQuote => Some(between(b"\"")),
        Slip::LoneReturn => Some(between(b"\r")),
        Slip::OpenQuote => Some([b"\"", cell.text.as_bytes()].concat()),
        Slip::LongCell => Some(vec![b'x'; 1_000_001]),
        // The cell itself is as it should be.
        Slip::CellCount => None,
    };
    if !slip.takes_row() {
        cell.state = State::Wrong(slip.fault());
    }
    Some(at)
}
