//! What the inbox shows, as its address says it.
use crate::desk::query as query_of;
use domain::{
    appeals::{AssigneeFilter, InboxFilter, Kind, State},
    tickets::BoardKey,
};
use leptos_router::params::ParamsMap;

pub(super) const INBOX: &str = "/staff/appeals";
const NOBODY: &str = "nobody";

/// What the address asks for; what makes no sense there is left out.
pub(super) fn read(query: &ParamsMap) -> (InboxFilter, Option<BoardKey>) {
    let text = |name| query.get_str(name).unwrap_or_default();
    let filter = InboxFilter {
        ended: text("ended") == "true",
        kind: Kind::from_code(text("kind")),
        state: State::from_code(text("state")),
        building: text("building").parse().ok(),
        assignee: match text("assignee") {
            NOBODY => Some(AssigneeFilter::Nobody),
            id => id.parse().ok().map(AssigneeFilter::Is),
        },
    };
    (filter, text("after").parse().ok())
}

/// «?kind=charges», or nothing.
pub(super) fn query(filter: &InboxFilter, after: Option<BoardKey>) -> String {
    query_of([
        ("ended", filter.ended.then(|| "true".to_owned())),
        ("kind", filter.kind.map(|kind| kind.code().to_owned())),
        ("state", filter.state.map(|state| state.code().to_owned())),
        ("building", filter.building.map(|building| building.to_string())),
        ("assignee", filter.assignee.map(assignee)),
        ("after", after.map(|after| after.to_string())),
    ])
}

/// As an address and a select write it.
pub(super) fn assignee(assignee: AssigneeFilter) -> String {
    match assignee {
        AssigneeFilter::Nobody => NOBODY.to_owned(),
        AssigneeFilter::Is(id) => id.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_the_inbox_shows() {
        for address in [
            "",
            "?kind=charges",
            "?ended=true&state=closed&building=01890000-0000-7000-8000-000000000000&assignee=nobody",
            "?assignee=01890000-0000-7000-8000-000000000000&after=1516876320-1042",
        ] {
            let fields = address.trim_start_matches('?').split('&').filter_map(|field| field.split_once('='));
            let map: ParamsMap = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            let (filter, after) = read(&map);
            assert_eq!(query(&filter, after), address);
        }
    }
}
