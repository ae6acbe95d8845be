use super::{
    START, SetUpCompany, SetUpDates, SetUpHouse,
    forms::{company, dates, house},
    load_setup, step_name,
};
use crate::{
    form::Form,
    layout::{NotFound, OVERVIEW, Page, PageShape, loaded, may, when_ready},
    ui::{Banner, ButtonKind, Empty, Tone, step},
};
use domain::{
    access::Permission,
    setup::{SetupPage as Data, Step},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The forms of the steps.
#[derive(Clone, Copy)]
pub(super) struct Forms {
    pub company: Form<SetUpCompany>,
    pub dates: Form<SetUpDates>,
    pub house: Form<SetUpHouse>,
}

/// «Первый запуск»: one step after the other; each is kept, and may be gone back to.
#[component]
pub fn StartPage() -> impl IntoView {
    if !may(Permission::ManageCompany) {
        return view! { <NotFound /> }.into_any();
    }
    let data = Resource::new_blocking(|| (), |()| load_setup());
    let forms = Forms { company: Form::leading_on(), dates: Form::leading_on(), house: Form::leading_on() };
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| Step::from_code(query.get_str("step")?)));
    view! {
        <Suspense>
            {when_ready(move || {
                let asked = asked.get();
                async move { loaded(data.await, |data| shown(&data, asked, forms)) }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(data: &Data, asked: Option<Step>, forms: Forms) -> AnyView {
    let open = asked.or_else(|| Step::next(&data.done));
    let restart = data.restart.then(restart);
    let head = view! {
        {stepper(data, open)}
        {restart}
    };
    let body = match open {
        Some(Step::Company) => company(&data.company, forms.company),
        Some(Step::Dates) => dates(&data.dates, forms.dates),
        Some(Step::House) => house(data, forms.house),
        None => ready(),
    };
    view! {
        <Page title="Первый запуск" shape=PageShape::Single back=(OVERVIEW, "Обзор") head=head.into_any()>
            {body}
        </Page>
    }
    .into_any()
}

/// The name and the zone are read when the portal starts.
pub(super) fn restart() -> AnyView {
    view! {
        <Banner tone=Tone::Ask title="Перезапустите портал, когда закончите" slim=true>
            "Новое название и часовой пояс начнут действовать после перезапуска."
        </Banner>
    }
    .into_any()
}

fn stepper(data: &Data, open: Option<Step>) -> AnyView {
    let steps = Step::ALL.into_iter().zip(1..).map(|(of, number)| {
        let done = data.done.contains(&of);
        let state = done.then(|| view! { <span class="visually-hidden">" (готово)"</span> });
        let name = if done {
            view! { <a href=format!("{START}?step={}", of.code())>{step_name(of)}</a> }.into_any()
        } else {
            step_name(of).into_any()
        };
        step(number, done, open == Some(of), view! { <span>{name} {state}</span> })
    });
    view! { <ol class="stepper">{steps.collect_view()}</ol> }.into_any()
}

fn ready() -> AnyView {
    view! {
        <Empty title="Компания готова" text="Осталось загрузить помещения, счётчики, показания и долги.">
            <a class=ButtonKind::Primary.class() href="/staff/imports">
                "К загрузке"
            </a>
            <a class=ButtonKind::Plain.class() href="/staff/people">
                "Пригласить сотрудников"
            </a>
        </Empty>
    }
    .into_any()
}
