//! Resources as files name them.
use crate::{CellError, fold::word};
use domain::readings::Resource;

/// A resource, and how many tariffs its name implies: «ЭЛДТ» is electricity by two tariffs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResourceName {
    pub resource: Resource,
    pub tariffs: Option<u8>,
}

/// # Errors
/// [`CellError::UnknownResource`].
pub fn parse(text: &str) -> Result<ResourceName, CellError> {
    use Resource::{ColdWater, Electricity, Gas, Heat, HotWater};
    let (resource, tariffs) = match word(text).as_str() {
        "ХВС" | "ХВ" | "ХОЛОДНАЯВОДА" | "ХОЛОДНОЕВОДОСНАБЖЕНИЕ" => {
            (ColdWater, None)
        }
        "ГВС" | "ГВ" | "ГОРЯЧАЯВОДА" | "ГОРЯЧЕЕВОДОСНАБЖЕНИЕ" => {
            (HotWater, None)
        }
        "ЭЛ" | "ЭЭ" | "ЭЛЕКТРОЭНЕРГИЯ" | "ЭЛЕКТРИЧЕСТВО" | "ЭЛЕКТРОСНАБЖЕНИЕ" | "ЭЛЕКТРИЧЕСКАЯЭНЕРГИЯ" => {
            (Electricity, None)
        }
        "ЭЛОТ" => (Electricity, Some(1)),
        "ЭЛДТ" => (Electricity, Some(2)),
        "ЭЛТТ" => (Electricity, Some(3)),
        "ОТОПЛЕНИЕ" | "ТЕПЛО" | "ТЕПЛОЭНЕРГИЯ" | "ТЕПЛОВАЯЭНЕРГИЯ" | "ТЕПЛОСНАБЖЕНИЕ" => {
            (Heat, None)
        }
        "ГАЗ" | "ГАЗОСНАБЖЕНИЕ" | "ПРИРОДНЫЙГАЗ" => (Gas, None),
        _ => return Err(CellError::UnknownResource),
    };
    Ok(ResourceName { resource, tariffs })
}

/// As files of the portal itself name it.
#[must_use]
pub const fn name(resource: Resource) -> &'static str {
    match resource {
        Resource::ColdWater => "ХВС",
        Resource::HotWater => "ГВС",
        Resource::Electricity => "ЭЛ",
        Resource::Heat => "отопление",
        Resource::Gas => "газ",
    }
}
