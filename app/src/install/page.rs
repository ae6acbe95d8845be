use crate::{
    layout::{Page, PageShape},
    ui::{Card, Icon, IconName},
};
use leptos::prelude::*;

/// «Приложение»: how to install, told for each kind of device; the one at hand goes first (`public/offline.js` knows which it is, and fills
/// `#install` with a button where the browser lets a page ask).
#[component]
pub fn InstallPage() -> impl IntoView {
    view! {
        <Page title="Приложение" shape=PageShape::Single>
            <p class="page__lead">
                "Портал ставится прямо из браузера, без магазина приложений. Место почти не займёт и открывается одним нажатием. Без связи открывается то, что вы уже видели, а показания и заявки уходят сами, когда сеть появится."
            </p>
            <div id="install"></div>
            <div class="platforms">
                {device(
                    "android",
                    "Телефон с Android",
                    IconName::Phone,
                    &[
                        "Откройте эту страницу в Chrome.",
                        "Нажмите «⋮» вверху справа.",
                        "Выберите «Установить приложение» или «Добавить на главный экран».",
                    ],
                )}
                {device(
                    "ios",
                    "iPhone и iPad",
                    IconName::Install,
                    &[
                        "Откройте эту страницу в Safari.",
                        "Нажмите «Поделиться»: квадрат со стрелкой вверх.",
                        "Выберите «На экран „Домой“», затем «Добавить».",
                    ],
                )}
                {device(
                    "desktop",
                    "Компьютер",
                    IconName::Laptop,
                    &[
                        "Откройте эту страницу в Chrome, Edge или Яндекс Браузере.",
                        "Нажмите значок установки справа в адресной строке или «⋮» → «Установить».",
                        "«Домовой» появится среди программ.",
                    ],
                )}
            </div>
        </Page>
    }
    .into_any()
}

fn device(
    kind: &'static str,
    title: &'static str,
    icon: IconName,
    steps: &'static [&'static str],
) -> AnyView {
    let steps = steps.iter().map(|step| view! { <li>{*step}</li> }).collect_view();
    view! {
        <div class="platform" data-device=kind>
            <Card title=title aside=view! { <Icon name=icon /> }.into_any()>
                <div class="prose">
                    <ol>{steps}</ol>
                </div>
            </Card>
        </div>
    }
    .into_any()
}
