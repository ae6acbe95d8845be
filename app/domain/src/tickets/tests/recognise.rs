use super::*;

#[track_caller]
fn check(text: &str, category: Category, kind: Kind) {
    assert_eq!(recognise(text), Some((category, kind)), "{text}");
}

#[test]
fn emergencies_are_told_by_their_words() {
    check("нет света в квартире", Category::Electricity, Kind::Emergency);
    check("Искрит розетка на кухне", Category::Electricity, Kind::Emergency);
    check("Пахнет газом на лестнице", Category::Gas, Kind::Emergency);
    check("С потолка ТЕЧЁТ вода", Category::Plumbing, Kind::Emergency);
    check("Соседи сверху затопили", Category::Plumbing, Kind::Emergency);
    check("Человек застрял в лифте", Category::Lift, Kind::Emergency);
}

#[test]
fn what_is_no_emergency_is_told_by_its_words_too() {
    check(
        "Не работает розетка в прихожей и отключился подогрев полов",
        Category::Electricity,
        Kind::Ordinary,
    );
    check("Засор канализации, этаж 2", Category::Sewage, Kind::Sewer);
    check("Качество: горячая вода 41 °C", Category::HotWater, Kind::Quality);
    check("Нет отопления, 3-й подъезд", Category::Heating, Kind::Quality);
    check("Не закрывается дверь подъезда", Category::Entrance, Kind::Door);
    check("Протечка кровли над кв. 71", Category::Roof, Kind::Roof);
    check("Проверить счётчик ГВС", Category::Meter, Kind::MeterCheck);
    check("Замена лампы на площадке", Category::Electricity, Kind::Ordinary);
    check("Весь газон в машинах", Category::Yard, Kind::Ordinary);
    assert_eq!(recognise("Когда починят?"), None);
    assert_eq!(recognise(""), None);
}

#[test]
fn what_was_chosen_stands_unless_the_text_tells_of_danger() {
    assert_eq!(sort(None, "Когда починят?"), (Category::Other, Kind::Ordinary));
    assert_eq!(sort(Some(Category::Heating), "Холодно"), (Category::Heating, Kind::Quality));
    assert_eq!(sort(Some(Category::Lift), "Не горит лампа"), (Category::Lift, Kind::Ordinary));
    assert_eq!(sort(Some(Category::Entrance), "Разбито окно"), (Category::Entrance, Kind::Window));
    assert_eq!(sort(Some(Category::Heating), "Течёт батарея"), (Category::Heating, Kind::Emergency));
    assert_eq!(sort(Some(Category::Gas), ""), (Category::Gas, Kind::Emergency));
}
