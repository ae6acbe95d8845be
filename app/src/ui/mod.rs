//! Components that know no word of the domain.

mod button;
mod card;
mod choice;
mod date;
mod dialog;
mod field;
mod filters;
mod fold;
mod icon;
mod mark;
mod markup;
mod message;
mod money;
mod state;
mod step;
mod thread;
mod toast;

pub use button::{Button, ButtonKind, ReloadButton};
pub use card::{Card, Stat, fact};
pub use choice::{Chips, Choice, Segmented};
pub use date::{date, date_iso, date_time, month_genitive, month_name, month_year, plural, time};
pub use dialog::Dialog;
pub use field::{Checkbox, Field, FieldError, PasswordField, TextArea};
pub use filters::FilterBar;
pub use fold::Fold;
pub use icon::{Icon, IconName};
pub use mark::Mark;
pub use markup::{escaped, raw_text};
pub use message::{Answer, Badge, Banner, Tone};
pub use money::{hero, rubles};
pub use state::{Empty, Skeleton, Spinner};
pub use step::step;
pub use thread::{ThreadLine, bubble, thread_of};
pub use toast::{ToastRegion, Toasts, provide_toasts, use_toasts};

use leptos::prelude::*;

/// False on the server and until the page has come to life: what needs a script stays hidden so long.
pub fn use_live() -> ReadSignal<bool> {
    let (live, set_live) = signal(false);
    Effect::new(move |_| set_live.set(true));
    live
}
