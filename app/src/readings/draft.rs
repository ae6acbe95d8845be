//! What a person has typed but not sent. It outlives every reload of the data.
use domain::{
    ids::MeterId,
    readings::{Explanation, Line},
};
use leptos::prelude::*;

/// One row of the form, as it stands.
#[derive(Clone, Copy)]
pub struct Draft {
    /// One text a zone.
    pub values: RwSignal<Vec<String>>,
    pub explanation: RwSignal<Option<Explanation>>,
    /// The person has typed here since the data came: it is theirs, and an older answer no longer speaks of it.
    pub changed: RwSignal<bool>,
    /// The person has left the row.
    pub left: RwSignal<bool>,
    /// What is odd about it may be said.
    pub settled: RwSignal<bool>,
}

impl Draft {
    pub fn text(self, zone: usize) -> String {
        self.values.with(|values| values.get(zone).cloned().unwrap_or_default())
    }

    pub fn write(self, zone: usize, text: String) {
        self.values.update(|values| {
            if let Some(value) = values.get_mut(zone) {
                *value = text;
            }
        });
        self.explanation.set(None);
        self.settled.set(false);
        self.changed.set(true);
    }

    fn begin(self, values: Vec<String>, explanation: Option<Explanation>) {
        self.values.set(values);
        self.explanation.set(explanation);
        self.settled.set(false);
    }
}

/// The drafts of a page, by meter.
#[derive(Clone, Copy)]
pub struct Drafts {
    owner: StoredValue<Option<Owner>>,
    all: StoredValue<Vec<(MeterId, Draft)>>,
}

impl Drafts {
    pub fn new() -> Self {
        Self { owner: StoredValue::new(Owner::current()), all: StoredValue::new(Vec::new()) }
    }

    pub fn get(self, meter: MeterId) -> Option<Draft> {
        self.all.with_value(|all| all.iter().find(|(id, _)| *id == meter).map(|(_, draft)| *draft))
    }

    /// The draft of a row that starts with these values, unless the person has typed something else; and whether it is a new one.
    pub fn open(
        self,
        meter: MeterId,
        values: Vec<String>,
        explanation: Option<Explanation>,
    ) -> (Draft, bool) {
        if let Some(draft) = self.get(meter) {
            if !draft.changed.get_untracked() {
                draft.begin(values, explanation);
            }
            return (draft, false);
        }
        // Signals belong to the page, not to the table that is drawn anew with each answer.
        let make = || Draft {
            values: RwSignal::new(values),
            explanation: RwSignal::new(explanation),
            changed: RwSignal::new(false),
            left: RwSignal::new(false),
            settled: RwSignal::new(false),
        };
        let draft = match self.owner.get_value() {
            Some(owner) => owner.with(make),
            None => make(),
        };
        self.all.update_value(|all| all.push((meter, draft)));
        (draft, true)
    }

    /// These lines have an answer now. What was typed meanwhile stays a draft.
    pub fn answered(self, lines: &[Line]) {
        for line in lines {
            if let Some(draft) = self.get(line.meter)
                && draft.values.with_untracked(|values| *values == line.values)
            {
                draft.changed.set(false);
            }
        }
    }
}

/// What stands in a field that the server wrote: before the page came to life a fast person has typed already.
pub fn typed_before(field: &str) -> Option<String> {
    #[cfg(feature = "hydrate")]
    {
        use leptos::{wasm_bindgen::JsCast, web_sys::HtmlInputElement};
        let field = document().get_element_by_id(field)?.dyn_into::<HtmlInputElement>().ok()?;
        Some(field.value())
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = field;
        None
    }
}

/// The same for a choice.
pub fn chosen_before(field: &str) -> bool {
    #[cfg(feature = "hydrate")]
    {
        use leptos::{wasm_bindgen::JsCast, web_sys::HtmlInputElement};
        document()
            .get_element_by_id(field)
            .and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
            .is_some_and(|field| field.checked())
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = field;
        false
    }
}
