//! The text of a payment QR, ГОСТ Р 56042-2014: what a bank's application reads off a receipt.
use encoding_rs::{KOI8_R, UTF_8, WINDOWS_1251};
use std::fmt;

/// How the letters are written: the sixth byte of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    Windows1251,
    Utf8,
    Koi8R,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $key:literal $size:ident $limit:literal $kind:ident),* $(,)?) => {
        /// What a payment QR may say.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$doc])* $name),* }

        impl Field {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// As the text spells it.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),* }
            }

            /// Characters that it may have.
            #[must_use]
            pub const fn most(self) -> usize {
                match self.form().size {
                    Size::Exactly(length) | Size::AtMost(length) => length,
                }
            }

            const fn form(self) -> Form {
                match self { $(Self::$name => Form { size: Size::$size($limit), kind: Kind::$kind }),* }
            }
        }
    };
}

fields! {
    Name "Name" AtMost 160 Text,
    PersonalAcc "PersonalAcc" Exactly 20 Digits,
    BankName "BankName" AtMost 45 Text,
    Bic "BIC" Exactly 9 Digits,
    CorrespAcc "CorrespAcc" AtMost 20 Digits,
    /// Whole kopecks.
    Sum "Sum" AtMost 18 Digits,
    Purpose "Purpose" AtMost 210 Text,
    PayeeInn "PayeeINN" AtMost 12 Digits,
    PayerInn "PayerINN" AtMost 12 Digits,
    Kpp "KPP" AtMost 9 Digits,
    /// КБК.
    Cbc "CBC" AtMost 20 Text,
    Oktmo "OKTMO" AtMost 11 Digits,
    LastName "LastName" AtMost 160 Text,
    FirstName "FirstName" AtMost 160 Text,
    MiddleName "MiddleName" AtMost 160 Text,
    PayerAddress "PayerAddress" AtMost 250 Text,
    /// The payer's account with the company: № лицевого счета.
    PersAcc "PersAcc" AtMost 60 Text,
    Flat "Flat" AtMost 60 Text,
    Phone "Phone" AtMost 60 Text,
    PaymPeriod "PaymPeriod" AtMost 60 Text,
    Category "Category" AtMost 60 Text,
    ServiceName "ServiceName" AtMost 60 Text,
    CounterId "CounterId" AtMost 60 Text,
    CounterVal "CounterVal" AtMost 60 Text,
    QuittId "QuittId" AtMost 60 Text,
    QuittDate "QuittDate" AtMost 60 Text,
    /// Whole kopecks.
    AddAmount "AddAmount" AtMost 18 Digits,
    Uin "UIN" AtMost 25 Text,
    /// `02` is housing and utilities.
    TechCode "TechCode" AtMost 2 Digits,
}

struct Form {
    size: Size,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Size {
    Exactly(usize),
    AtMost(usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digits,
    Text,
}

/// Those without which there is no payment, in the order of the standard.
pub const REQUIRED: [Field; 5] =
    [Field::Name, Field::PersonalAcc, Field::BankName, Field::Bic, Field::CorrespAcc];

/// What one code says: fields with their values, in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaymentQr(Vec<(Field, String)>);

/// Why a code cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    #[error("{0} is missing")]
    Missing(Field),
    #[error("{field} has {given} characters instead of {length}")]
    WrongLength { field: Field, length: usize, given: usize },
    #[error("{field} has {given} characters, {max} are allowed")]
    TooLong { field: Field, max: usize, given: usize },
    #[error("{field} has {found:?} among its digits")]
    NotDigits { field: Field, found: char },
    /// A line break, or another character that is not for people.
    #[error("{field} has {found:?} in it")]
    Control { field: Field, found: char },
    #[error("the charset has no {found:?}, which {field} has")]
    NotInCharset { field: Field, found: char },
    /// The values have every character that could part them.
    #[error("no separator is left")]
    NoSeparator,
}

/// Why a text is no payment code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It does not begin with `ST`.
    #[error("not a payment code")]
    NotAPayment,
    #[error("version {0:?} of the standard")]
    UnknownVersion(String),
    #[error("charset {0:?}")]
    UnknownCharset(char),
    /// The letters are not of the charset that the head names.
    #[error("not written in its charset")]
    NotText,
    #[error("{0} is missing")]
    Missing(Field),
}

const VERSION: &[u8] = b"0001";
/// Bytes before the first field: `ST`, version, charset, separator.
const HEAD: usize = 8;
/// What may part fields; the usual one first.
const SEPARATORS: &str = "|~^`;*#$%&!@?\\/_+<>";

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl Charset {
    const fn digit(self) -> char {
        match self {
            Self::Windows1251 => '1',
            Self::Utf8 => '2',
            Self::Koi8R => '3',
        }
    }

    const fn coding(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Windows1251 => WINDOWS_1251,
            Self::Utf8 => UTF_8,
            Self::Koi8R => KOI8_R,
        }
    }

    fn has(self, c: char) -> bool {
        self == Self::Utf8 || !self.coding().encode(c.encode_utf8(&mut [0; 4])).2
    }
}

