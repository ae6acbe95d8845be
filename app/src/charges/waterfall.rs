//! «На 311.41 ₽ меньше, чем в ноябре»: the way from one bill to another as a picture. Names and sums are text, only the bars are drawn.
use super::words::{bar_name, cause, difference, in_short, month_title, rest, signed};
use crate::ui::{month_genitive, rubles};
use domain::{
    calendar::Period,
    charges::{Explanation, Waterfall},
    money::Money,
};
use leptos::prelude::*;

#[cfg(test)]
mod tests;

/// As many bars as a person takes in at once.
const MOST: usize = 8;

/// The card with the picture. `before` is the month that the bill is compared with.
pub fn waterfall_card(explanation: &Explanation, now: Period, before: Period) -> AnyView {
    let waterfall = explanation.waterfall(MOST);
    let scale = Scale::of(explanation, &waterfall);
    let total = |period, sum| {
        view! {
            <li class="is-total">
                <span class="wf-name">{month_title(period)}</span>
                <svg aria-hidden="true">{scale.total(sum)}</svg>
                <span class="wf-sum num">{rubles(sum)}</span>
            </li>
        }
        .into_any()
    };
    let mut reached = explanation.before;
    let bars = waterfall.bars.iter().map(|bar| {
        let from = reached;
        reached += bar.amount;
        row(bar_name(bar), cause(&bar.cause, now, before), bar.amount, scale.step(from, reached))
    });
    let bars: Vec<AnyView> = bars.collect();
    let others = waterfall.rest.map(|others| {
        let step = scale.step(reached, reached + others.amount);
        row("Остальное".to_owned(), rest(others).to_owned(), others.amount, step)
    });
    let (on, sum, than) = difference(explanation, before);
    let short = in_short(&waterfall.bars, now, before);
    view! {
        <section class="card">
            <div class="stack stack--tight">
                <h2>
                    {on} " " {(!sum.is_empty()).then(|| view! { <span class="money">{sum}</span> " " })} {than}
                </h2>
                {(!short.is_empty()).then(|| view! { <p class="muted">{short}</p> })}
            </div>
            <ol class="waterfall">
                {total(before, explanation.before)} {bars} {others} {total(now, explanation.now)}
            </ol>
            {scale
                .shortened()
                .then(|| {
                    let of = |period: Period| month_genitive(period.first_day());
                    view! {
                        <p class="scale-note">
                            "Полосы " {of(before)} " и " {of(now)} " укорочены, чтобы были видны разницы."
                        </p>
                    }
                })}
        </section>
    }
    .into_any()
}

/// Less is green, more is amber, nothing is quiet; the sign says it too.
pub fn tint(sum: Money) -> &'static str {
    match sum.0 {
        0 => "muted",
        1.. => "wf-sum--up",
        _ => "wf-sum--down",
    }
}

fn row(name: String, cause: String, amount: Money, bar: AnyView) -> AnyView {
    view! {
        <li>
            <span class="wf-name">{name} <small>{cause}</small></span>
            <svg aria-hidden="true">{bar}</svg>
            <span class=format!("wf-sum num {}", tint(amount))>{format!("{}\u{a0}₽", signed(amount))}</span>
        </li>
    }
    .into_any()
}

/// Where a sum stands, in hundredths of a percent of the width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Scale {
    /// The sum at the left end.
    base: i64,
    /// The sum at the right end.
    most: i64,
    left: i64,
}

/// A shortened bar is broken here, and goes on there.
const STUB: i64 = 300;
const BROKEN: i64 = 450;
const RIGHT: i64 = 9_800;
/// So that nothing is seen, too.
const THIN: i64 = 60;

impl Scale {
    fn of(explanation: &Explanation, waterfall: &Waterfall) -> Self {
        let mut reached = explanation.before;
        let mut ends = vec![reached.0];
        for bar in &waterfall.bars {
            reached += bar.amount;
            ends.push(reached.0);
        }
        ends.push(explanation.now.0);
        let (least, most) =
            ends.iter().fold((i64::MAX, i64::MIN), |(least, most), end| (least.min(*end), most.max(*end)));
        // A fifth of the differences stays to the left of them; where that reaches zero, bars begin at zero.
        let base = least - ((most - least) / 5).max(1);
        if base > 0 {
            Self { base, most, left: BROKEN }
        } else {
            Self { base: least.min(0), most: most.max(0), left: 0 }
        }
    }

    const fn shortened(self) -> bool {
        self.base > 0
    }

    fn at(self, sum: Money) -> i64 {
        let (done, whole) =
            (i128::from(sum.0) - i128::from(self.base), i128::from(self.most) - i128::from(self.base));
        let width = i128::from(RIGHT - self.left) * done / whole.max(1);
        self.left + i64::try_from(width).unwrap_or(0)
    }

    fn total(self, sum: Money) -> AnyView {
        if self.shortened() {
            view! {
                {rect("f-total", 0, STUB)}
                {rect("f-total", BROKEN, self.at(sum))}
            }
            .into_any()
        } else {
            rect("f-total", self.at(Money::ZERO), self.at(sum))
        }
    }

    fn step(self, from: Money, to: Money) -> AnyView {
        let class = match to.cmp(&from) {
            std::cmp::Ordering::Less => "f-down",
            std::cmp::Ordering::Equal => "f-quiet",
            std::cmp::Ordering::Greater => "f-up",
        };
        rect(class, self.at(from), self.at(to))
    }
}

fn rect(class: &'static str, one: i64, other: i64) -> AnyView {
    let left = one.min(other);
    let width = (one.max(other) - left).max(THIN);
    view! { <rect class=class x=percent(left) width=percent(width) y="0" height="100%" rx="4" /> }.into_any()
}

fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}
