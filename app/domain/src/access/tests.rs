use super::*;
use std::fmt::Write as _;

/// The policy as a table anyone can read. A change of policy is a change of this text.
#[test]
fn the_policy_table_is_up_to_date() {
    let mut table = String::new();
    for &permission in Permission::ALL {
        write!(table, "{:<18}", format!("{permission:?}")).unwrap();
        for role in Role::ALL {
            let mark = if role.grants(permission) { "yes" } else { "-" };
            write!(table, "{mark:>15}").unwrap();
        }
        table.push('\n');
    }
    let expected = "\
EnterReadings                 yes              -              -            yes            yes
ReviewReadings                yes            yes              -            yes            yes
AcceptReadings                  -            yes              -            yes            yes
ImportRegistries                -            yes              -            yes            yes
SeeRegistries                 yes            yes              -            yes            yes
ManageRegistries                -              -              -            yes            yes
PrintReceipts                   -            yes              -            yes            yes
PublishCharges                  -            yes              -              -            yes
HandlePayments                  -            yes              -              -            yes
SeeDebtors                      -            yes              -            yes            yes
Refund                          -            yes              -              -            yes
HandleTickets                 yes              -              -            yes            yes
AnnounceIncidents             yes              -              -            yes            yes
AnswerAppeals                   -            yes              -            yes            yes
ManageExecutors                 -              -              -            yes            yes
PublishNews                     -              -            yes            yes            yes
ManageStaff                     -              -              -              -            yes
ReadJournal                     -              -              -              -            yes
ManageCompany                   -              -              -              -            yes
TendJobs                        -              -              -              -            yes
";
    assert_eq!(table, expected, "columns: {:?}", Role::ALL);
}

#[test]
fn a_guest_reaches_nothing() {
    assert_eq!(Actor::Guest.own(), Err(Denied::Guest));
    assert_eq!(Actor::Guest.staff(Permission::EnterReadings), Err(Denied::Guest));
}

#[test]
fn a_resident_has_no_staff_half() {
    let resident = Actor::Person { user: UserId(uuid::Uuid::nil()), role: None, bound: false };
    for &permission in Permission::ALL {
        assert_eq!(resident.staff(permission), Err(Denied::Role));
    }
}

#[test]
fn what_is_of_the_company_is_not_for_those_who_are_bound_to_houses() {
    use Permission::{HandlePayments, ImportRegistries, PublishCharges, Refund};
    for role in Role::ALL {
        let bound = Actor::Person { user: UserId(uuid::Uuid::nil()), role: Some(role), bound: true };
        for &permission in Permission::ALL {
            let expected = role.grants(permission) && !permission.is_of_the_company();
            assert_eq!(bound.staff(permission).is_ok(), expected, "{role:?} {permission:?}");
            assert_eq!(bound.staff_of_houses(permission).is_ok(), expected, "{role:?} {permission:?}");
        }
    }
    let of_the_company: Vec<_> =
        Permission::ALL.iter().filter(|permission| permission.is_of_the_company()).collect();
    assert_eq!(of_the_company, [&ImportRegistries, &PublishCharges, &HandlePayments, &Refund]);
}

#[test]
fn a_role_is_known_by_its_code() {
    for role in Role::ALL {
        assert_eq!(Role::from_code(role.code()), Some(role));
    }
    assert_eq!(Role::from_code("owner"), None);
}

#[test]
fn those_who_see_money_are_accountants_managers_and_administrators() {
    let seeing: Vec<Role> = Role::ALL.into_iter().filter(|role| role.sees_money()).collect();
    assert_eq!(seeing, [Role::Accountant, Role::Manager, Role::Administrator]);
}
