//! Who may do what, and to which records.
use crate::ids::UserId;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// What a member of the staff is employed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    Dispatcher,
    Accountant,
    Editor,
    Manager,
    Administrator,
}

/// What a role may grant. Residents need none: they reach their own records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Enter readings for a caller.
    EnterReadings,
    /// Decide about readings that wait for staff.
    ReviewReadings,
    /// Close a period: its readings go into the bill and change no more.
    AcceptReadings,
    /// Import accounts, meters, readings and opening debts.
    ImportRegistries,
    /// See the houses that one serves: their units, accounts with those who live there, and meters.
    SeeRegistries,
    /// Change what the registries say: replace meters, close accounts, decide who lives where.
    ManageRegistries,
    /// See and print the receipts of others.
    PrintReceipts,
    /// Publish what accounts are charged for a month, and correct it.
    PublishCharges,
    /// Load what banks have received, say whose a payment is, and compare with the acquirer.
    HandlePayments,
    /// See who owes, take the list away, and remind those.
    SeeDebtors,
    /// Give money back that was paid through the acquirer.
    Refund,
    /// See the tickets of the houses one serves, register them for callers, assign and answer them.
    HandleTickets,
    /// Announce outages and accidents, and end them.
    AnnounceIncidents,
    /// See the appeals of the houses one serves, assign and answer them.
    AnswerAppeals,
    /// Say who works for the company: executors of tickets.
    ManageExecutors,
    /// Write news, choose who gets them, and see who has read them.
    PublishNews,
    /// Invite people, give them roles, suspend them.
    ManageStaff,
    /// Read who did what, and who saw whose data.
    ReadJournal,
    /// Change what the company says of itself, its bank details and the dated numbers of the law.
    ManageCompany,
    /// See letters and other jobs that failed, and have them tried again.
    TendJobs,
}

/// Who is asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    Guest,
    /// One person may be a resident and an employee at once.
    Person {
        user: UserId,
        role: Option<Role>,
        /// Serves some of the houses alone: what is of the whole company does not exist for them.
        bound: bool,
    },
    /// A background job or the command line.
    System,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    Guest,
    /// The role does not grant it: for this person it does not exist.
    #[error("the role does not grant it")]
    Role,
}

/// The records an actor reaches: proof that access was checked.
///
/// Only [`Actor`] makes one, so a query that takes a `Scope` cannot be called before the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope(Reach);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// The accounts this person is a resident of.
    Own(UserId),
    /// The houses that this employee serves: those that they are bound to, or all where they are bound to none.
    Houses(UserId),
    Everything,
}

impl Role {
    pub const ALL: [Self; 5] =
        [Self::Dispatcher, Self::Accountant, Self::Editor, Self::Manager, Self::Administrator];

    /// The whole access policy of the staff half, on one screen.
    #[must_use]
    pub const fn grants(self, permission: Permission) -> bool {
        use Permission::{
            AcceptReadings, AnnounceIncidents, AnswerAppeals, EnterReadings, HandlePayments, HandleTickets,
            ImportRegistries, ManageCompany, ManageExecutors, ManageRegistries, ManageStaff, PrintReceipts,
            PublishCharges, PublishNews, ReadJournal, Refund, ReviewReadings, SeeDebtors, SeeRegistries,
            TendJobs,
        };
        match permission {
            EnterReadings | HandleTickets | AnnounceIncidents => {
                matches!(self, Self::Dispatcher | Self::Manager | Self::Administrator)
            }
            ReviewReadings | SeeRegistries => !matches!(self, Self::Editor),
            ManageExecutors | ManageRegistries => matches!(self, Self::Manager | Self::Administrator),
            PublishNews => matches!(self, Self::Editor | Self::Manager | Self::Administrator),
            AcceptReadings | PrintReceipts | AnswerAppeals | ImportRegistries | SeeDebtors => {
                matches!(self, Self::Accountant | Self::Manager | Self::Administrator)
            }
            Refund | PublishCharges | HandlePayments => {
                matches!(self, Self::Accountant | Self::Administrator)
            }
            ManageStaff | ReadJournal | ManageCompany | TendJobs => matches!(self, Self::Administrator),
        }
    }

