use domain::incidents::Turn;
use serde::Serialize;

/// What a letter says. Whatever a stranger typed and another person may read is checked first: nobody writes to others through the portal.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Words<'a> {
    /// Number and surname fit: the button leads to the password.
    Registration {
        number: &'a str,
        link: &'a str,
    },
    /// The pair of number and surname is not known.
    RegistrationNotFound {
        number: Option<&'a str>,
    },
    /// The e-mail has a cabinet; with `link`, the unit can be added to it.
    CabinetExists {
        number: Option<&'a str>,
        link: Option<&'a str>,
    },
    Recovery {
        link: &'a str,
    },
    /// There is no cabinet with this e-mail.
    RecoveryUnknown,
    PasswordChanged {
        at: String,
    },
    ResidencyClaim {
        number: &'a str,
        link: &'a str,
    },
    ResidencyClaimNotFound {
        number: Option<&'a str>,
    },
    /// The person is tied to the account already.
    ResidencyClaimNeedless {
        number: &'a str,
    },
    /// To those who live there: somebody was added.
    Newcomer {
        number: &'a str,
        address: String,
        email: String,
        at: String,
        link: &'a str,
    },
    /// Readings were taken.
    Notice {
        number: &'a str,
        at: String,
        account: &'a str,
        address: &'a str,
        month: String,
        /// A meter with its values each.
        taken: Vec<String>,
        /// How many rows wait for an answer, in words.
        waiting: Option<String>,
        code: String,
        link: String,
    },
    /// Кассовый чек.
    FiscalReceipt {
        refund: bool,
        total: String,
        at: String,
        account: &'a str,
        address: String,
        items: Vec<String>,
        /// ФН, ФД, ФПД; none while the cash register is silent.
        marks: Option<Vec<String>>,
        link: String,
    },
    /// A ticket was registered.
    TicketRegistered {
        number: i64,
        at: String,
        address: String,
        /// What was asked for; only to the household itself.
        text: Option<&'a str>,
        /// By when something has to be done.
        due: Option<String>,
        link: String,
    },
    /// A ticket has moved on.
    TicketMoved {
        number: i64,
        address: String,
        /// «на исполнении».
        state: &'static str,
        at: String,
        /// Why, or what was done.
        note_text: Option<&'a str>,
        until: Option<String>,
        /// It is done: the words are its result.
        done: bool,
        link: String,
    },
    /// Staff have decided about a reading that waited for them.
    ReadingReviewed {
        /// «ГВС 100719727»
        meter: &'a str,
        /// «январь 2018»
        month: String,
        given: String,
        /// `counted`, `corrected`, `refused` or `moved`.
        outcome: &'static str,
        /// The values, or the meter, that it counts as; empty otherwise.
        instead: String,
        /// What staff say; may be empty.
        note_text: &'a str,
        link: String,
    },
    /// Staff wrote something on a ticket.
    TicketComment {
        number: i64,
        address: String,
        text: &'a str,
        link: String,
    },
    /// An appeal was registered.
    AppealRegistered {
        number: i64,
        at: String,
        /// Of the unit.
        address: String,
        /// «начисления и перерасчёт».
        about: &'static str,
        /// The last day of the term.
        due: Option<String>,
        link: String,
    },
    /// The company answers.
    AppealAnswered {
        number: i64,
        address: String,
        text: &'a str,
        link: String,
    },
    /// The term of an appeal is extended.
    AppealExtended {
        number: i64,
        address: String,
        until: String,
        reason: &'a str,
        link: String,
    },
    /// Something is off at one's home, or will be.
    Outage {
        turn: Turn,
        /// «Авария: холодная вода».
        title: String,
        /// «25.01.2018 с 11:40 до 15:40».
        when: String,
        /// When it was over.
        ended: Option<String>,
        /// One's houses; empty where it is in none any more.
        places: String,
        text: &'a str,
        link: String,
    },
    /// An item must be read.
    NewsAnnounced {
        title: &'a str,
        /// Its first words.
        begins: &'a str,
        link: String,
    },
    /// Readings are taken, and some are missing.
    ReadingsDue {
        number: &'a str,
        address: String,
        /// «январь 2018»
        month: String,
        last: String,
        /// It is today.
        last_day: bool,
        /// «ХВС 100708114»
        meters: Vec<String>,
        link: String,
    },
    /// The verification of a meter ends.
    VerificationEnds {
        number: &'a str,
        address: String,
        meter: String,
        until: String,
        link: String,
    },
    /// What is charged is to be paid, or should have been.
    PaymentDue {
        number: &'a str,
        address: String,
        owed: String,
        due_on: String,
        /// The day is over.
        over: bool,
        link: String,
    },
    /// What one is charged for a month is there.
    ChargesIssued {
        month: &'a str,
        link: String,
    },
    /// What is owed by an account.
    Debt {
        number: &'a str,
        address: String,
        owed: String,
        day: String,
        link: String,
    },
    /// To somebody who is to work here.
    Invitation {
        /// The code of a role.
        role: &'static str,
        link: &'a str,
    },
    /// The last letter to a person.
    PersonDeleted,
    /// From now on a code is asked for besides the password.
    SecondFactorOn {
        at: String,
    },
    /// The password alone lets one in again.
    SecondFactorOff {
        at: String,
    },
    /// The same, by an administrator.
    SecondFactorReset {
        at: String,
    },
    /// To the newcomer: the residency is suspended.
    ResidencySuspended {
        number: &'a str,
        address: String,
    },
    /// To those who live there: the newcomer is suspended.
    NewcomerSuspended {
        number: &'a str,
        address: String,
        email: String,
    },
    /// The company has decided who uses a unit.
    UnitDecided {
        number: &'a str,
        /// The code of a `UnitOutcome`.
        outcome: &'static str,
        /// Why; may be empty.
        note_text: &'a str,
        link: String,
    },
}

