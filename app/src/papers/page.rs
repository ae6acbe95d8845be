//! `/check/{code}`: anyone learns that a notice or a receipt is genuine, and nothing about a person.
use super::load_paper;
use crate::{
    api::ApiError,
    layout::{Page, PageShape},
    readings::text::month_of,
    text as errors,
    ui::{Banner, Button, Field, Skeleton, Tone, date, rubles, time},
};
use domain::papers::{CheckedPaper, Paper};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The code is in the path, as papers have it, or in the query of the form.
#[component]
pub fn CheckPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let code = Memo::new(move |_| {
        let code = params.with(|params| params.get("code")).or_else(|| query.with(|query| query.get("code")));
        code.map(|code| code.trim().to_owned()).filter(|code| !code.is_empty())
    });
    let paper = Resource::new(
        move || code.get(),
        |code| async move {
            match code {
                Some(code) => Some(load_paper(code).await),
                None => None,
            }
        },
    );
    view! {
        <Page title="Проверка извещения или квитанции" shape=PageShape::Single>
            <form class="card form" action="/check" method="get">
                <Transition fallback=Skeleton>
                    {move || paper.get().flatten().map(|answer| verdict(answer, code.get_untracked()))}
                </Transition>
                <Field
                    name="code"
                    value=code.get_untracked().unwrap_or_default()
                    label="Код с извещения или квитанции"
                    autocomplete="off"
                    hint="Десять букв и цифр. Например: 7K2QM-94XTD. Личных данных страница не показывает."
                />
                <Button label="Проверить" class="btn--phone-wide" />
            </form>
        </Page>
    }
    .into_any()
}

fn verdict(answer: Result<Option<CheckedPaper>, ApiError>, code: Option<String>) -> AnyView {
    match answer {
        Ok(Some(paper)) => genuine(&paper),
        Ok(None) | Err(ApiError::NotFound) => {
            #[cfg(feature = "ssr")]
            if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
                response.set_status(http::StatusCode::NOT_FOUND);
            }
            let title = format!("Бумаги с кодом {} не нашли", code.unwrap_or_default());
            view! {
                <Banner tone=Tone::Ask title=title live=true>
                    <p>"Сверьте код с бумагой: в нём нет букв I, L, O и U."</p>
                </Banner>
            }
            .into_any()
        }
        Err(error) => view! { <Banner tone=Tone::No title=errors::error(&error) live=true /> }.into_any(),
    }
}

fn genuine(checked: &CheckedPaper) -> AnyView {
    let (tone, title, text) = words(checked);
    view! {
        <Banner tone=tone title=title live=true>
            <p>{text}</p>
        </Banner>
    }
    .into_any()
}

fn words(checked: &CheckedPaper) -> (Tone, String, String) {
    let (company, month) = (&checked.company, month_of(checked.period));
    match &checked.paper {
        Paper::Notice { number, at, meters } => (
            Tone::Ok,
            format!("Показания приняты {} в {}", date(at.date()), time(*at)),
            format!("Извещение № {number}, за {month}, приборов: {meters}. {company}."),
        ),
        Paper::Receipt { issued_on, amount, payee, inn, bank_account, superseded } => {
            let bill = format!(
                "Выставлена {}, начислено {}. Получатель {payee}, ИНН {inn}, р/сч. {bank_account}: сверьте его с бумагой. {company}.",
                date(*issued_on),
                rubles(*amount),
            );
            if *superseded {
                let title = format!("Квитанция за {month} заменена более новой");
                (Tone::Ask, title, format!("По этой больше не платят. {bill}"))
            } else {
                (Tone::Ok, format!("Квитанция за {month} подлинная"), bill)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{calendar::Period, money::Money};

    #[test]
    fn a_receipt_is_held_against_the_account_that_it_asks_to_pay_to() {
        let checked = |superseded| CheckedPaper {
            company: "УК «Очаг»".into(),
            period: Period::new(2017, 12).unwrap(),
            paper: Paper::Receipt {
                issued_on: "2017-12-31".parse().unwrap(),
                amount: Money(461_160),
                payee: "ООО «УК Очаг»".into(),
                inn: "7800000000".into(),
                bank_account: "40702810000000000001".into(),
                superseded,
            },
        };
        let (tone, title, text) = words(&checked(false));
        assert_eq!((tone, title.as_str()), (Tone::Ok, "Квитанция за декабрь 2017 подлинная"));
        assert_eq!(
            text,
            "Выставлена 31.12.2017, начислено 4\u{a0}611.60\u{a0}₽. Получатель ООО «УК Очаг», ИНН 7800000000, \
             р/сч. 40702810000000000001: сверьте его с бумагой. УК «Очаг»."
        );
        let (tone, title, _) = words(&checked(true));
        assert_eq!((tone, title.as_str()), (Tone::Ask, "Квитанция за декабрь 2017 заменена более новой"));
    }
}
