use super::DeleteMe;
use crate::{
    form::{FormFailure, use_form},
    layout::{Page, PageShape},
    ui::{Banner, Button, ButtonKind, Card, Icon, IconName, PasswordField, Tone},
};
use leptos::{form::ActionForm, prelude::*};

/// The card of the profile.
pub(crate) fn own_data() -> AnyView {
    view! {
        <Card title="Мои данные">
            <p class="muted small">
                "Всё, что портал знает о вас: страница для чтения и файл для программ в одном архиве."
            </p>
            <div class="actions">
                <a class=format!("{} btn--sm", ButtonKind::Line.class()) href="/profile/data.zip" rel="external" download="">
                    <Icon name=IconName::Install small=true />
                    "Скачать мои данные"
                </a>
                <a class=format!("{} btn--sm", ButtonKind::Plain.class()) href="/profile/delete">
                    "Удалить учётную запись"
                </a>
            </div>
        </Card>
    }
    .into_any()
}

/// «Удалить учётную запись»: what goes, what stays and for how long, and the question.
#[component]
pub fn DeletePage() -> impl IntoView {
    let action = ServerAction::<DeleteMe>::new();
    let form = use_form(action);
    view! {
        <Page title="Удалить учётную запись" shape=PageShape::Single back=("/profile", "Профиль")>
            <Card title="Что будет удалено">
                <ul>
                    <li>"адрес e-mail и пароль: войти будет нельзя"</li>
                    <li>"имена и телефоны в ваших заявках, телефон в оплатах"</li>
                    <li>"устройства, на которых открыт кабинет, и их адреса в сети"</li>
                    <li>"уведомления, настройки писем, вход по коду"</li>
                    <li>"ваша связь с лицевыми счетами: жители и сотрудники вас больше не увидят"</li>
                </ul>
            </Card>
            <Card title="Что останется и почему">
                <ul>
                    <li>
                        "начисления, оплаты и показания лицевых счетов, кассовые чеки с адресом, на который они отправлены: не меньше пяти лет по закону о бухгалтерском учёте (402-ФЗ, ст. 29)"
                    </li>
                    <li>
                        "тексты заявок и обращений с ответами, без вашего имени: не меньше трёх лет по правилам управления домами (постановление № 416)"
                    </li>
                    <li>"отметка о том, что согласие на обработку данных было дано: это доказательство (152-ФЗ, ст. 9)"</li>
                    <li>
                        "сведения, которые управляющая компания ведёт и без портала: собственники и телефон лицевого счёта"
                    </li>
                </ul>
                <p>"Прежде чем удалять, можно " <a href="/profile/data.zip" rel="external" download="">"скачать свои данные"</a> "."</p>
            </Card>
            <ActionForm action=action attr:class="card form form--close" attr:novalidate=true>
                <h2>"Удалить?"</h2>
                <Banner tone=Tone::Ask title="Вернуть учётную запись будет нельзя" slim=true />
                <FormFailure form />
                <PasswordField
                    name="password"
                    label="Пароль, чтобы мы знали, что это вы"
                    autocomplete="current-password"
                    error=form.field("password")
                />
                <div class="actions">
                    <Button label="Удалить навсегда" kind=ButtonKind::Danger busy=form.busy />
                    <a class=ButtonKind::Plain.class() href="/profile">
                        "Не удалять"
                    </a>
                </div>
            </ActionForm>
        </Page>
    }
    .into_any()
}
