//! What the board shows, as its address says it.
use crate::desk::query as query_of;
use domain::tickets::{BoardFilter, BoardKey, Category, ExecutorFilter, Kind, State};
use leptos_router::params::ParamsMap;

pub(super) const BOARD: &str = "/staff/tickets";
const NOBODY: &str = "nobody";

/// What the address asks for; what makes no sense there is left out.
pub(super) fn read(query: &ParamsMap) -> (BoardFilter, Option<BoardKey>) {
    let text = |name| query.get_str(name).unwrap_or_default();
    let filter = BoardFilter {
        ended: text("ended") == "true",
        building: text("building").parse().ok(),
        category: Category::from_code(text("category")),
        kind: Kind::from_code(text("kind")),
        state: State::from_code(text("state")),
        executor: match text("executor") {
            NOBODY => Some(ExecutorFilter::Nobody),
            id => id.parse().ok().map(ExecutorFilter::Is),
        },
    };
    (filter, text("after").parse().ok())
}

/// «?kind=emergency», or nothing.
pub(super) fn query(filter: &BoardFilter, after: Option<BoardKey>) -> String {
    query_of([
        ("ended", filter.ended.then(|| "true".to_owned())),
        ("building", filter.building.map(|building| building.to_string())),
        ("category", filter.category.map(|category| category.code().to_owned())),
        ("kind", filter.kind.map(|kind| kind.code().to_owned())),
        ("state", filter.state.map(|state| state.code().to_owned())),
        ("executor", filter.executor.map(executor)),
        ("after", after.map(|after| after.to_string())),
    ])
}

/// As an address and a select write it.
pub(super) fn executor(executor: ExecutorFilter) -> String {
    match executor {
        ExecutorFilter::Nobody => NOBODY.to_owned(),
        ExecutorFilter::Is(id) => id.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_the_board_shows() {
        for address in [
            "",
            "?kind=emergency",
            "?category=cold_water&kind=emergency",
            "?ended=true&building=01890000-0000-7000-8000-000000000000&state=closed&executor=nobody",
            "?executor=01890000-0000-7000-8000-000000000000&after=1516876320-7218204",
        ] {
            let fields = address.trim_start_matches('?').split('&').filter_map(|field| field.split_once('='));
            let map: ParamsMap = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            let (filter, after) = read(&map);
            assert_eq!(query(&filter, after), address);
        }
    }
}
