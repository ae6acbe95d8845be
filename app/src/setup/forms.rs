//! A form for each step. What is kept stands in the fields; what was typed and not taken stays.
use super::{SetUpCompany, SetUpDates, SetUpHouse, SkipFirstHouse};
use crate::{
    form::{Form, FormFailure, FormState},
    text::setup::{houses, zone},
    ui::{Banner, Button, ButtonKind, Field, FieldError, IconName, Tone},
};
use domain::setup::{CompanyStep, DatesStep, SetupPage as Data, ZONES};
use leptos::{form::ActionForm, prelude::*};
use server_fn::ServerFn;

/// The id of a form that came back, or the one that the page chose.
fn hidden(state: FormState, name: &str, fresh: String) -> String {
    Some(state.value(name)).filter(|id| !id.is_empty()).unwrap_or(fresh)
}

/// A field of a step: its name in the form, the name of its error, label and hint.
type Of = (&'static str, &'static str, &'static str, &'static str);

fn field(state: FormState, (name, key, label, hint): Of, kept: &str) -> AnyView {
    let (error, value) = (state.field(key), state.or_kept(name, kept));
    view! { <Field name=name label=label autocomplete="off" hint=hint error=error value=value /> }.into_any()
}

fn day(state: FormState, (name, key, label, hint): Of, kept: &str) -> AnyView {
    let (error, value) = (state.field(key), state.or_kept(name, kept));
    view! {
        <Field name=name label=label autocomplete="off" inputmode="numeric" hint=hint error=error value=value />
    }
    .into_any()
}

pub(super) fn company(kept: &CompanyStep, form: Form<SetUpCompany>) -> AnyView {
    const LEGAL: &str = "Как в договоре банка. Пример: ООО «УК Очаг»";
    let (state, to) = (form.state, &kept.recipient);
    let id = hidden(state, "step[recipient][id]", to.id.to_string());
    let name = field(
        state,
        ("step[company]", "company", "Название компании", "Его видят жители. Пример: УК «Очаг»"),
        &kept.company,
    );
    let details = [
        (
            (
                "step[recipient][name]",
                "name",
                "За что платят",
                "Так платёж называют жители и файлы. Пример: Квартплата",
            ),
            &to.name,
        ),
        (("step[recipient][legal_name]", "legal_name", "Получатель", LEGAL), &to.legal_name),
        (("step[recipient][inn]", "inn", "ИНН", "10 цифр, у предпринимателя 12"), &to.inn),
        (("step[recipient][kpp]", "kpp", "КПП", "9 знаков; у предпринимателя его нет"), &to.kpp),
        (("step[recipient][bank_account]", "bank_account", "Р/сч.", "20 цифр"), &to.bank_account),
        (("step[recipient][bank_name]", "bank_name", "Банк", "Пример: Банк «Северный»"), &to.bank_name),
        (("step[recipient][bic]", "bic", "БИК", "9 цифр, первая 0"), &to.bic),
        (("step[recipient][corr_account]", "corr_account", "К/сч.", "20 цифр"), &to.corr_account),
    ];
    let details = details.map(|(of, kept)| field(state, of, kept));
    view! {
        <ActionForm action=form.action attr:class="card form form--close" attr:novalidate=true>
            <h2>"Компания и реквизиты"</h2>
            <FormFailure form=state />
            <input type="hidden" name="step[recipient][id]" value=id />
            {name}
            <Banner tone=Tone::Ask title="Сюда пойдут деньги жителей" slim=true>
                "Контрольные цифры находят описку, но не чужой счёт: сверьте с договором банка."
            </Banner>
            {details}
            {next(state)}
        </ActionForm>
    }
    .into_any()
}

pub(super) fn dates(kept: &DatesStep, form: Form<SetUpDates>) -> AnyView {
    let state = form.state;
    let first = ("step[first_day]", "first_day", "Показания принимаются с числа", "Пример: 15");
    let last = ("step[last_day]", "last_day", "по число", "Пример: 25. По закону не позже 25-го");
    let due = (
        "step[due_day]",
        "due_day",
        "Квитанцию оплачивают до числа следующего месяца",
        "По закону до 15-го, если договор или собрание не решили иначе",
    );
    let zone = zones(&kept.zone, state);
    let window = [day(state, first, &kept.first_day), day(state, last, &kept.last_day)];
    let due = day(state, due, &kept.due_day);
    view! {
        <ActionForm action=form.action attr:class="card form form--close" attr:novalidate=true>
            <h2>"Часовой пояс и сроки"</h2>
            <FormFailure form=state />
            {zone}
            <div class="fields-2">{window}</div>
            {due}
            {next(state)}
        </ActionForm>
    }
    .into_any()
}

/// Of Russia, and the one that holds.
fn zones(kept: &str, state: FormState) -> AnyView {
    let chosen = state.or_kept("step[zone]", kept);
    let error = state.field("zone");
    let others = (!ZONES.iter().any(|(zone, _)| *zone == kept)).then(|| kept.to_owned());
    let names = ZONES.iter().map(|(zone, _)| (*zone).to_owned()).chain(others);
    let options = names.map(|name| {
        let (selected, words) = (name == chosen, zone(&name));
        view! {
            <option value=name selected=selected>
                {words}
            </option>
        }
    });
    view! {
        <div class="field">
            <label class="field__label" for="zone">
                "Часовой пояс домов"
            </label>
            <select
                class="select"
                id="zone"
                name="step[zone]"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby="zone-error"
            >
                {options.collect_view()}
            </select>
            <div id="zone-error">{move || error.get().map(|text| view! { <FieldError text=text aloud=true /> })}</div>
        </div>
    }
    .into_any()
}

pub(super) fn house(data: &Data, form: Form<SetUpHouse>) -> AnyView {
    let state = form.state;
    let id = hidden(state, "step[id]", data.fresh.to_string());
    let known = (!data.houses.is_empty()).then(|| {
        let words = format!("В портале уже есть {}", houses(data.houses.len()));
        view! { <Banner icon=IconName::Home title=words slim=true /> }
    });
    let address = (
        "step[address]",
        "address",
        "Адрес дома",
        "Так же, как в ваших таблицах. Пример: г. Москва, ул. Лётная, д. 1",
    );
    let entrances = ("step[entrances]", "entrances", "Подъездов", "Пример: 4");
    let units = ("step[units]", "units", "Квартир", "Пример: 144");
    view! {
        <ActionForm action=form.action attr:class="card form form--close" attr:novalidate=true>
            <h2>"Первый дом"</h2>
            <FormFailure form=state />
            {known}
            <input type="hidden" name="step[id]" value=id />
            {field(state, address, "")}
            <div class="fields-2">{day(state, entrances, "")} {day(state, units, "")}</div>
            <p class="small muted">
                "Квартиры пронумеруем с первой и поделим между подъездами поровну. Таблица помещений потом уточнит."
            </p>
            <div class="actions">
                <Button label="Добавить дом" busy=state.busy />
            </div>
        </ActionForm>
        <form class="card" method="post" action=SkipFirstHouse::url()>
            <h2>"Или таблицей"</h2>
            <p>"Если помещения уже есть в Excel или CSV, дома портал возьмёт оттуда: вводить их здесь не нужно."</p>
            <div class="actions">
                <button class=ButtonKind::Tonal.class() type="submit">
                    "Загрузить таблицу"
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn next(state: FormState) -> AnyView {
    view! {
        <div class="actions">
            <Button label="Сохранить и продолжить" busy_label="Сохраняем" busy=state.busy />
        </div>
    }
    .into_any()
}
