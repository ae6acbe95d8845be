//! «Отменить загрузку»: what was written is taken back as a whole.
use super::{UndoImport, words::things};
use crate::{
    form::{FormFailure, FormState},
    ui::{Button, ButtonKind, TextArea},
};
use domain::imports::{ImportPage, Kind, Step};
use leptos::{form::ActionForm, prelude::*};

/// «Отменить загрузку»: asks before it acts.
pub(super) fn take_back(
    page: &ImportPage,
    (action, state): (ServerAction<UndoImport>, FormState),
) -> Option<AnyView> {
    page.card.state.after(Step::Undo).filter(|_| page.card.kind.is_taken_back())?;
    let counts = page.card.counts.filter(|counts| counts.writes() > 0)?;
    let (id, version) = (page.card.id.to_string(), page.version.to_string());
    let of_money = page.card.kind == Kind::Payments;
    let words = if of_money {
        "Оплаты уйдут со счетов, и в истории каждого счёта останутся и оплата, и её снятие. Строки, которые ждут, уйдут из очереди. Потом тот же \
         файл можно загрузить снова. Если те же оплаты были и в другом файле, загрузите снова и его."
            .to_owned()
    } else {
        format!(
            "Новое ({}) исчезнет, изменённое ({}) станет прежним. Если на загруженное уже опираются другие записи, портал назовёт их и ничего не тронет.",
            counts.new, counts.changed
        )
    };
    let (count, things) = (counts.writes(), things(page.card.kind, counts.writes()));
    let reason = of_money.then(|| {
        view! {
            <TextArea
                name="why"
                label="Почему"
                hint="Останется в журнале. Пример: «Выписку за 20 января загрузили дважды»"
                error=state.field("why")
                value=state.value("why")
                short=true
            />
        }
    });
    Some(
        view! {
            <FormFailure form=state />
            <details class="card question" open=state.failed()>
                <summary class=ButtonKind::Danger.class()>"Отменить загрузку"</summary>
                <div>
                    <p>
                        <b>{format!("Отменить загрузку: {count} {things}?")}</b>
                    </p>
                    <p class="muted">{words}</p>
                    <ActionForm action=action>
                        <input type="hidden" name="id" value=id />
                        <input type="hidden" name="version" value=version />
                        {reason}
                        <Button label="Да, отменить" kind=ButtonKind::Danger busy=state.busy />
                    </ActionForm>
                </div>
            </details>
        }
        .into_any(),
    )
}
