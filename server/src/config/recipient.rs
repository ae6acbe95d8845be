//! Whom accounts pay, with bank details whose control digits agree.
use super::error::Odd;
use domain::{
    accounts::name_key,
    requisites::{
        RequisiteError, check_account, check_bic, check_corr_account, check_inn, check_kpp, check_kpp_of,
    },
    texts::is_blank,
};
use serde::{Deserialize, Deserializer};

/// «Квартплата», «Капремонт»: a name that residents know, and where its money goes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    pub name: String,
    pub legal_name: String,
    #[serde(deserialize_with = "number")]
    pub inn: String,
    #[serde(default, deserialize_with = "optional_number")]
    pub kpp: Option<String>,
    #[serde(deserialize_with = "number")]
    pub bank_account: String,
    pub bank_name: String,
    #[serde(deserialize_with = "number")]
    pub bic: String,
    #[serde(deserialize_with = "number")]
    pub corr_account: String,
}

/// A number may be written in groups.
fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(String::deserialize(deserializer)?.chars().filter(|c| !c.is_whitespace()).collect())
}

fn optional_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    number(deserializer).map(Some)
}

/// Whether the details of each recipient are good, and their names differ.
pub(super) fn consistent(recipients: &[Recipient]) -> Result<(), Odd> {
    for (which, recipient) in recipients.iter().enumerate() {
        let odd = |what: String| Odd {
            section: "recipient",
            which,
            sentence: format!("«{}»: {what}", recipient.name),
        };
        recipient.check().map_err(odd)?;
        let name = name_key(&recipient.name);
        if recipients[..which].iter().any(|earlier| name_key(&earlier.name) == name) {
            return Err(odd("получатель с таким названием уже описан".to_owned()));
        }
    }
    Ok(())
}

impl Recipient {
    fn check(&self) -> Result<(), String> {
        let texts = [("name", &self.name), ("legal_name", &self.legal_name), ("bank_name", &self.bank_name)];
        if let Some((key, _)) = texts.into_iter().find(|(_, text)| is_blank(text)) {
            return Err(format!("{key}: здесь нужен текст"));
        }
        let said = |key: &str, length: &str, control: &str, error: &RequisiteError| match error {
            RequisiteError::NotADigit(wrong) => format!("{key}: знаку «{wrong}» здесь не место, нужны цифры"),
            RequisiteError::Length { given } => format!("{key}: нужно {length}, а здесь {given}"),
            RequisiteError::Control => format!("{key}: {control}"),
            RequisiteError::OfEntrepreneur => format!("{key}: у предпринимателя (ИНН из 12 цифр) его нет"),
        };
        let slip = "контрольные цифры не сходятся, проверьте номер";
        check_inn(&self.inn).map_err(|e| said("inn", "10 цифр, предпринимателю 12", slip, &e))?;
        if let Some(kpp) = &self.kpp {
            check_kpp(kpp)
                .and_then(|()| check_kpp_of(&self.inn, kpp))
                .map_err(|e| said("kpp", "9 знаков", slip, &e))?;
        }
        check_bic(&self.bic).map_err(|e| said("bic", "9 цифр", "первая цифра должна быть 0", &e))?;
        let apart = "номер не сходится с bic, проверьте оба";
        check_account(&self.bank_account, &self.bic)
            .map_err(|e| said("bank_account", "20 цифр", apart, &e))?;
        check_corr_account(&self.corr_account, &self.bic)
            .map_err(|e| said("corr_account", "20 цифр", apart, &e))
    }
}
