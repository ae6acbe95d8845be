//! Who sees the files of appeals.
use super::reached;
use domain::access::Scope;
use sea_orm::Value;

/// The condition that the file `f` is of an entry that somebody may see: whoever asked, and those who answer.
pub(crate) fn file_is_seen(scope: &Scope, values: &mut Vec<Value>) -> String {
    let reach = reached(scope, values);
    format!(
        "(f.owner_kind = 'appeal_entry' AND EXISTS (SELECT 1 FROM appeal_entry e JOIN appeal t ON t.id = e.appeal_id \
         WHERE e.id = f.owner_id AND {reach}))"
    )
}
