use crate::{
    layout::{Page, PageShape},
    ui::{Card, Icon, IconName},
};
use leptos::prelude::*;

/// How to install, told for each kind of device: it works in any browser, with or without scripts.
#[component]
pub fn InstallPage() -> impl IntoView {
    view! {
        <Page title="Как установить" shape=PageShape::Single>
            <p class="page__lead">
                "Портал ставится прямо из браузера, без магазина приложений. Место почти не займёт и открывается одним нажатием."
            </p>
            {device(
                "Телефон с Android",
                IconName::Phone,
                &[
                    "Откройте эту страницу в Chrome.",
                    "Нажмите «⋮» вверху справа.",
                    "Выберите «Установить приложение» или «Добавить на главный экран».",
                ],
            )}
            {device(
                "iPhone и iPad",
                IconName::Install,
                &[
                    "Откройте эту страницу в Safari.",
                    "Нажмите «Поделиться»: квадрат со стрелкой вверх.",
                    "Выберите «На экран „Домой“», затем «Добавить».",
                ],
            )}
            {device(
                "Компьютер",
                IconName::Laptop,
                &[
                    "Откройте эту страницу в Chrome, Edge или Яндекс Браузере.",
                    "Нажмите значок установки справа в адресной строке или «⋮» → «Установить».",
                    "«Домовой» появится среди программ.",
                ],
            )}
        </Page>
    }
    .into_any()
}

fn device(title: &'static str, icon: IconName, steps: &'static [&'static str]) -> AnyView {
    let steps = steps.iter().map(|step| view! { <li>{*step}</li> }).collect_view();
    view! {
        <Card title=title aside=view! { <Icon name=icon /> }.into_any()>
            <div class="prose">
                <ol>{steps}</ol>
            </div>
        </Card>
    }
    .into_any()
}
