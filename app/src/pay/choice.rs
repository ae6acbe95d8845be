//! What is paid: the whole debt, chosen charges, or any sum. It lives in the address, so that it works without scripts.
use domain::{
    ids::ChargeId,
    money::{Money, MoneyError},
    payments::PaymentForm,
};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Debt,
    Chosen,
    Sum,
}

impl What {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Debt => "debt",
            Self::Chosen => "chosen",
            Self::Sum => "sum",
        }
    }
}

/// The choice as it stands in the form.
#[derive(Clone, Copy)]
pub struct Choice {
    pub what: RwSignal<What>,
    pub chosen: RwSignal<Vec<ChargeId>>,
    /// As it was typed.
    pub sum: RwSignal<String>,
}

impl Choice {
    pub fn of(query: &ParamsMap) -> Self {
        let chosen: Vec<ChargeId> =
            query.get_all("charge").into_iter().flatten().filter_map(|id| id.parse().ok()).collect();
        let sum = query.get("sum").unwrap_or_default();
        // Without scripts a sum is typed with another choice still made: typing it chooses it.
        let typed = !sum.is_empty() && query.get("was").is_some_and(|was| was != sum);
        let what = match query.get("what").as_deref() {
            _ if typed => What::Sum,
            Some("debt") => What::Debt,
            Some("sum") => What::Sum,
            Some("chosen") => What::Chosen,
            _ if !chosen.is_empty() => What::Chosen,
            _ if !sum.is_empty() => What::Sum,
            _ => What::Debt,
        };
        Self { what: RwSignal::new(what), chosen: RwSignal::new(chosen), sum: RwSignal::new(sum) }
    }

    /// Charges that are paid first: of another month's page some may be paid by now.
    pub fn first(self, form: &PaymentForm) -> Vec<ChargeId> {
        match self.what.get() {
            What::Chosen => {
                let known = |id: &ChargeId| form.charges.iter().any(|charge| charge.id == *id);
                self.chosen.get().into_iter().filter(known).collect()
            }
            What::Debt | What::Sum => Vec::new(),
        }
    }

    pub fn amount(self, form: &PaymentForm) -> Result<Money, MoneyError> {
        match self.what.get() {
            What::Debt => Ok(form.owed()),
            What::Chosen => {
                let chosen = self.chosen.get();
                let of = form.charges.iter().filter(|charge| chosen.contains(&charge.id));
                Ok(of.map(|charge| charge.left.or_zero() + charge.penalty_left.or_zero()).sum())
            }
            What::Sum => form.terms.sum(&self.sum.get()),
        }
    }

    pub fn toggle(self, charge: ChargeId, on: bool) {
        self.what.set(What::Chosen);
        self.chosen.update(|chosen| {
            chosen.retain(|id| *id != charge);
            if on {
                chosen.push(charge);
            }
        });
    }
}
