//! Rows about the money desk: charges, payments of banks, those who owe.
use super::rows::{Fields, Object};

pub const PAGES: &[(&str, &str, Object)] = &[
    ("/staff/charges", "/staff/charges", Object::Nothing),
    ("/staff/charges/{id}", "/staff/charges/{id}", Object::Charges),
    ("", "/staff/charges/receipts.pdf?period=2017-12&building={id}", Object::Receipts),
    ("/staff/payments", "/staff/payments", Object::Nothing),
    ("/staff/payments/settled", "/staff/payments/settled", Object::Nothing),
    ("/staff/payments/days", "/staff/payments/days?day=2018-01-20", Object::Nothing),
    ("/staff/debtors", "/staff/debtors", Object::Nothing),
    ("", "/staff/debtors/list.csv", Object::Nothing),
    ("", "/staff/debtors/list.xlsx", Object::Nothing),
    ("", "/imports/samples/charges.csv", Object::Nothing),
    ("", "/imports/samples/payments.csv", Object::Nothing),
];

pub const FUNCTIONS: &[(&str, Fields, Object)] = &[
    ("charges/desk", &[], Object::Nothing),
    ("charges/draft", &[("id", "{id}")], Object::Charges),
    ("statements/desk", &[], Object::Nothing),
    ("statements/stand", &[], Object::Nothing),
    ("statements/settled", &[], Object::Nothing),
    ("statements/days", &[], Object::Nothing),
    ("statements/assign", &[("id", "{id}"), ("account", "7000418")], Object::Token),
    ("statements/put-aside", &[("id", "{id}"), ("outcome", "aside"), ("why", "аренда")], Object::Token),
    ("statements/undo", &[("id", "{id}")], Object::Token),
    (
        "statements/refund",
        &[("id", "{id}"), ("payment", "{id}"), ("day", "2018-01-20"), ("amount", "1")],
        Object::Token,
    ),
    ("debtors/list", &[], Object::Nothing),
    ("debtors/write", &[("accounts[]", "{id}")], Object::Token),
];
