//! Common meters of a house, its balance, and what is taken away of a month.
use super::{
    NOBODYS,
    rows::{Fields, Object},
};

/// As [`super::rows::PAGES`].
pub const PAGES: &[(&str, &str, Object)] = &[
    ("/staff/months/{building}/balance", "/staff/months/{id}/balance", Object::House),
    ("", "/staff/months/readings.txt?period=2018-01&building={id}", Object::House),
];

/// As [`super::rows::FUNCTIONS`].
pub const FUNCTIONS: &[(&str, Fields, Object)] = &[
    (
        "balance/add",
        &[("meter[id]", NOBODYS), ("meter[building]", "{id}"), ("meter[period]", "2018-01")],
        Object::House,
    ),
    (
        "balance/norm",
        &[("norm[building]", NOBODYS), ("norm[period]", "2018-01"), ("norm[resource]", "Gas")],
        Object::Nothing,
    ),
    ("balance/page", &[("building", "{id}")], Object::House),
    ("balance/record", &[("readings[building]", "{id}"), ("readings[period]", "2018-01")], Object::House),
    (
        "balance/remove",
        &[("removal[building]", "{id}"), ("removal[period]", "2018-01"), ("removal[meter]", NOBODYS)],
        Object::House,
    ),
    ("balance/rows", &[("building", "{id}")], Object::House),
];
