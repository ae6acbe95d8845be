//! The answer to one row: taken, asked with what it might be, or refused with a right value.
use super::{draft::Draft, text};
use crate::ui::{Answer, ButtonKind, Tone, use_live};
use domain::readings::{Explanation, MeterRow, Question, Verdict};
use leptos::prelude::*;

/// Everything that an answer needs to know about its row.
#[derive(Clone)]
pub struct Place {
    /// Begins the ids of the row: `r0`.
    pub id: String,
    /// Begins the names of its fields: `submission[lines][0]`.
    pub name: String,
}

/// What is chosen before the person chooses: a typo, where that is the likeliest.
pub fn likely(verdict: &Verdict) -> Option<Explanation> {
    match verdict {
        Verdict::Asked { question, .. } => {
            question.choices().first().copied().filter(|first| *first == Explanation::Typo)
        }
        _ => None,
    }
}

/// The verdict on an open row.
pub fn answer(row: &MeterRow, verdict: &Verdict, draft: Draft, place: &Place) -> AnyView {
    let said = text::verdict(row, verdict);
    match verdict {
        Verdict::Taken { .. } => taken(said, None),
        Verdict::Refused(_) => view! {
            <Answer tone=Tone::No title=said.title>
                <p>{said.text}</p>
            </Answer>
        }
        .into_any(),
        Verdict::Asked { question, .. } => {
            let picks = (!question.choices().is_empty()).then(|| picks(row, question, draft, place));
            view! {
                <Answer tone=Tone::Ask title=said.title>
                    <p>{said.text}</p>
                    {picks}
                </Answer>
            }
            .into_any()
        }
    }
}

/// A row that was taken, with the link to correct it while it may be.
pub fn taken(said: text::Said, correct: Option<String>) -> AnyView {
    let correct = correct.map(|href| {
        view! {
            " Исправить можно, пока управляющая компания не учла показание в расчёте. "
            <a href=href data-noscroll="">
                "Исправить"
            </a>
        }
    });
    view! {
        <Answer tone=Tone::Ok title=said.title>
            <p>{said.text} {correct}</p>
        </Answer>
    }
    .into_any()
}

fn picks(row: &MeterRow, question: &Question, draft: Draft, place: &Place) -> AnyView {
    let live = use_live();
    let name = format!("{}[explanation]", place.name);
    let picks = question.choices().iter().map(|choice| {
        let choice = *choice;
        let (label, hint) = text::choice(row, question, choice);
        let chosen = move || draft.explanation.get() == Some(choice);
        view! {
            <label class="pick">
                <input
                    type="radio"
                    id=format!("{}-{}", place.id, choice.code())
                    name=name.clone()
                    value=choice.code()
                    checked=draft.explanation.get_untracked() == Some(choice)
                    prop:checked=chosen
                    on:change=move |_| draft.explanation.set(Some(choice))
                />
                <b>{label}</b>
                <span>{hint}</span>
            </label>
        }
        .into_any()
    });
    let field = format!("{}-z0", place.id);
    let mends = move || draft.explanation.get() == Some(Explanation::Typo);
    view! {
        <fieldset class="wide">
            <legend class="visually-hidden">"Что случилось"</legend>
            <div class="picks picks--2">{picks.collect_view()}</div>
            <div class="actions" hidden=move || !live.get()>
                <button
                    class=format!("{} btn--phone-wide", ButtonKind::Tonal.class())
                    type="button"
                    hidden=move || !mends()
                    on:click=move |_| focus(&field)
                >
                    "Исправить показание"
                </button>
                <p class="small" hidden=move || mends() || draft.explanation.get().is_none()>
                    "Теперь нажмите «Сдать показания»."
                </p>
            </div>
        </fieldset>
    }
    .into_any()
}

/// Puts the cursor into a field and selects what is there.
pub fn focus(field: &str) {
    #[cfg(feature = "hydrate")]
    {
        use leptos::{wasm_bindgen::JsCast, web_sys::HtmlInputElement};
        let found = document().get_element_by_id(field).and_then(|e| e.dyn_into::<HtmlInputElement>().ok());
        if let Some(field) = found {
            drop(field.focus());
            field.select();
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = field;
}
