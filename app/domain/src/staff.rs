//! «Сотрудники»: who works for the company, and who is asked to.
use crate::{
    Rule,
    access::Role,
    ids::{BuildingId, InvitationId, UserId},
    tickets::House,
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// How long the button of an invitation works.
pub const INVITATION_DAYS: i64 = 7;

/// Everybody who works here, by e-mail, with the invitations that nobody has taken yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeoplePage {
    pub employees: Vec<EmployeeCard>,
    /// The latest first.
    pub invitations: Vec<InvitationCard>,
    pub houses: Vec<House>,
    /// For the next invitation.
    pub fresh: InvitationId,
}

/// One employee with the choices of their form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployeePage {
    pub card: EmployeeCard,
    pub houses: Vec<House>,
    /// Nobody else lets people in: neither role nor access can be taken away.
    pub last_administrator: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployeeCard {
    pub id: UserId,
    pub email: String,
    pub role: Role,
    /// All where there is none.
    pub houses: Vec<BuildingId>,
    /// Since when the role grants nothing; company time.
    pub suspended_at: Option<NaiveDateTime>,
    pub second_factor: bool,
    /// The last use of a session; company time.
    pub seen_at: Option<NaiveDateTime>,
    pub me: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationCard {
    pub id: InvitationId,
    pub email: String,
    pub role: Role,
    pub houses: Vec<BuildingId>,
    /// Company time.
    pub sent_at: NaiveDateTime,
    /// Company time.
    pub expires_at: NaiveDateTime,
    pub expired: bool,
}

/// The form of an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewInvitation {
    pub id: InvitationId,
    #[serde(default)]
    pub email: String,
    /// The code of a role.
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub houses: Vec<BuildingId>,
}

/// The form of an employee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployeeChange {
    pub person: UserId,
    /// The code of a role.
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub houses: Vec<BuildingId>,
}

/// What the button of an invitation leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    pub email: String,
    pub role: Role,
    /// The person has a password on the portal: it stays theirs.
    pub known: bool,
}

/// A role as a form names it.
///
/// # Errors
/// [`Rule::RoleMissing`] when it is none.
pub fn check_role(code: &str) -> Result<Role, Rule> {
    Role::from_code(code).ok_or(Rule::RoleMissing)
}
