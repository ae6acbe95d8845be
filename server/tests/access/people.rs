//! Rows about those who work here, their rights, and the second factor.
use super::{
    NOBODYS,
    rows::{Fields, Object},
};

pub const PAGES: &[(&str, &str, Object)] = &[
    ("/join/{token}", "/join/no-such-token", Object::Nothing),
    ("/profile/code", "/profile/code", Object::Nothing),
    ("/profile/delete", "/profile/delete", Object::Nothing),
    ("", "/profile/data.zip", Object::Nothing),
    ("/sign-in/code", "/sign-in/code", Object::Nothing),
    ("/staff/audit", "/staff/audit", Object::Nothing),
    ("/staff/people", "/staff/people", Object::Nothing),
    ("/staff/people/{person}", "/staff/people/{id}", Object::Employee),
    ("/staff/settings", "/staff/settings", Object::Nothing),
    ("/staff/settings/recipients/{recipient}", "/staff/settings/recipients/{id}", Object::Token),
    ("/staff/rights", "/staff/rights", Object::Nothing),
];

pub const FUNCTIONS: &[(&str, Fields, Object)] = &[
    ("journal/page", &[], Object::Nothing),
    ("profile/delete", &[("password", "")], Object::Nothing),
    ("second-factor/begin", &[], Object::Nothing),
    ("second-factor/keep-codes", &[], Object::Nothing),
    ("second-factor/new-codes", &[("otp_renew", "")], Object::Nothing),
    ("second-factor/page", &[], Object::Nothing),
    ("second-factor/turn-off", &[("otp_off", "")], Object::Nothing),
    ("second-factor/turn-on", &[("otp", "")], Object::Nothing),
    ("session/confirm", &[("otp", "123456")], Object::Nothing),
    ("settings/company", &[("company[name]", "")], Object::Nothing),
    ("settings/page", &[], Object::Nothing),
    ("settings/recipient", &[("recipient[id]", NOBODYS)], Object::Nothing),
    ("staff/accept", &[("token", "{id}"), ("password", "длинный пароль")], Object::Token),
    ("staff/change", &[("change[person]", "{id}"), ("change[role]", "editor")], Object::Employee),
    ("staff/employee", &[("person", "{id}")], Object::Employee),
    ("staff/invite", &[("invitation[id]", NOBODYS), ("invitation[email]", "")], Object::Nothing),
    ("staff/invite-again", &[("invitation", "{id}")], Object::Token),
    ("staff/look-invitation", &[("token", "{id}")], Object::Token),
    ("staff/people", &[], Object::Nothing),
    ("staff/reset-second-factor", &[("person", "{id}")], Object::Employee),
    ("staff/restore", &[("person", "{id}")], Object::Employee),
    ("staff/suspend", &[("person", "{id}")], Object::Token),
    ("staff/withdraw-invitation", &[("invitation", "{id}")], Object::Token),
];
