use super::{Category, Kind};

/// Words that tell what a text is about: each is the beginning of a word, several follow one another. The first line that
/// fits decides, so what is dangerous and what is special comes first.
const SIGNS: &[(&[&str], Category, Kind)] = {
    use Category::{
        Chute, ColdWater, Electricity, Entrance, Gas, Heating, HotWater, Lift, Meter, Plumbing, Roof, Sewage,
        Yard,
    };
    &[
        (&["газон"], Yard, Kind::Ordinary),
        (&["кровл"], Roof, Kind::Roof),
        (&["крыш"], Roof, Kind::Roof),
        (&["мусоропровод"], Chute, Kind::Chute),
        (&["прорва"], Plumbing, Kind::Emergency),
        (&["затоп"], Plumbing, Kind::Emergency),
        (&["залива"], Plumbing, Kind::Emergency),
        (&["протеч"], Plumbing, Kind::Emergency),
        (&["протек"], Plumbing, Kind::Emergency),
        (&["потекл"], Plumbing, Kind::Emergency),
        (&["течет"], Plumbing, Kind::Emergency),
        (&["течь"], Plumbing, Kind::Emergency),
        (&["хлещет"], Plumbing, Kind::Emergency),
        (&["засор"], Sewage, Kind::Sewer),
        (&["канализац"], Sewage, Kind::Sewer),
        (&["искр"], Electricity, Kind::Emergency),
        (&["дымит"], Electricity, Kind::Emergency),
        (&["замыкан"], Electricity, Kind::Emergency),
        (&["пахнет", "гарь"], Electricity, Kind::Emergency),
        (&["запах", "гари"], Electricity, Kind::Emergency),
        (&["бьет", "ток"], Electricity, Kind::Emergency),
        (&["нет", "свет"], Electricity, Kind::Emergency),
        (&["свет", "нет"], Electricity, Kind::Emergency),
        (&["пропал", "свет"], Electricity, Kind::Emergency),
        (&["свет", "пропал"], Electricity, Kind::Emergency),
        (&["нет", "электр"], Electricity, Kind::Emergency),
        (&["счетчик"], Meter, Kind::MeterCheck),
        (&["поверк"], Meter, Kind::MeterCheck),
        (&["газ"], Gas, Kind::Emergency),
        (&["застр", "в", "лифт"], Lift, Kind::Emergency),
        (&["лифт", "застр"], Lift, Kind::Emergency),
        (&["лифт"], Lift, Kind::Ordinary),
        (&["отоплен"], Heating, Kind::Quality),
        (&["батаре"], Heating, Kind::Quality),
        (&["радиатор"], Heating, Kind::Quality),
        (&["горяч", "вод"], HotWater, Kind::Quality),
        (&["гвс"], HotWater, Kind::Quality),
        (&["холодн", "вод"], ColdWater, Kind::Quality),
        (&["хвс"], ColdWater, Kind::Quality),
        (&["нет", "вод"], ColdWater, Kind::Quality),
        (&["воды", "нет"], ColdWater, Kind::Quality),
        (&["напор"], ColdWater, Kind::Quality),
        (&["розетк"], Electricity, Kind::Ordinary),
        (&["свет"], Electricity, Kind::Ordinary),
        (&["ламп"], Electricity, Kind::Ordinary),
        (&["электр"], Electricity, Kind::Ordinary),
        (&["проводк"], Electricity, Kind::Ordinary),
        (&["выключател"], Electricity, Kind::Ordinary),
        (&["двер", "подъезд"], Entrance, Kind::Door),
        (&["двер", "в", "подъезд"], Entrance, Kind::Door),
        (&["входн", "двер"], Entrance, Kind::Door),
        (&["разбит"], Entrance, Kind::Window),
        (&["домофон"], Entrance, Kind::Ordinary),
        (&["подъезд"], Entrance, Kind::Ordinary),
        (&["кран"], Plumbing, Kind::Ordinary),
        (&["смесител"], Plumbing, Kind::Ordinary),
        (&["унитаз"], Plumbing, Kind::Ordinary),
        (&["труб"], Plumbing, Kind::Ordinary),
        (&["раковин"], Plumbing, Kind::Ordinary),
        (&["снег"], Yard, Kind::Ordinary),
        (&["мусор"], Yard, Kind::Ordinary),
        (&["уборк"], Yard, Kind::Ordinary),
        (&["двор"], Yard, Kind::Ordinary),
    ]
};

/// What a text is about, if its words tell.
#[must_use]
pub fn recognise(text: &str) -> Option<(Category, Kind)> {
    let text = text.to_lowercase().replace('ё', "е");
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let fits = |signs: &[&str]| {
        words.windows(signs.len()).any(|run| run.iter().zip(signs).all(|(word, sign)| word.starts_with(sign)))
    };
    SIGNS.iter().find(|(signs, ..)| fits(signs)).map(|(_, category, kind)| (*category, *kind))
}

/// Category and kind of a new ticket: what was chosen stands, and the text may make an emergency of it. Staff may sort it anew.
#[must_use]
pub fn sort(chosen: Option<Category>, text: &str) -> (Category, Kind) {
    match (chosen, recognise(text)) {
        (None, Some(told)) => told,
        (None, None) => (Category::Other, Category::Other.usual()),
        (Some(chosen), Some((told, kind))) if told == chosen || kind == Kind::Emergency => (chosen, kind),
        (Some(chosen), _) => (chosen, chosen.usual()),
    }
}
