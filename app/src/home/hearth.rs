use crate::{
    readings::face::{resource_icon, short_name, unit},
    ui::{ButtonKind, Icon, IconName, date, month_name, plural, rubles},
};
use domain::{
    calendar::Period,
    money::Money,
    quantity::Quantity,
    readings::{Estimate, MeterRow, Reading, ReadingsPage, SubmissionWindow, WindowState, estimate},
    silence,
};
use leptos::prelude::*;

/// The one loud card: what is due now, and what happens next.
pub(super) fn hearth(page: &ReadingsPage, window: SubmissionWindow) -> AnyView {
    let missing =
        |row: &&MeterRow| row.current.as_ref().is_none_or(Reading::is_refused) && !row.meter.automatic;
    let missing: Vec<&MeterRow> = page.rows.iter().filter(missing).collect();
    let month = month_name(page.period.first_day());
    let state = window.state(page.today);
    let (words, pending) = if page.accepted {
        (accepted(month, &missing, page.period), Vec::new())
    } else if missing.is_empty() {
        (given(month), missing)
    } else {
        (due(state, month, &by_estimate(&missing, page.period), silence::total(&page.prices)), missing)
    };
    let meters = pending
        .iter()
        .map(|row| {
            view! {
                <li>
                    <Icon name=resource_icon(row.meter.resource) small=true />
                    {short_name(&row.meter)}
                    <b class="num">{last_value(row)}</b>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="hearth" aria-labelledby="due">
            <img class="hearth__mark" src="/mark-light.svg" alt="" width="168" height="168" />
            <p class="hearth__eyebrow">
                <Icon name=words.icon small=true />
                {words.eyebrow}
            </p>
            <h2 id="due">{words.title}</h2>
            <p class="prose">{words.text}</p>
            {(!pending.is_empty()).then(|| view! { <ul class="hearth__meters">{meters}</ul> })}
            <div class="actions">
                <a class=format!("{} btn--phone-wide", ButtonKind::Primary.class()) href="/readings">
                    {words.button}
                </a>
            </div>
        </section>
    }
    .into_any()
}

struct Words {
    icon: IconName,
    eyebrow: String,
    title: String,
    text: String,
    button: &'static str,
}

fn given(month: &str) -> Words {
    Words {
        icon: IconName::Ok,
        eyebrow: format!("За {month} всё сдано"),
        title: "Показания у нас".into(),
        text: "Исправить можно, пока управляющая компания не учла их в расчёте.".into(),
        button: "Посмотреть показания",
    }
}

fn accepted(month: &str, missing: &[&MeterRow], period: Period) -> Words {
    let text = if missing.is_empty() {
        "Изменить их нельзя. Следующие понадобятся в новом месяце.".into()
    } else {
        format!("Что не сдано, посчитали {}.", by_estimate(missing, period))
    };
    Words {
        icon: IconName::Ok,
        eyebrow: "Расчёт сделан".into(),
        title: format!("Показания за {month} учтены"),
        text,
        button: "Посмотреть показания",
    }
}

fn due(state: WindowState, month: &str, estimated: &str, cost: Option<Money>) -> Words {
    let button = "Сдать показания";
    let icon = IconName::Clock;
    match state {
        WindowState::Open { last, days } => Words {
            icon,
            eyebrow: if days == 0 {
                format!("Сегодня последний день, {}", date(last))
            } else {
                format!("Осталось {}, до {}", in_days(days), date(last))
            },
            title: format!("Сдайте показания за {month}"),
            text: match cost {
                Some(cost) => {
                    format!("Если не успеть, посчитаем {estimated}. Это около {}.", rubles(cost))
                }
                None => format!("Если не успеть, посчитаем {estimated}."),
            },
            button,
        },
        WindowState::Ahead { opens, days } => Words {
            icon,
            eyebrow: format!("Приём с {}, через {}", date(opens), in_days(days)),
            title: format!("Показания за {month}"),
            text: format!("Сдать можно и раньше: учтём за {month}."),
            button,
        },
        WindowState::Closed { closed_on, .. } => Words {
            icon,
            eyebrow: format!("Приём закончился {}", date(closed_on)),
            title: format!("Показания за {month}"),
            text: format!(
                "Сданное сейчас учтём за {month}. За {}, если не сдано, посчитаем {estimated}.",
                month_name(closed_on),
            ),
            button,
        },
    }
}

fn in_days(days: i64) -> String {
    let count = days.unsigned_abs();
    format!("{count}\u{a0}{}", plural(count, "день", "дня", "дней"))
}

/// «по среднему: ХВС 11.6 м³, ГВС 10.6 м³; по нормативу: ЭЛ»
fn by_estimate(pending: &[&MeterRow], period: Period) -> String {
    let (mut averages, mut norms) = (Vec::new(), Vec::new());
    for row in pending {
        let name = short_name(&row.meter);
        match estimate(row, period) {
            Estimate::Average { total, months } => {
                let total = Quantity(total.iter().map(|zone| zone.0).sum());
                let average = row.meter.dial.format_average(total, months);
                averages.push(format!("{name} {average}\u{a0}{}", unit(row.meter.resource)));
            }
            Estimate::Norm => norms.push(name),
        }
    }
    match (averages.is_empty(), norms.is_empty()) {
        (true, _) => "по нормативу".into(),
        (false, true) => format!("по среднему: {}", averages.join(", ")),
        (false, false) => format!("по среднему: {}; по нормативу: {}", averages.join(", "), norms.join(", ")),
    }
}

fn last_value(row: &MeterRow) -> String {
    match row.previous.as_ref().map(|reading| reading.values.as_slice()) {
        Some([value]) => row.meter.dial.format(*value),
        Some(zones) => {
            let count = zones.len();
            format!("{count} {}", plural(count as u64, "зона", "зоны", "зон"))
        }
        None => String::new(),
    }
}