impl PaymentQr {
    /// The fields that the standard demands, in its order.
    #[must_use]
    pub fn to(name: &str, personal_acc: &str, bank_name: &str, bic: &str, corresp_acc: &str) -> Self {
        let values = [name, personal_acc, bank_name, bic, corresp_acc];
        Self(Vec::new()).with_all(REQUIRED.into_iter().zip(values))
    }

    /// Adds a field; an empty value adds nothing.
    #[must_use]
    pub fn with(self, field: Field, value: &str) -> Self {
        self.with_all([(field, value)])
    }

    fn with_all<'a>(mut self, fields: impl IntoIterator<Item = (Field, &'a str)>) -> Self {
        let filled = fields.into_iter().map(|(field, value)| (field, value.trim().to_owned()));
        self.0.extend(filled.filter(|(_, value)| !value.is_empty()));
        self
    }

    #[must_use]
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == field).map(|(_, value)| value.as_str())
    }

    /// The text in UTF-8, which every bank's application reads.
    ///
    /// # Errors
    /// The first [`WriteError`] that a field deserves.
    pub fn text(&self) -> Result<String, WriteError> {
        let separator = self.check(Charset::Utf8)?;
        Ok(self.lay_out(Charset::Utf8, separator))
    }

    /// The bytes of the code.
    ///
    /// # Errors
    /// The first [`WriteError`] that a field deserves.
    pub fn bytes(&self, charset: Charset) -> Result<Vec<u8>, WriteError> {
        let separator = self.check(charset)?;
        Ok(charset.coding().encode(&self.lay_out(charset, separator)).0.into_owned())
    }

    fn lay_out(&self, charset: Charset, separator: char) -> String {
        let fields = self.0.iter().map(|(field, value)| format!("{separator}{field}={value}"));
        format!("ST0001{}{}", charset.digit(), fields.collect::<String>())
    }

    /// The separator that the values leave.
    fn check(&self, charset: Charset) -> Result<char, WriteError> {
        for (at, field) in REQUIRED.into_iter().enumerate() {
            if self.0.get(at).is_none_or(|(there, _)| *there != field) {
                return Err(WriteError::Missing(field));
            }
        }
        for (field, value) in &self.0 {
            check(*field, value, charset)?;
        }
        let is_free = |c: &char| !self.0.iter().any(|(_, value)| value.contains(*c));
        SEPARATORS.chars().find(is_free).ok_or(WriteError::NoSeparator)
    }

    /// Reads a code as real bills have it: keys in any case, any separator, unknown keys passed over, the first of two equal ones
    /// taken, lengths as they come.
    ///
    /// # Errors
    /// A [`ReadError`].
    pub fn read(code: &[u8]) -> Result<Self, ReadError> {
        let (head, body) = code.split_at_checked(HEAD).ok_or(ReadError::NotAPayment)?;
        let (version, rest) = head.strip_prefix(b"ST").ok_or(ReadError::NotAPayment)?.split_at(VERSION.len());
        if version != VERSION {
            return Err(ReadError::UnknownVersion(String::from_utf8_lossy(version).into_owned()));
        }
        let digit = char::from(rest[0]);
        let charset = [Charset::Windows1251, Charset::Utf8, Charset::Koi8R]
            .into_iter()
            .find(|charset| charset.digit() == digit)
            .ok_or(ReadError::UnknownCharset(digit))?;
        let separator = char::from(rest[1]);
        let text = charset.coding().decode_without_bom_handling_and_without_replacement(body);
        let text = text.ok_or(ReadError::NotText)?;
        let mut read = Self::default();
        for (key, value) in text.trim_end().split(separator).filter_map(|pair| pair.split_once('=')) {
            let known = Field::ALL.iter().find(|field| field.key().eq_ignore_ascii_case(key.trim()));
            if let Some(field) = known.filter(|field| read.get(**field).is_none()) {
                read = read.with(*field, value);
            }
        }
        match REQUIRED.into_iter().find(|field| read.get(*field).is_none()) {
            Some(missing) => Err(ReadError::Missing(missing)),
            None => Ok(read),
        }
    }
}

fn check(field: Field, value: &str, charset: Charset) -> Result<(), WriteError> {
    let Form { size, kind } = field.form();
    let given = value.chars().count();
    match size {
        Size::Exactly(length) if given != length => {
            return Err(WriteError::WrongLength { field, length, given });
        }
        Size::AtMost(max) if given > max => return Err(WriteError::TooLong { field, max, given }),
        Size::Exactly(_) | Size::AtMost(_) => {}
    }
    for found in value.chars() {
        if found.is_control() {
            return Err(WriteError::Control { field, found });
        }
        if kind == Kind::Digits && !found.is_ascii_digit() {
            return Err(WriteError::NotDigits { field, found });
        }
        if !charset.has(found) {
            return Err(WriteError::NotInCharset { field, found });
        }
    }
    Ok(())
}
