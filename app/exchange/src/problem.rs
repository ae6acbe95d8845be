use domain::{accounts::AccountNumberError, money::MoneyError, session::EmailError};

/// Why a file as a whole cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    #[error("larger than {max_bytes} bytes")]
    TooLarge { max_bytes: usize },
    #[error("more than {max} rows")]
    TooManyRows { max: usize },
    #[error("nothing in it")]
    Empty,
    /// A statement of a bank without its end.
    #[error("the statement breaks off")]
    Unfinished,
    /// An older workbook (XLS), one that is broken, or another archive.
    #[error("neither a text nor a workbook that can be read")]
    Workbook,
    /// A workbook with macros.
    #[error("a workbook with macros")]
    Macros,
    /// A workbook that unpacks to more than it may.
    #[error("it unpacks to too much")]
    Unpacks,
    #[error("more than {max} columns")]
    TooWide { max: usize },
    #[error("not a text")]
    NotText,
    /// A cell that begins with a quotation mark in this row never ends.
    #[error("row {row}: a quotation mark is not closed")]
    QuoteNotClosed { row: usize },
    /// A line without an end, or a quotation mark that was lost long ago.
    #[error("row {row} is longer than {max} bytes")]
    LineTooLong { row: usize, max: usize },
    #[error("columns are missing: {missing:?}")]
    ColumnsMissing { missing: Vec<&'static str>, found: Vec<String> },
    #[error("two columns are {name}")]
    ColumnTwice { name: String },
    /// Columns were renamed, but the file has no such header.
    #[error("no header {header}")]
    NoSuchHeader { header: String },
    /// Columns were renamed to something that this kind of file does not know.
    #[error("{name} is no known column")]
    NoSuchColumn { name: String, known: Vec<&'static str> },
}

/// Why a cell cannot be what its column wants.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CellError {
    #[error("no value")]
    Empty,
    #[error("longer than {max} characters")]
    TooLong { max: usize },
    /// More cells in the row than there are columns.
    #[error("beyond the last column")]
    Extra,
    /// The file ends in the middle of the row.
    #[error("cut off")]
    CutOff,
    #[error(transparent)]
    AccountNumber(#[from] AccountNumberError),
    #[error("no unit after the last comma of the address")]
    UnitMissing,
    #[error("not a date")]
    NotADate,
    #[error("there is no such day")]
    NoSuchDay,
    #[error("a year that cannot be meant")]
    OddYear,
    #[error("not a whole number from {min} to {max}")]
    NotWhole { min: i64, max: i64 },
    #[error("not an area")]
    NotAnArea,
    #[error("not a share")]
    NotAShare,
    /// `5/1`, `200%`.
    #[error("a share of more than all of it")]
    MoreThanAll,
    #[error("not a telephone number")]
    NotAPhone,
    #[error(transparent)]
    Email(#[from] EmailError),
    #[error("no such resource")]
    UnknownResource,
    #[error("neither yes nor no")]
    NotYesNo,
    #[error("no such state of a meter")]
    UnknownState,
    /// The state says that the meter is gone, but not since when.
    #[error("no day of removal")]
    RemovalMissing,
    #[error("no such kind of reading")]
    UnknownKind,
    /// «ЭЛДТ» has two tariffs, and the number of tariffs says something else.
    #[error("the resource has {named} tariffs")]
    TariffsDisagree { named: u8 },
    #[error("no dial has so many digits")]
    NoSuchDial,
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error("not a month")]
    NotAPeriod,
    #[error("not a volume")]
    NotAVolume,
    #[error("not a tariff")]
    NotATariff,
    #[error("not a factor")]
    NotAFactor,
    #[error("no such source of a volume")]
    UnknownSource,
    #[error("before the day of the other column")]
    Backwards,
    /// A line of Sber's layout whose cells are not seven for each register; so many are left over.
    #[error("{cells} cells of a register instead of 7")]
    RegisterCut { cells: usize },
    /// Sber's types of registers are 1 to 10.
    #[error("no register of type {kind:?}")]
    NoSuchRegister { kind: String },
    /// Registers of one number whose types are of no one meter: day and peak, or the same one twice.
    #[error("types of registers that no one meter has")]
    RegistersDisagree,
    /// `#N/A`, `#ССЫЛКА!`: a formula gave an error.
    #[error("a formula that failed")]
    BrokenFormula,
}

/// One cell that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// As a spreadsheet numbers it: the first line of the file is 1, empty lines count.
    pub row: usize,
    /// The header, as the file has it.
    pub column: String,
    pub value: String,
    pub error: CellError,
}
