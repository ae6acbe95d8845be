use super::{Secret, error::Odd, values};
use adapters::yookassa::{self, Patience, Settings, Taxes};
use domain::{
    money::Money,
    payments::{Fee, Terms},
};
use ipnet::IpNet;
use serde::Deserialize;
use std::path::PathBuf;

/// A shop at ЮKassa. Without it nothing is paid through the portal.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acquirer {
    pub shop_id: String,
    #[serde(default)]
    pub secret: Option<Secret>,
    /// A file whose first line is the secret key.
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
    #[serde(default = "base_url", deserialize_with = "values::api_url")]
    pub base_url: String,
    /// Networks that notifications come from.
    #[serde(default = "networks", deserialize_with = "values::networks")]
    pub networks: Vec<IpNet>,
    #[serde(default = "without_vat", deserialize_with = "values::vat_code")]
    pub vat_code: u8,
    #[serde(default, deserialize_with = "values::tax_system_code")]
    pub tax_system_code: Option<u8>,
    /// Комиссия, in hundredths of a percent.
    #[serde(default, deserialize_with = "values::fee_rate")]
    pub fee_rate: u32,
    #[serde(default, deserialize_with = "values::money")]
    pub fee_least: Money,
    #[serde(default = "least", deserialize_with = "values::money")]
    pub least: Money,
    #[serde(default = "most", deserialize_with = "values::money")]
    pub most: Money,
}

fn base_url() -> String {
    yookassa::BASE_URL.to_owned()
}

fn networks() -> Vec<IpNet> {
    yookassa::NETWORKS.iter().filter_map(|network| network.parse().ok()).collect()
}

const fn without_vat() -> u8 {
    1
}

fn least() -> Money {
    Terms::default().least
}

fn most() -> Money {
    Terms::default().most
}

impl Acquirer {
    pub(super) fn consistent(&self) -> Result<(), Odd> {
        let odd = |sentence: &str| Err(Odd::of("acquirer", sentence));
        let empty = |secret: &Secret| secret.reveal().trim().is_empty();
        if self.secret.is_some() == self.secret_file.is_some() {
            odd("нужен секретный ключ магазина: либо secret, либо secret_file")
        } else if self.shop_id.trim().is_empty() || self.secret.as_ref().is_some_and(empty) {
            odd("shop_id и секретный ключ пустыми не бывают")
        } else if self.least > self.most {
            odd("least больше, чем most")
        } else {
            Ok(())
        }
    }

    #[must_use]
    pub fn terms(&self) -> Terms {
        let fee = Fee { rate: self.fee_rate, least: self.fee_least };
        Terms { fee, least: self.least, most: self.most }
    }

    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            base_url: self.base_url.clone(),
            shop_id: self.shop_id.clone(),
            secret: self.secret.as_ref().map(|secret| secret.reveal().to_owned()).unwrap_or_default(),
            taxes: Taxes { vat_code: self.vat_code, tax_system_code: self.tax_system_code },
            patience: Patience::default(),
        }
    }
}
