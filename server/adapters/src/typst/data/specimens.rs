//! Receipts of every kind, to try a template on.
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    charges::{
        ChargeKind, Requisites, ServiceLine,
        VolumeSource::{self, Area, BuildingMeter, Meter, Norm},
    },
    ids::BillId,
    money::{Money, Tariff, Volume},
    papers::PaperCode,
    quantity::{Dial, Quantity},
    readings::{Resource, Zone},
    receipts::{MeterLine, Payer, PaymentCode, Provider, Receipt, Reference},
};
use uuid::Uuid;

/// The receipt of the guide, one with everything that a bill may have, and one with nothing but a sum.
#[must_use]
pub fn specimens() -> Vec<Receipt> {
    vec![guide(), everything(), opening()]
}

const ISSUED: NaiveDate = NaiveDate::from_ymd_opt(2017, 12, 31).unwrap();
const DUE: NaiveDate = NaiveDate::from_ymd_opt(2018, 1, 10).unwrap();
const VERIFIED: NaiveDate = NaiveDate::from_ymd_opt(2021, 12, 31).unwrap();

/// December 2017 of the guide: 4 611.59 to pay, one kopeck of it paid in advance.
pub fn guide() -> Receipt {
    let lines = vec![
        line("ХВС", "м³", 6_000_000, Some(Meter), 30_900_000, 18_540),
        line("ГВС", "м³", 8_000_000, Some(Meter), 101_420_000, 81_136),
        line("Водоотведение", "м³", 14_000_000, Some(Meter), 30_900_000, 43_260),
        line("Электроэнергия, день", "кВт·ч", 81_547_000, Some(Meter), 3_260_000, 26_584),
        line("Электроэнергия, ночь", "кВт·ч", 89_350_000, Some(Meter), 1_840_000, 16_440),
        line("Электроэнергия, полупик", "кВт·ч", 100_044_000, Some(Meter), 2_730_000, 27_312),
        line("Отопление", "Гкал", 730_000, Some(BuildingMeter), 1_702_980_000, 124_318),
        line("Содержание жилья", "м²", 55_200_000, Some(Area), 20_005_400, 110_430),
        line("Общедомовые нужды", "м²", 55_200_000, Some(Norm), 1_565_200, 8_640),
        line("Домофон", "кв.", 1_000_000, None, 45_000_000, 4_500),
    ];
    Receipt {
        bill: BillId(Uuid::nil()),
        kind: ChargeKind::Bill,
        period: Period::of(ISSUED),
        issued_on: ISSUED,
        due_on: DUE,
        code: PaperCode::from_random([7; 10]),
        check_url: "https://dom.example.ru/check/77777-77777".into(),
        newer: None,
        settled: false,
        payer: Payer {
            account: "7000418".into(),
            unified: None,
            name: "Петрова\u{a0}А.\u{a0}В.".into(),
            address: "г Москва, ул Авиаторов, д. 6 корп. 3 лит. А, 7".into(),
            area_hundredths: Some(5_520),
            residents: Some(2),
        },
        provider: Provider {
            company: "УК «Очаг»".into(),
            contacts: Some("г Москва, ул Авиаторов, д. 1, тел. +7 495 000-00-00".into()),
            service: "Квартплата".into(),
            requisites: Requisites {
                legal_name: "ООО «УК Очаг»".into(),
                inn: "7800000000".into(),
                kpp: Some("780001001".into()),
                bank_account: "40702810000000000001".into(),
                bank_name: "ПАО СБЕРБАНК".into(),
                bic: "044525225".into(),
                corr_account: "30101810400000000225".into(),
            },
        },
        meters: vec![
            dial(Resource::ColdWater, "100708114", Zone::Single, 0, [382, 388]),
            dial(Resource::HotWater, "100719727", Zone::Single, 0, [333, 341]),
            dial(Resource::Electricity, "9904514", Zone::Day, 3, [3_524_415, 3_605_962]),
            dial(Resource::Electricity, "9904514", Zone::Night, 3, [3_644_928, 3_734_278]),
            dial(Resource::Electricity, "9904514", Zone::HalfPeak, 3, [4_500_548, 4_600_592]),
        ],
        reference: Reference {
            amount: lines.iter().map(ServiceLine::due).sum(),
            opening: Money(492_301),
            paid: Money(492_302),
            paid_last_on: NaiveDate::from_ymd_opt(2017, 12, 20),
            counted_until: ISSUED,
            penalty: Money::ZERO,
        },
        lines,
        payment_code: Some(PaymentCode {
            text: "ST00012|Name=ООО «УК Очаг»".into(),
            size: 21,
            path: "M0 0h7v7h-7z".into(),
        }),
    }
}

/// Every column, more lines than a page holds, and words that are longer than a line.
fn everything() -> Receipt {
    let sources = VolumeSource::ALL.into_iter().map(Some).chain([None]).cycle();
    let lines: Vec<ServiceLine> = sources
        .zip(1..=40)
        .map(|(source, number)| ServiceLine {
            factor: Some(150),
            factor_sum: Money(number * 100),
            recalculation: Money(-number * 1_000),
            benefit: Money(number),
            ..line(
                "Содержание общего имущества многоквартирного дома",
                "м²",
                number,
                source,
                1_000_001,
                number,
            )
        })
        .collect();
    let guide = guide();
    Receipt {
        newer: Some(guide.bill),
        payer: Payer { unified: Some("50АА000000-01".into()), ..guide.payer },
        meters: [Resource::Heat, Resource::Gas]
            .into_iter()
            .flat_map(|resource| {
                Zone::of(4).iter().map(move |zone| MeterLine {
                    now: None,
                    used: None,
                    verified_until: None,
                    ..dial(resource, "1", *zone, 7, [1, 2])
                })
            })
            .collect(),
        reference: Reference {
            opening: Money(100),
            paid: Money::ZERO,
            paid_last_on: None,
            ..guide.reference
        },
        lines,
        payment_code: None,
        ..guide
    }
}

/// An opening balance, of an account of which little is known.
fn opening() -> Receipt {
    let guide = guide();
    Receipt {
        kind: ChargeKind::Opening,
        payer: Payer { area_hundredths: None, residents: None, ..guide.payer },
        provider: Provider { contacts: None, ..guide.provider },
        meters: Vec::new(),
        lines: Vec::new(),
        ..guide
    }
}

fn line(
    service: &str,
    unit: &str,
    volume: i64,
    source: Option<VolumeSource>,
    tariff: i64,
    charged: i64,
) -> ServiceLine {
    ServiceLine {
        service: service.into(),
        unit: unit.into(),
        volume: Some(Volume(volume)),
        source,
        tariff: Some(Tariff(tariff)),
        charged: Money(charged),
        factor: None,
        factor_sum: Money::ZERO,
        recalculation: Money::ZERO,
        benefit: Money::ZERO,
    }
}

fn dial(resource: Resource, serial: &str, zone: Zone, decimals: u8, [before, now]: [i64; 2]) -> MeterLine {
    MeterLine {
        resource,
        serial: serial.into(),
        zone,
        verified_until: Some(VERIFIED),
        dial: Dial { digits: 5, decimals },
        before: Some(Quantity(before)),
        now: Some(Quantity(now)),
        used: Some(Quantity(now - before)),
    }
}
