use super::PASSWORD;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Role,
    accounts::{AccountNumber, name_key, surname_of},
    ids::{AccountId, BuildingId, CompanyId, MeterId, OwnerId, ResidencyId, UnitId, UserId},
    readings::{Meter, Resource},
    residency::ResidencyKind,
};
use store::{Db, Tx, entity};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// Who lives and works here. Passwords are [`PASSWORD`], e-mails `anna@example.org` and so on.
pub struct Cast {
    /// г Москва, ул Авиаторов, д. 6.
    pub house: BuildingId,
    /// Flat 7, «7000418», of Соловьёва Анна: cold and hot water, electricity with three zones.
    pub flat: Household,
    /// Parking place 1П, «7000417», also of Anna: no meters.
    pub parking: Household,
    /// Flat 8, «7000419», of Борисов Борис: cold water.
    pub neighbours: Household,
    /// Flat 12, «7000533», of Смирнова-Ким Вера and Ким Олег: nobody has registered it yet. Cold water.
    pub newcomers: Household,
    /// Office, «7000600», of ООО «Ромашка», ИНН 7701234567: nobody has registered it yet. No meters.
    pub office: Household,
    /// Owner of `flat` and `parking`.
    pub anna: UserId,
    /// Tenant of `flat`.
    pub timur: UserId,
    /// Owner of `neighbours`.
    pub boris: UserId,
    /// Signs in, lives nowhere yet.
    pub nobody: UserId,
    pub dispatcher: UserId,
    pub accountant: UserId,
    pub editor: UserId,
    pub manager: UserId,
    pub administrator: UserId,
}

/// An account with its meters, in the order of [`Cast`]'s words.
pub struct Household {
    pub account: AccountId,
    pub number: &'static str,
    pub meters: Vec<MeterId>,
}

impl Cast {
    pub(super) async fn settle(db: &Db, now: DateTime<Utc>) -> Self {
        let password = password().await;
        let tx = db.begin().await.unwrap();
        let scene = Scene { tx: &tx, now, password };
        let house = scene.house().await;
        let flat = scene.household(house, "7", "7000418", &["Соловьёва Анна Павловна"]).await;
        let cast = Self {
            flat: Household {
                meters: vec![
                    scene.meter(flat.account, Resource::ColdWater, "100708114", (1, 5, 0)).await,
                    scene.meter(flat.account, Resource::HotWater, "100719727", (1, 5, 0)).await,
                    scene.meter(flat.account, Resource::Electricity, "9904514", (3, 6, 3)).await,
                ],
                ..flat
            },
            parking: scene.household(house, "1П", "7000417", &["Соловьёва Анна Павловна"]).await,
            neighbours: scene
                .household(house, "8", "7000419", &["Борисов Борис Ильич"])
                .await
                .with_cold_water(&scene, "200100")
                .await,
            newcomers: scene
                .household(house, "12", "7000533", &["Смирнова-Ким Вера Львовна", "Ким Олег"])
                .await
                .with_cold_water(&scene, "200200")
                .await,
            office: scene.household(house, "офис 1", "7000600", &["ООО «Ромашка», ИНН 7701234567"]).await,
            anna: scene.person("anna", None).await,
            timur: scene.person("timur", None).await,
            boris: scene.person("boris", None).await,
            nobody: scene.person("nobody", None).await,
            dispatcher: scene.person("dispatcher", Some(Role::Dispatcher)).await,
            accountant: scene.person("accountant", Some(Role::Accountant)).await,
            editor: scene.person("editor", Some(Role::Editor)).await,
            manager: scene.person("manager", Some(Role::Manager)).await,
            administrator: scene.person("administrator", Some(Role::Administrator)).await,
            house,
        };
        scene.residency(cast.anna, &cast.flat, ResidencyKind::Owner).await;
        scene.residency(cast.anna, &cast.parking, ResidencyKind::Owner).await;
        scene.residency(cast.timur, &cast.flat, ResidencyKind::Tenant).await;
        scene.residency(cast.boris, &cast.neighbours, ResidencyKind::Owner).await;
        tx.commit().await.unwrap();
        cast
    }

    /// Flat 13, «7000599», of Ким Олег: closed on 24.01.2018.
    pub async fn former_household(&self, tx: &Tx, now: DateTime<Utc>) -> Household {
        let scene = Scene { tx, now, password: "" };
        let closed_on = NaiveDate::from_ymd_opt(2018, 1, 24);
        scene.household_until(self.house, "13", "7000599", &["Ким Олег"], closed_on).await
    }
}

