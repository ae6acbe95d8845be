use super::{ChangeRecipient, SETTINGS, load_settings};
use crate::{
    form::{FormFailure, FormState, use_form},
    layout::{NotFound, Page, PageShape, loaded, when_ready},
    ui::{Banner, Button, ButtonKind, Field, Tone},
};
use domain::{ids::RecipientId, settings::RecipientForm};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_params_map;

/// The bank details of one recipient.
#[component]
pub fn RecipientPage() -> impl IntoView {
    let params = use_params_map();
    let id = params.with_untracked(|params| params.get("recipient")?.parse::<RecipientId>().ok());
    let data = Resource::new_blocking(|| (), |()| load_settings());
    let change = ServerAction::<ChangeRecipient>::new();
    let state = use_form(change);
    view! {
        <Suspense>
            {when_ready(move || async move {
                loaded(
                    data.await,
                    |data| {
                        let found = data.recipients.into_iter().find(|recipient| Some(recipient.id) == id);
                        match found {
                            Some(recipient) => page(&recipient, change, state),
                            None => view! { <NotFound /> }.into_any(),
                        }
                    },
                )
            })}
        </Suspense>
    }
    .into_any()
}

fn page(kept: &RecipientForm, action: ServerAction<ChangeRecipient>, state: FormState) -> AnyView {
    let field =
        |name: &'static str, key: &'static str, label: &'static str, hint: &'static str, kept: &String| {
            let (error, value) = (state.field(key), state.or_kept(name, kept));
            view! {
                <Field name=name label=label autocomplete="off" hint=hint error=error value=value />
            }
            .into_any()
        };
    let legal = "Как в договоре банка. Пример: ООО «УК Очаг»";
    let fields = [
        field("recipient[legal_name]", "legal_name", "Получатель", legal, &kept.legal_name),
        field("recipient[inn]", "inn", "ИНН", "10 цифр, у предпринимателя 12", &kept.inn),
        field("recipient[kpp]", "kpp", "КПП", "9 знаков; у предпринимателя его нет", &kept.kpp),
        field("recipient[bank_account]", "bank_account", "Р/сч.", "20 цифр", &kept.bank_account),
        field("recipient[bank_name]", "bank_name", "Банк", "Пример: Банк «Северный»", &kept.bank_name),
        field("recipient[bic]", "bic", "БИК", "9 цифр, первая 0", &kept.bic),
        field("recipient[corr_account]", "corr_account", "К/сч.", "20 цифр", &kept.corr_account),
    ];
    let (title, id) = (kept.name.clone(), kept.id.to_string());
    view! {
        <Page title=title shape=PageShape::Single back=(SETTINGS, "Настройки")>
            <Banner tone=Tone::Ask title="Сюда пойдут деньги жителей" slim=true>
                "Контрольные цифры находят описку, но не чужой счёт: сверьте с договором банка."
            </Banner>
            <ActionForm action=action attr:class="card form form--close" attr:novalidate=true>
                <h2>"Реквизиты"</h2>
                <FormFailure form=state />
                <input type="hidden" name="recipient[id]" value=id />
                {fields}
                <div class="actions">
                    <Button label="Сохранить" busy=state.busy />
                    <a class=ButtonKind::Plain.class() href=SETTINGS>
                        "Отмена"
                    </a>
                </div>
            </ActionForm>
        </Page>
    }
    .into_any()
}
