//! Who sees the files of tickets.
use super::handled;
use crate::scope;
use domain::{
    access::{Reach, Scope},
    tickets::By,
};
use sea_orm::Value;

/// The condition that the file `f` is of a ticket or of a comment that somebody may see: the household and staff see all but that staff alone see
/// what is internal; neighbours see what the ticket of a house shows to everybody.
pub(crate) fn file_is_seen(scope: &Scope, values: &mut Vec<Value>) -> String {
    let own = handled(scope, values);
    let around = scope::around(scope, "t.building_id", values);
    let public = if matches!(scope.reach(), Reach::Own(_)) { "NOT c.internal" } else { "TRUE" };
    let staff = By::Staff.code();
    format!(
        "(f.owner_kind = 'ticket' AND EXISTS (SELECT 1 FROM ticket t WHERE t.id = f.owner_id \
         AND ({own} OR (t.whose = 'house' AND {around})))) \
         OR (f.owner_kind = 'ticket_comment' AND EXISTS (SELECT 1 FROM ticket_comment c JOIN ticket t ON t.id = c.ticket_id \
         WHERE c.id = f.owner_id AND {public} AND ({own} OR (t.whose = 'house' AND c.side = '{staff}' AND {around}))))"
    )
}
