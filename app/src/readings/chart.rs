//! Consumption by month as bars from zero. Whole pixels, and the numbers also in words.
use super::{
    face::{name_among, resource_class, tile, unit, zone_class, zone_word},
    text::heading,
};
use crate::ui::month_year;
use chrono::Datelike;
use domain::{
    calendar::Period,
    quantity::{Dial, Quantity},
    readings::{History, Meter, Zone},
};
use leptos::prelude::*;

/// Pixels a month takes at least, the bar in it, where bars stand, and how high the highest is.
const STEP: i64 = 50;
const BAR: i64 = 34;
const GROUND: i64 = 146;
const HEIGHT: i64 = 118;
const CORNER: i64 = 4;
/// As many months as stand side by side on a phone at the same size of text.
const NARROW: i64 = 6;
const FEW: i64 = 4;

/// One chart a meter that has consumption to show; a legend where there are zones.
pub fn charts(history: &History) -> AnyView {
    let bars =
        history.meters.iter().enumerate().filter_map(|(column, meter)| Bars::of(history, column, meter));
    let bars: Vec<Bars> = bars.collect();
    if bars.is_empty() {
        return ().into_any();
    }
    let long = bars.iter().any(Bars::is_long);
    let class = if long { "charts charts--long" } else { "charts" };
    let legend = legend(&bars);
    view! {
        <div class=class>{bars.into_iter().map(Bars::draw).collect_view()}</div>
        {legend}
    }
    .into_any()
}

/// What a meter used, month by month, oldest first; `None` where nothing is known between months that are.
struct Bars<'a> {
    meter: &'a Meter,
    name: String,
    months: Vec<(Period, Option<Used<'a>>)>,
}

/// A consumption, and the months it is of.
#[derive(Clone, Copy)]
struct Used<'a> {
    zones: &'a [Quantity],
    months: u32,
}

impl Used<'_> {
    fn sum(&self) -> i64 {
        self.zones.iter().map(|zone| zone.0).sum()
    }
}

/// `value` at the scale at which `most` is [`HEIGHT`].
fn pixels(value: i64, most: i64) -> i64 {
    let scaled = i128::from(value) * i128::from(HEIGHT) / i128::from(most.max(1));
    i64::try_from(scaled).unwrap_or(HEIGHT)
}

/// The number on a bar: whole units where there are a hundred and more.
fn on_bar(dial: Dial, value: i64, most: i64) -> String {
    let scale = dial.scale();
    if most >= 100 * scale { ((value + scale / 2) / scale).to_string() } else { dial.format(Quantity(value)) }
}

impl<'a> Bars<'a> {
    fn of(history: &'a History, column: usize, meter: &'a Meter) -> Option<Self> {
        let mut months: Vec<_> = history
            .months
            .iter()
            .rev()
            .map(|month| {
                let cell = month.cells.get(column).and_then(Option::as_ref);
                let used = cell.and_then(|cell| {
                    Some(Used { zones: cell.consumption.as_deref()?, months: cell.months.max(1) })
                });
                (month.period, used)
            })
            .skip_while(|(_, used)| used.is_none())
            .collect();
        while months.last().is_some_and(|(_, used)| used.is_none()) {
            months.pop();
        }
        let name = name_among(meter, history.meters.iter());
        (!months.is_empty()).then_some(Self { meter, name, months })
    }

    fn is_long(&self) -> bool {
        i64::try_from(self.months.len()).is_ok_and(|months| months > NARROW)
    }

