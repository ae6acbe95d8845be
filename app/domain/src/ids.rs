//! One identifier type per kind of record; they never mix. All are UUIDv7, made by us and not by the database.
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        #[cfg(feature = "sea-orm")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )* };
}

ids! {
    /// The management company (управляющая компания).
    CompanyId,
    /// A house.
    BuildingId,
    /// A flat, a parking place, an office.
    UnitId,
    /// A personal account (лицевой счёт).
    AccountId,
    /// An owner named on an account.
    OwnerId,
    /// A person who signs in.
    UserId,
    /// A wish that somebody works here, chosen by the client: sending it twice is one letter.
    InvitationId,
    /// One signed-in browser.
    SessionId,
    /// A person's tie to an account.
    ResidencyId,
    /// A wish for a residency that waits for the button in a letter.
    ResidencyClaimId,
    /// A spreadsheet of the company's that staff load; chosen by the page: sending it twice is one.
    ImportId,
    /// A metering device.
    MeterId,
    /// One submission of readings, chosen by the client: repeating it changes nothing.
    SubmissionId,
    /// One reading of one meter.
    ReadingId,
    /// Who is paid: «Квартплата», «Капремонт», with bank details of its own.
    RecipientId,
    /// What an account owes a recipient for a period; it outlives its corrections.
    ChargeId,
    /// One version of a charge, as it was issued.
    BillId,
    /// Money that came for an account.
    PaymentId,
    /// A wish to pay, from the button to the bank's answer; chosen by the client: repeating it changes nothing.
    OrderId,
    /// Money given back.
    RefundId,
    /// Money on the suspense account.
    SuspenseId,
    /// A ticket (заявка), chosen by the client: repeating it changes nothing.
    TicketId,
    /// A comment on a ticket, chosen by the client.
    CommentId,
    /// Who does the work.
    ExecutorId,
    /// An outage or an accident in a house.
    IncidentId,
    /// A news item, chosen by the client: saving it twice changes nothing.
    NewsId,
    /// An appeal (обращение), chosen by the client: repeating it changes nothing.
    AppealId,
    /// An entry in the thread of an appeal, chosen by the client.
    EntryId,
    /// A template of answers.
    TemplateId,
    /// A file that somebody has added, chosen by the client: sending it twice is one file.
    FileId,
    /// Something that one person is told.
    NoticeId,
    /// A browser that notices are pushed to.
    SubscriptionId,
    /// A job of the outbox.
    JobId,
    /// A problem that somebody reported.
    ReportId,
}
