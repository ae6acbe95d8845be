//! The words of tickets that errors need.
use domain::tickets::{Happening, MAX_TEXT, State, Step};

/// «на исполнении».
#[must_use]
pub fn state(state: State) -> &'static str {
    match state {
        State::Open => "новая",
        State::InProgress => "на исполнении",
        State::Deferred => "отложена",
        State::Completed => "выполнена",
        State::Declined => "отклонена",
        State::Closed => "закрыта",
    }
}

pub(super) fn not_in_this_state(now: State) -> String {
    let advice = match now {
        State::Open => "Её ещё никто не взял в работу.",
        State::InProgress => "Над ней уже работают: напишите в комментарии, что изменилось.",
        State::Deferred => "К ней вернутся позже: напишите в комментарии, что изменилось.",
        State::Completed => "Её можно вернуть в работу или оценить.",
        State::Declined | State::Closed => "Если это ещё нужно, подайте новую заявку.",
    };
    format!("Сейчас заявка {}. {advice}", state(now))
}

/// What colleagues did while somebody was typing.
pub(super) fn changed_meanwhile(changes: &[Happening]) -> String {
    let done: Vec<String> = changes.iter().map(change).collect();
    format!(
        "Пока вы заполняли форму, заявка изменилась: {}. Проверьте и отправьте ещё раз.",
        done.join("; ").trim_end_matches('.')
    )
}

fn change(change: &Happening) -> String {
    match change {
        Happening::Registered => "заявка подана".into(),
        Happening::Moved { step: Step::TakeBack, .. } => "житель отозвал её".into(),
        Happening::Moved { step: Step::Return, .. } => "её вернули в работу".into(),
        Happening::Moved { step, .. } => format!("теперь она {}", state(step.leads_to())),
        Happening::Rated(rating) => format!("житель поставил оценку {}", rating.stars()),
        Happening::Assigned { executor: Some(name) } => format!("исполнитель теперь {name}"),
        Happening::Assigned { executor: None } => "исполнитель снят".into(),
        Happening::Sorted { .. } => "изменён вид заявки".into(),
        Happening::Localised => "авария локализована".into(),
    }
}

pub(super) fn result_missing() -> String {
    format!("Напишите, что сделано: житель это прочтёт, до {MAX_TEXT} знаков. Пример: «Подключил».")
}
