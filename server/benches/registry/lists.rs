//! Lists, cards and searches of a small company and of a large one, in turn.
use super::{
    bench::Bench,
    company::{self, Company},
    names::SURNAMES,
    send::form,
    support::{fill::number, http::get},
    visits::{self, LARGE, SMALL, Visits},
};
use anyhow::{Context as _, Result};

const FEW: usize = 1_000;
/// Answers of a round.
const ANSWERS: usize = 500;
const REGISTRY: &str = "/staff/registry";
/// Rows of two parts of the houses, and of the claims: the last part but one follows.
const HOUSES: usize = 2 * 50;
const CLAIMS: usize = 2 * 20;
/// What the list of houses says of most of them.
const OF_A_HOUSE: &str = "16 помещений";
/// Who claims.
const OF_A_CLAIM: &str = "person-2@example.org";

/// Requests with what their answers have to say.
type Asked = Vec<(Vec<u8>, String)>;

/// A company whose portal listens somewhere.
struct Place<'a> {
    addr: &'a str,
    company: &'a Company,
}

pub async fn compare(bench: &Bench, accounts: usize) -> Result<()> {
    println!("filling: SQLite, {FEW} and {accounts} accounts with a meter each");
    let few = company::fill(bench, FEW).await?;
    let many = company::fill(bench, accounts).await?;
    println!("  {} and {} houses", few.addresses.len(), many.addresses.len());
    let _few = bench.serve(SMALL.addr, &bench.config(SMALL.addr, SMALL.metrics, &few.url)?).await?;
    let _many = bench.serve(LARGE.addr, &bench.config(LARGE.addr, LARGE.metrics, &many.url)?).await?;
    let few = Place { addr: SMALL.addr, company: &few };
    let many = Place { addr: LARGE.addr, company: &many };

    for (what, of_few, of_many) in [
        ("(j) houses, their first part", few.houses(), many.houses()),
        ("(j) units of a house", few.units(0), many.units(0)),
        ("(j) claims of residents", few.claims(), many.claims()),
        ("(j) the card of an account", few.accounts(), many.accounts()),
        ("(j) the card of a meter", few.meters(), many.meters()),
        ("(k) search by the number of an account", few.by_number(), many.by_number()),
        ("(k) search by surname", few.by_surname(), many.by_surname()),
        ("(k) search by the serial number of a meter", few.by_serial(), many.by_serial()),
        ("(k) search by the address of a unit", few.by_address(), many.by_address()),
        ("(k) search by street", few.by_street(), many.by_street()),
    ] {
        let label = format!("{what}: p99 with {accounts} accounts / with {FEW}");
        in_turn(&label, (&few, of_few), (&many, of_many)).await?;
    }

    let (houses, claims) = (many.company.addresses.len() / 50, many.company.claims.len() / 20);
    for (what, first, far) in [
        (format!("(j) houses, part {} / part 1", houses - 1), many.houses(), many.later_houses()?),
        ("(j) units of a house, part 3 / part 1".to_owned(), many.units(0), many.units(100)),
        (format!("(j) claims, part {} / part 1", claims - 1), many.claims(), many.later_claims()?),
    ] {
        in_turn(&format!("{what}: p99 with {accounts} accounts"), (&many, first), (&many, far)).await?;
    }
    Ok(())
}

async fn in_turn(what: &str, few: (&Place<'_>, Asked), many: (&Place<'_>, Asked)) -> Result<()> {
    let mut of_few = Visits::through(few.0.addr, few.1).await?;
    let mut of_many = Visits::through(many.0.addr, many.1).await?;
    visits::compare(what, &mut of_few, &mut of_many, ANSWERS).await
}

impl Place<'_> {
    fn page(&self, path: &str, word: &str) -> (Vec<u8>, String) {
        (get(self.addr, &format!("{REGISTRY}/{path}"), &self.company.manager), word.to_owned())
    }

    fn find(&self, text: &str, word: &str) -> (Vec<u8>, String) {
        let request = form(self.addr, "/api/registry/find", &self.company.manager, &[("text", text)]);
        (request, word.to_owned())
    }

    fn houses(&self) -> Asked {
        vec![self.page("buildings", OF_A_HOUSE)]
    }

    fn later_houses(&self) -> Result<Asked> {
        let addresses = &self.company.addresses;
        let after = addresses.iter().rev().nth(HOUSES).context("too few houses")?;
        let after: String = form_urlencoded::byte_serialize(after.as_bytes()).collect();
        Ok(vec![self.page(&format!("buildings?after={after}"), OF_A_HOUSE)])
    }

    /// Of the first house, from the beginning or after so many.
    fn units(&self, after: usize) -> Asked {
        let path = format!("buildings/{}?after={after}", self.company.first_house);
        vec![self.page(&path, &number(after))]
    }

    fn claims(&self) -> Asked {
        vec![self.page("claims", OF_A_CLAIM)]
    }

    fn later_claims(&self) -> Result<Asked> {
        let after = self.company.claims.iter().rev().nth(CLAIMS).context("too few claims")?;
        Ok(vec![self.page(&format!("claims?after={after}"), OF_A_CLAIM)])
    }

    fn accounts(&self) -> Asked {
        let pages = self.company.watched.iter();
        pages.map(|one| self.page(&format!("accounts/{}", one.account), &one.number)).collect()
    }

    fn meters(&self) -> Asked {
        let pages = self.company.watched.iter();
        pages.map(|one| self.page(&format!("meters/{}", one.meter), &one.serial)).collect()
    }

    fn by_number(&self) -> Asked {
        self.company.watched.iter().map(|one| self.find(&one.number, &one.number)).collect()
    }

    fn by_surname(&self) -> Asked {
        SURNAMES.iter().map(|surname| self.find(surname, surname)).collect()
    }

    fn by_serial(&self) -> Asked {
        self.company.watched.iter().map(|one| self.find(&one.serial, &one.number)).collect()
    }

    fn by_address(&self) -> Asked {
        let texts = self.company.watched.iter();
        let texts = texts.map(|one| (format!("{} {} кв {}", one.street, one.house, one.unit), &one.number));
        texts.map(|(text, number)| self.find(&text, number)).collect()
    }

    fn by_street(&self) -> Asked {
        self.company.watched.iter().map(|one| self.find(&one.street, &one.street)).collect()
    }
}
