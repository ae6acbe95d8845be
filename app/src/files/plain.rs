//! Adding files without scripts: a form of its own, whose files are a comment.
use crate::{
    api::posted_under,
    text,
    ui::{Banner, ButtonKind, Tone},
};
use domain::files::{FileKind, Limits, Owner};
use leptos::prelude::*;
use uuid::Uuid;

/// «Добавить файл» to a ticket or an appeal that is there already, under the id of the next comment or entry.
pub fn plain_form(to: Uuid, next: Owner, limits: &Limits, by_staff: bool) -> AnyView {
    let allowed = text::files::allowed(limits);
    let hint = if by_staff {
        format!("{allowed}. Житель увидит их и получит письмо.")
    } else {
        allowed
    };
    // Nothing in it was typed by anybody.
    let form = format!(
        "<form class=\"card form\" method=\"post\" enctype=\"multipart/form-data\" action=\"/files/{next}\">\
         <input type=\"hidden\" name=\"to\" value=\"{to}\">\
         <input type=\"hidden\" name=\"side\" value=\"{}\">\
         <div class=\"field\"><label class=\"field__label\" for=\"file\">Добавить файл</label>\
         <p class=\"field__hint\">{}</p>\
         <input class=\"input\" type=\"file\" id=\"file\" name=\"file\" multiple accept=\"{}\"></div>\
         <div class=\"actions\"><button class=\"{}\" type=\"submit\">Добавить файл</button></div></form>",
        if by_staff { "staff" } else { "resident" },
        hint,
        FileKind::ACCEPT,
        ButtonKind::Line.class(),
    );
    view! { <noscript inner_html=form></noscript> }.into_any()
}

/// Where nothing is there yet that files could be added to.
pub fn without_scripts(sentence: &'static str) -> AnyView {
    let words = format!("<p class=\"field__hint\">{sentence}</p>");
    view! { <noscript inner_html=words></noscript> }.into_any()
}

/// Which files of [`plain_form`] were not taken, and why.
#[component]
pub fn FilesRefused() -> impl IntoView {
    let error = posted_under("/files/").map(|posted| posted.error)?;
    let reasons = error.rejection().map(|rejection| {
        let reason = |(name, rule): &(String, domain::Rule)| {
            let why = text::rule(rule);
            if name == "file" || name.is_empty() { why } else { format!("{name}: {why}") }
        };
        rejection.0.iter().map(reason).collect::<Vec<_>>()
    });
    let reasons = reasons.unwrap_or_else(|| vec![text::error(&error)]);
    let lines = reasons.into_iter().map(|reason| view! { <p>{reason}</p> }).collect_view();
    Some(view! { <Banner tone=Tone::No title="Файл не добавлен" live=true>{lines}</Banner> }.into_any())
}
