//! What is wrong with the announcement of an incident.
use domain::Rule;

pub(super) fn rule(rule: &Rule) -> String {
    match rule {
        Rule::HouseMissing => {
            "Отметьте, где: хотя бы один дом или подъезд. Пример: Авиаторов 7, подъезд 2.".into()
        }
        Rule::IncidentChanged => {
            "Пока вы правили, коллега изменил объявление. Проверьте, что в нём теперь, и сохраните ещё раз."
                .into()
        }
        Rule::IncidentOver => "Отключение уже закончилось: объявление больше не меняется.".into(),
        _ => String::new(),
    }
}