    /// The same for somebody who may be bound to some of the houses.
    #[must_use]
    pub const fn grants_to(self, bound: bool, permission: Permission) -> bool {
        self.grants(permission) && !(bound && permission.is_of_the_company())
    }

    /// Whether the role sees what residents owe and pay: those may have to sign in with a second factor.
    #[must_use]
    pub fn sees_money(self) -> bool {
        Permission::ALL.iter().any(|permission| permission.shows_money() && self.grants(*permission))
    }

    /// Whether work begins at the board of tickets, and not at the overview: a dispatcher answers forty calls an hour.
    #[must_use]
    pub const fn begins_at_the_board(self) -> bool {
        matches!(self, Self::Dispatcher)
    }

    /// As the database and the command line write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dispatcher => "dispatcher",
            Self::Accountant => "accountant",
            Self::Editor => "editor",
            Self::Manager => "manager",
            Self::Administrator => "administrator",
        }
    }

    /// The role of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

impl Permission {
    pub const ALL: &[Self] = &[
        Self::EnterReadings,
        Self::ReviewReadings,
        Self::AcceptReadings,
        Self::ImportRegistries,
        Self::SeeRegistries,
        Self::ManageRegistries,
        Self::PrintReceipts,
        Self::PublishCharges,
        Self::HandlePayments,
        Self::SeeDebtors,
        Self::Refund,
        Self::HandleTickets,
        Self::AnnounceIncidents,
        Self::AnswerAppeals,
        Self::ManageExecutors,
        Self::PublishNews,
        Self::ManageStaff,
        Self::ReadJournal,
        Self::ManageCompany,
        Self::TendJobs,
    ];

    /// Whether it is about the company as a whole: a file names any house, and so does what a bank sends. It is for those who are bound to no houses.
    #[must_use]
    pub const fn is_of_the_company(self) -> bool {
        matches!(self, Self::ImportRegistries | Self::PublishCharges | Self::HandlePayments | Self::Refund)
    }

    /// Whether it lets one see what residents owe and pay, or where money goes.
    #[must_use]
    pub const fn shows_money(self) -> bool {
        matches!(
            self,
            Self::ImportRegistries
                | Self::PrintReceipts
                | Self::PublishCharges
                | Self::HandlePayments
                | Self::SeeDebtors
                | Self::Refund
                | Self::ManageCompany
        )
    }
}

impl Actor {
    /// The actor's own records: the residents' half of the portal.
    ///
    /// # Errors
    /// [`Denied::Guest`] for a guest.
    pub const fn own(&self) -> Result<Scope, Denied> {
        match *self {
            Self::Person { user, .. } => Ok(Scope(Reach::Own(user))),
            Self::System => Ok(Scope(Reach::Everything)),
            Self::Guest => Err(Denied::Guest),
        }
    }

    /// The records of the management company: the staff half of the portal.
    ///
    /// # Errors
    /// [`Denied`] when nobody is signed in, or the person has no role that grants the permission, or is bound to houses where it is of the company.
    pub const fn staff(&self, permission: Permission) -> Result<Scope, Denied> {
        match *self {
            Self::Person { role: Some(role), bound, .. } if role.grants_to(bound, permission) => {
                Ok(Scope(Reach::Everything))
            }
            Self::System => Ok(Scope(Reach::Everything)),
            Self::Guest => Err(Denied::Guest),
            Self::Person { .. } => Err(Denied::Role),
        }
    }

    /// The records of the houses that the actor serves: the staff half, house by house.
    ///
    /// # Errors
    /// As [`Actor::staff`].
    pub fn staff_of_houses(&self, permission: Permission) -> Result<Scope, Denied> {
        self.staff(permission).map(|everything| match *self {
            Self::Person { user, .. } => Scope(Reach::Houses(user)),
            Self::Guest | Self::System => everything,
        })
    }

    /// The person who asks.
    ///
    /// # Errors
    /// [`Denied::Guest`] when there is none.
    pub const fn user(&self) -> Result<UserId, Denied> {
        match *self {
            Self::Person { user, .. } => Ok(user),
            Self::Guest | Self::System => Err(Denied::Guest),
        }
    }
}

impl Scope {
    #[must_use]
    pub const fn reach(&self) -> &Reach {
        &self.0
    }
}