    fn used(&self) -> impl Iterator<Item = Used<'a>> {
        self.months.iter().filter_map(|(_, used)| *used)
    }

    fn draw(self) -> AnyView {
        let Self { meter, name, months } = &self;
        let total: i64 = self.used().map(|used| used.sum()).sum();
        let count: u32 = self.used().map(|used| used.months).sum();
        let most = self.used().map(|used| used.sum()).max().unwrap_or(0);
        // Few months share the width of six.
        let columns = i64::try_from(months.len()).unwrap_or(NARROW);
        let step = STEP * NARROW / columns.clamp(FEW, NARROW);
        let width = step * columns.max(FEW);
        let average = GROUND - pixels(total, most.saturating_mul(i64::from(count)));
        let bars: Vec<AnyView> = (0..)
            .zip(months)
            .map(|(place, (period, used))| self.bar(step * place + (step - BAR) / 2, *period, *used, most))
            .collect();
        let text = format!("в среднем {} в месяц", meter.dial.format_average(Quantity(total), count));
        let svg = view! {
            <svg
                viewBox=format!("0 0 {width} 170")
                width=width.to_string()
                role="img"
                aria-label=self.words()
            >
                <line class="axis" x1="0" x2=width.to_string() y1=GROUND.to_string() y2=GROUND.to_string() />
                <line class="avg" x1="0" x2=width.to_string() y1=average.to_string() y2=average.to_string() />
                {bars}
            </svg>
        };
        let wide = self.is_long();
        view! {
            <figure class="card chart">
                <figcaption class="named">
                    {tile(meter.resource)}
                    <span>
                        <b>{format!("{name}, {}", unit(meter.resource))}</b>
                        <span class="muted">{text}</span>
                    </span>
                </figcaption>
                <div
                    class="chart__frame"
                    tabindex=wide.then_some("0")
                    role=wide.then_some("group")
                    aria-label=wide.then(|| format!("График, {}", heading(meter)))
                >
                    {svg}
                </div>
            </figure>
        }
        .into_any()
    }

    fn bar(&self, left: i64, period: Period, used: Option<Used<'_>>, most: i64) -> AnyView {
        let middle = (left + BAR / 2).to_string();
        let parts = used.map(|used| {
            let top = GROUND - pixels(used.sum(), most);
            let shape = if self.meter.zones < 2 {
                let class = format!("f-{}", resource_class(self.meter.resource));
                view! { <path class=class d=column(left, top) /> }.into_any()
            } else {
                stack(self.meter, used.zones, left, most)
            };
            let number = on_bar(self.meter.dial, used.sum(), most);
            view! {
                {shape}
                <text class="val" x=middle.clone() y=(top - 7).to_string() text-anchor="middle">
                    {number}
                </text>
            }
        });
        let month = period.first_day();
        let mark = if month.month() == 1 { month_year(month) } else { format!("{:02}", month.month()) };
        view! {
            {parts}
            <text x=middle y="165" text-anchor="middle">
                {mark}
            </text>
        }
        .into_any()
    }

    /// «Расход, ХВС 100708114, м³: 08.2017 — 22, 09.2017 — 11»
    fn words(&self) -> String {
        let dial = self.meter.dial;
        let mut words = format!("Расход, {}, {}: ", heading(self.meter), unit(self.meter.resource));
        for (place, (period, used)) in self.months.iter().enumerate() {
            if place > 0 {
                words.push_str(", ");
            }
            words.push_str(&month_year(period.first_day()));
            words.push_str(" — ");
            let Some(used) = used else {
                words.push_str("не сдано");
                continue;
            };
            words.push_str(&dial.format(Quantity(used.sum())));
            if self.meter.zones > 1 {
                let zones = self.meter.zones().iter().zip(used.zones);
                let zones: Vec<String> = zones
                    .map(|(zone, used)| format!("{} {}", zone_word(*zone), dial.format(*used)))
                    .collect();
                words.push_str(" (");
                words.push_str(&zones.join(", "));
                words.push(')');
            }
        }
        words
    }
}

/// A bar with round shoulders.
fn column(left: i64, top: i64) -> String {
    let height = GROUND - top;
    let corner = CORNER.min(height);
    let (side, flat) = (height - corner, BAR - 2 * corner);
    format!(
        "M{left} {GROUND}v-{side}q0-{corner} {corner}-{corner}h{flat}q{corner} 0 {corner} {corner}v{side}z"
    )
}

/// Zones on top of each other, the last one at the bottom.
fn stack(meter: &Meter, used: &[Quantity], left: i64, most: i64) -> AnyView {
    let mut below = 0;
    let mut parts: Vec<AnyView> = Vec::new();
    for (zone, used) in meter.zones().iter().zip(used).rev() {
        let (low, high) = (GROUND - pixels(below, most), GROUND - pixels(below + used.0, most));
        below += used.0;
        // A pixel of ground between two zones.
        let height = (low - high - 1).max(0);
        let class = format!("f-{}", zone_class(*zone));
        let rect = view! {
            <rect
                class=class
                x=left.to_string()
                y=high.to_string()
                width=BAR.to_string()
                height=height.to_string()
                rx="2"
            />
        };
        parts.push(rect.into_any());
    }
    parts.into_any()
}

fn legend(bars: &[Bars<'_>]) -> AnyView {
    let most = bars.iter().map(|bars| bars.meter.zones()).max_by_key(|zones| zones.len()).unwrap_or_default();
    let zones = most.iter().filter(|zone| **zone != Zone::Single).map(|zone| {
        view! {
            <li>
                <svg viewBox="0 0 12 12" aria-hidden="true">
                    <rect class=format!("f-{}", zone_class(*zone)) width="12" height="12" rx="3" />
                </svg>
                {zone_word(*zone)}
            </li>
        }
    });
    view! {
        <ul class="legend legend--end">
            {zones.collect_view()}
            <li>
                <svg viewBox="0 0 24 12" class="dash" aria-hidden="true">
                    <line x1="0" x2="24" y1="6" y2="6" stroke="currentColor" stroke-width="2" stroke-dasharray="4 4" />
                </svg>
                "среднее"
            </li>
        </ul>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_bar_has_the_full_height_and_zero_has_none() {
        assert_eq!(pixels(22, 22), HEIGHT);
        assert_eq!(pixels(11, 22), HEIGHT / 2);
        assert_eq!(pixels(0, 0), 0);
        assert_eq!(column(13, GROUND), "M13 146v-0q0-0 0-0h34q0 0 0 0v0z");
    }

    #[test]
    fn a_bar_of_hundreds_carries_whole_units() {
        let dial = Dial { digits: 4, decimals: 3 };
        assert_eq!(on_bar(dial, 447_256, 511_853), "447");
        assert_eq!(on_bar(dial, 5_300, 9_000), "5.3");
    }
}
