//! Rows about the registries.
use super::{
    NOBODYS,
    rows::{Fields, Object},
};

pub const PAGES: &[(&str, &str, Object)] = &[
    ("/staff/registry/buildings", "/staff/registry/buildings", Object::Nothing),
    ("/staff/registry/buildings/{building}", "/staff/registry/buildings/{id}", Object::House),
    ("/staff/registry/accounts/{account}", "/staff/registry/accounts/{id}", Object::Card),
    ("/staff/registry/meters/{meter}", "/staff/registry/meters/{id}", Object::CardMeter),
    ("/staff/registry/claims", "/staff/registry/claims", Object::Nothing),
];

pub const FUNCTIONS: &[(&str, Fields, Object)] = &[
    ("registry/find", &[("text", "7000418")], Object::Nothing),
    ("registry/houses", &[], Object::Nothing),
    ("registry/house", &[("building", "{id}")], Object::House),
    ("registry/account", &[("account", "{id}")], Object::Card),
    ("registry/meter", &[("meter", "{id}")], Object::CardMeter),
    (
        "registry/replace-meter",
        &[("replacement[meter]", "{id}"), ("replacement[fresh]", NOBODYS)],
        Object::CardMeter,
    ),
    ("registry/verify-meter", &[("verification[meter]", "{id}")], Object::CardMeter),
    ("registry/remove-meter", &[("removal[meter]", "{id}")], Object::CardMeter),
    ("registry/close-account", &[("closing[account]", "{id}")], Object::Card),
    ("registry/open-account", &[("opening[account]", "{id}")], Object::Card),
    ("registry/date-residency", &[("dates[residency]", "{id}")], Object::Token),
    ("registry/date-owner", &[("dates[owner]", "{id}")], Object::Token),
    ("registry/settle-dispute", &[("answer[residency]", "{id}")], Object::Token),
    ("registry/claims", &[], Object::Nothing),
    ("registry/confirm-claim", &[("confirmation[claim]", "{id}")], Object::Token),
    ("registry/refuse-claim", &[("refusal[claim]", "{id}")], Object::Token),
];