macro_rules! template {
    ($name:literal) => {
        include_str!(concat!($name, ".jinja"))
    };
}

impl Words<'_> {
    pub(super) const fn template(&self) -> &'static str {
        match self {
            Self::Registration { .. } => template!("registration"),
            Self::RegistrationNotFound { .. } => template!("registration_not_found"),
            Self::CabinetExists { .. } => template!("cabinet_exists"),
            Self::Recovery { .. } => template!("recovery"),
            Self::RecoveryUnknown => template!("recovery_unknown"),
            Self::PasswordChanged { .. } => template!("password_changed"),
            Self::ResidencyClaim { .. } => template!("residency_claim"),
            Self::ResidencyClaimNotFound { .. } => template!("residency_claim_not_found"),
            Self::ResidencyClaimNeedless { .. } => template!("residency_claim_needless"),
            Self::Newcomer { .. } => template!("newcomer"),
            Self::Notice { .. } => template!("notice"),
            Self::FiscalReceipt { .. } => template!("fiscal_receipt"),
            Self::TicketRegistered { .. } => template!("ticket_registered"),
            Self::TicketMoved { .. } => template!("ticket_moved"),
            Self::TicketComment { .. } => template!("ticket_comment"),
            Self::ReadingReviewed { .. } => template!("reading_reviewed"),
            Self::AppealRegistered { .. } => template!("appeal_registered"),
            Self::AppealAnswered { .. } => template!("appeal_answered"),
            Self::AppealExtended { .. } => template!("appeal_extended"),
            Self::Outage { .. } => template!("outage"),
            Self::NewsAnnounced { .. } => template!("news_announced"),
            Self::ReadingsDue { .. } => template!("readings_due"),
            Self::VerificationEnds { .. } => template!("verification_ends"),
            Self::PaymentDue { .. } => template!("payment_due"),
            Self::ChargesIssued { .. } => template!("charges_issued"),
            Self::Debt { .. } => template!("debt"),
            Self::Invitation { .. } => template!("invitation"),
            Self::PersonDeleted => template!("person_deleted"),
            Self::SecondFactorOn { .. } => template!("second_factor_on"),
            Self::SecondFactorOff { .. } => template!("second_factor_off"),
            Self::SecondFactorReset { .. } => template!("second_factor_reset"),
            Self::ResidencySuspended { .. } => template!("residency_suspended"),
            Self::NewcomerSuspended { .. } => template!("newcomer_suspended"),
            Self::UnitDecided { .. } => template!("unit_decided"),
        }
    }
}
