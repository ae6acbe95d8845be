//! Pictures go into the text as soon as they have arrived.
use super::{SOURCE, preview::Seen};
use crate::{
    files::{FilePicker, Files, use_files, without_scripts},
    form::{FormState, wrote_into},
};
use domain::{
    files::{Limits, Owner},
    ids::NewsId,
};
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlTextAreaElement};

/// The chooser of pictures, and whether the form waits for them.
pub(super) struct Pictures {
    pub chooser: AnyView,
    pub busy: Signal<bool>,
    pub files: Files,
}

pub(super) fn pictures(id: NewsId, limits: Limits, form: FormState, seen: Seen) -> Pictures {
    let files = use_files(Owner::News(id), limits);
    let there = RwSignal::new(false);
    files.each_arrived(move |card| {
        insert(&picture(&card.path()), seen);
        there.set(true);
    });
    let told = move || {
        there.get().then_some(
            "Картинка вставлена в текст. Замените слово «подпись»: его прочтут тем, кто не видит картинку.",
        )
    };
    let chooser = view! {
        <FilePicker files=files />
        <p class="field__hint" role="status">
            {told}
        </p>
        {without_scripts("Картинку можно добавить, когда в браузере включены скрипты.")}
    };
    Pictures {
        chooser: chooser.into_any(),
        busy: Signal::derive(move || form.busy.get() || files.busy.get()),
        files,
    }
}

fn picture(path: &str) -> String {
    format!("![подпись]({path})")
}

fn insert(picture: &str, seen: Seen) {
    let area = document().get_element_by_id(SOURCE);
    let Some(area) = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    let at = area.selection_end().ok().flatten().unwrap_or_default();
    let (text, at) = with_picture(&area.value(), at, picture);
    area.set_value(&text);
    // Only the place of the cursor is lost.
    let _moved = area.set_selection_range(at, at);
    seen.source.set(text);
    wrote_into(&area);
}

/// The text with a picture between its paragraphs, and the place after it: at the cursor, or at the end where nobody has put it anywhere.
/// Places are counted as browsers count them.
fn with_picture(text: &str, at: u32, picture: &str) -> (String, u32) {
    let text: Vec<u16> = text.encode_utf16().collect();
    let at = usize::try_from(at).ok().filter(|at| (1..text.len()).contains(at)).unwrap_or(text.len());
    let (before, after) = text.split_at(at);
    let (before, after) = (String::from_utf16_lossy(before), String::from_utf16_lossy(after));
    let mut whole = before.trim_end().to_owned();
    if !whole.is_empty() {
        whole.push_str("\n\n");
    }
    whole.push_str(picture);
    let end = u32::try_from(whole.encode_utf16().count()).unwrap_or_default();
    whole.push_str("\n\n");
    whole.push_str(after.trim_start_matches('\n'));
    (whole, end)
}

#[cfg(test)]
mod tests {
    use super::with_picture;

    #[track_caller]
    fn check(text: &str, at: u32, expected: &str) {
        let (whole, end) = with_picture(text, at, "![]");
        assert_eq!(whole, expected);
        let before: Vec<u16> = whole.encode_utf16().take(end as usize).collect();
        assert!(String::from_utf16(&before).unwrap().ends_with("![]"), "{end}");
    }

    #[test]
    fn a_picture_stands_between_paragraphs_where_the_cursor_is() {
        check("", 0, "![]\n\n");
        check("Раз\nДва", 4, "Раз\n\n![]\n\nДва");
        check("🏠\n\nДва", 2, "🏠\n\n![]\n\nДва");
        check("Раз", 3, "Раз\n\n![]\n\n");
    }

    #[test]
    fn a_picture_comes_last_where_nobody_has_put_the_cursor() {
        check("Раз", 0, "Раз\n\n![]\n\n");
        check("Раз", 99, "Раз\n\n![]\n\n");
    }
}
