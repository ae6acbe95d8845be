use super::{ChooseNotices, ForgetDevice, device::this_device};
use crate::{
    form::{FormFailure, FormState, use_form},
    text::notices as words,
    ui::{Button, ButtonKind, Card, Field, date, date_time},
};
use chrono::NaiveDate;
use domain::{
    notices::{Channel, Choice, NoticeSettings},
    push::Device,
};
use leptos::{form::ActionForm, prelude::*};
use server_fn::ServerFn;

/// «Уведомления» of the profile: what one hears of by the bell, by letter and on the screens of one's devices, and when not.
#[component]
pub(crate) fn NoticeCard(settings: NoticeSettings, today: NaiveDate) -> impl IntoView {
    let action = ServerAction::<ChooseNotices>::new();
    let form = use_form(action);
    let NoticeSettings { choices, quiet, push_key, devices } = settings;
    let pushes = push_key.is_some();
    let channels: Vec<Channel> =
        Channel::ALL.into_iter().filter(|channel| pushes || *channel != Channel::Push).collect();
    let heads = channels.iter().map(|channel| view! { <th scope="col">{words::channel(*channel)}</th> });
    let heads = heads.collect_view();
    let rows =
        choices.iter().enumerate().map(|(at, choice)| row(at, *choice, &channels, form)).collect_view();
    let [from, to] = quiet.shown();
    let quiet = view! {
        <fieldset class="form">
            <legend class="field__label">"Тихие часы: не приходят ни письма, ни уведомления на экран"</legend>
            <div class="fields-2">
                <Field
                    name="quiet_from"
                    label="С"
                    kind="time"
                    autocomplete="off"
                    value=form.or_kept("quiet_from", &from)
                    error=form.field("quiet_from")
                />
                <Field
                    name="quiet_to"
                    label="До"
                    kind="time"
                    autocomplete="off"
                    value=form.or_kept("quiet_to", &to)
                    error=form.field("quiet_to")
                />
            </div>
            <p class="muted small">"Одинаковое время выключает тихие часы. Всё придёт, когда они закончатся."</p>
        </fieldset>
    }
    .into_any();
    let here = push_key.map(|key| devices_of(key, devices, today));
    view! {
        <div id="notices">
            <Card title="Уведомления">
                {here}
                <ActionForm action=action attr:class="form form--close" attr:novalidate=true>
                    <FormFailure form />
                    <table class="choices">
                        <caption class="visually-hidden">"О чём и как сообщать"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"О чём"</th>
                                {heads}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                    <p class="muted small">
                        "Письма о входе в кабинет, кассовые чеки и подтверждения показаний приходят всегда и сразу. В "
                        <a href="/notices">"списке уведомлений"</a> " есть всё, что бы вы ни выбрали."
                    </p>
                    {quiet}
                    <div class="actions">
                        <Button label="Запомнить" kind=ButtonKind::Line busy=form.busy />
                    </div>
                </ActionForm>
            </Card>
        </div>
    }
    .into_any()
}

fn row(at: usize, choice: Choice, channels: &[Channel], form: FormState) -> AnyView {
    let (label, hint) = words::subject(choice.subject);
    let code = choice.subject.code();
    let cells = channels.iter().map(|channel| {
        let name = format!("chosen[{}][{at}]", words::channel_field(*channel));
        let ticked = if form.came_back() { form.has(&name, code) } else { choice.has(*channel) };
        let open = choice.subject.may_refuse(*channel);
        let spoken = format!("{label}: {}", words::channel(*channel).to_lowercase());
        view! {
            <td>
                <label class="check">
                    <input
                        type="checkbox"
                        name=name
                        value=code
                        checked={ticked || !open}
                        disabled={!open}
                        aria-label=spoken
                    />
                </label>
            </td>
        }
    });
    let cells = cells.collect_view();
    // A column that is not there changes nothing.
    let kept = (choice.push && !channels.contains(&Channel::Push)).then(|| {
        let name = format!("chosen[{}][{at}]", words::channel_field(Channel::Push));
        view! { <input type="hidden" name=name value=code /> }
    });
    view! {
        <tr>
            <th scope="row">
                <b>{label}</b>
                <small>{hint}</small>
                {kept}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// Where notices are pushed to, and this browser among it or not.
fn devices_of(key: String, devices: Vec<Device>, today: NaiveDate) -> AnyView {
    let rows = devices.into_iter().map(move |device| {
        let since = if device.since.date() == today {
            "сегодня".to_owned()
        } else {
            date(device.since.date())
        };
        let last = device.pushed_at.map(|at| format!(", последнее {}", date_time(at))).unwrap_or_default();
        view! {
            <li>
                <span>
                    <b>{device.name}</b>
                    <small class="muted">{format!(" включены {since}{last}")}</small>
                </span>
                <form method="post" action=ForgetDevice::url()>
                    <input type="hidden" name="device" value=device.id.to_string() />
                    <button class=format!("{} btn--sm", ButtonKind::Plain.class()) type="submit">
                        "Выключить"
                    </button>
                </form>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <ul class="stack stack--tight devices">{rows}</ul>
        {this_device(key)}
    }
    .into_any()
}