impl Household {
    async fn with_cold_water(mut self, scene: &Scene<'_>, serial: &str) -> Self {
        self.meters.push(scene.meter(self.account, Resource::ColdWater, serial, (1, 5, 3)).await);
        self
    }
}

struct Scene<'a> {
    tx: &'a Tx,
    now: DateTime<Utc>,
    password: &'a str,
}

impl Scene<'_> {
    async fn house(&self) -> BuildingId {
        let company = entity::managing_company::Model {
            id: CompanyId(Uuid::now_v7()),
            name: "УК «Уютный дом»".into(),
            window_first_day: 15,
            window_last_day: 25,
            time_zone: None,
        };
        let building = entity::building::Model {
            id: BuildingId(Uuid::now_v7()),
            company_id: company.id,
            address: "г Москва, ул Авиаторов, д. 6".into(),
            window_first_day: None,
            window_last_day: None,
        };
        let id = building.id;
        store::insert(self.tx, company).await.unwrap();
        store::insert(self.tx, building).await.unwrap();
        store::registry::learn_addresses(self.tx).await.unwrap();
        id
    }

    async fn household(
        &self,
        house: BuildingId,
        label: &str,
        number: &'static str,
        owners: &[&str],
    ) -> Household {
        self.household_until(house, label, number, owners, None).await
    }

    async fn household_until(
        &self,
        house: BuildingId,
        label: &str,
        number: &'static str,
        owners: &[&str],
        closed_on: Option<NaiveDate>,
    ) -> Household {
        let unit = entity::unit::Model {
            id: UnitId(Uuid::now_v7()),
            building_id: house,
            label: label.into(),
            entrance: None,
        };
        let account = entity::account::Model {
            id: AccountId(Uuid::now_v7()),
            unit_id: unit.id,
            number: number.into(),
            number_key: AccountNumber::parse(number).unwrap().to_string(),
            unified_number: None,
            area_hundredths: Some(5_430),
            residents: Some(2),
            opened_on: NaiveDate::from_ymd_opt(2010, 3, 1),
            closed_on,
            phone: None,
            email: None,
        };
        let id = account.id;
        let owners = owners.iter().map(|name| entity::account_owner::Model {
            id: OwnerId(Uuid::now_v7()),
            account_id: id,
            name: (*name).to_owned(),
            surname_key: name_key(surname_of(name)),
            share: None,
            from_day: None,
            to_day: None,
        });
        store::insert(self.tx, unit).await.unwrap();
        store::insert(self.tx, account).await.unwrap();
        store::insert_all(self.tx, owners.collect()).await.unwrap();
        Household { account: id, number, meters: Vec::new() }
    }

    /// `shape` is zones, digits, decimals.
    async fn meter(
        &self,
        account: AccountId,
        resource: Resource,
        serial: &str,
        shape: (i16, i16, i16),
    ) -> MeterId {
        let meter = entity::meter::Model {
            id: MeterId(Uuid::now_v7()),
            account_id: account,
            resource: resource.code().into(),
            serial: serial.into(),
            serial_key: Meter::serial_key(serial),
            zones: shape.0,
            digits: shape.1,
            decimals: shape.2,
            place: None,
            automatic: false,
            installed_on: NaiveDate::from_ymd_opt(2015, 12, 31),
            removed_on: None,
            verified_until: NaiveDate::from_ymd_opt(2021, 12, 31),
        };
        let id = meter.id;
        store::insert(self.tx, meter).await.unwrap();
        id
    }

    async fn person(&self, name: &str, role: Option<Role>) -> UserId {
        let person = entity::person::Model {
            id: UserId(Uuid::now_v7()),
            email: format!("{name}@example.org"),
            password_hash: self.password.into(),
            role: role.map(|role| role.code().into()),
            created_at: self.now,
            suspended_at: None,
        };
        let id = person.id;
        store::insert(self.tx, person).await.unwrap();
        id
    }

    async fn residency(&self, person: UserId, home: &Household, kind: ResidencyKind) {
        let residency = entity::residency::Model {
            id: ResidencyId(Uuid::now_v7()),
            person_id: person,
            account_id: home.account,
            kind: kind.code().into(),
            since: self.now,
            suspended_at: None,
            ended_at: None,
        };
        store::insert(self.tx, residency).await.unwrap();
    }
}

/// Hashed once for all tests: it takes its time.
async fn password() -> &'static str {
    static HASH: OnceCell<String> = OnceCell::const_new();
    HASH.get_or_init(|| async { usecases::password::hash(PASSWORD).await.unwrap() }).await
}
