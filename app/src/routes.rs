//! Every path of the portal.

use crate::{
    appeals::{
        AppealPage, AppealsPage, NewAppealPage,
        staff::{InboxPage, StaffAppealPage, TemplatesPage},
    },
    balance::BalancePage,
    charges::{
        ChargesPage, MonthPage,
        staff::{ChargesDeskPage, DraftPage},
    },
    debtors::DebtorsPage,
    executors::ExecutorsPage,
    home::HomePage,
    imports::{ImportPage, ImportsPage},
    incidents::{AnnouncePage, IncidentPage, IncidentsPage, KnownIncidentPage},
    install::InstallPage,
    jobs::JobsPage,
    journal::JournalPage,
    layout::{AnyFrame, GuestFrame, MorePage, NotFoundPage, ResidentFrame, StaffFrame, StaffMorePage},
    news::{EditNewsPage, NewNewsPage, NewsAudiencePage, NewsItemPage, NewsPage, StaffNewsPage},
    notices::NoticesPage,
    overview::OverviewPage,
    papers::CheckPage,
    pay::{OfferPage, OrderPage, PayPage},
    payments::PaymentsPage,
    personal::DeletePage,
    profile::ProfilePage,
    readings::{
        HistoryPage, ReadingsPage,
        staff::{EnterPage, MissingPage, MonthPage as MonthDesk, ReviewPage},
    },
    receipts::ReceiptPage,
    recovery::{FinishRecoveryPage, RecoverPage},
    registration::{FinishRegistrationPage, RegisterPage},
    registry::{AccountPage, ClaimsPage, HousePage, MeterPage, RegistryPage},
    reports::ReportPage,
    residency::{AddUnitPage, ConfirmClaimPage, ConfirmedPage, DisputePage, DisputedPage},
    second_factor::SecondFactorPage,
    session::{SignInCodePage, SignInPage},
    settings::{RecipientPage, SettingsPage},
    setup::{FirstAdministratorPage, StartPage},
    staff::{EmployeePage, JoinPage, PeoplePage, RightsPage},
    statements::{DaysPage, PaymentsDeskPage, SettledPage},
    tickets::{
        NewTicketPage, TicketPage, TicketsPage,
        staff::{BoardPage, CallPage, SearchPage},
    },
};
use leptos::prelude::*;
use leptos_router::{
    Lazy, LazyRoute, SsrMode,
    components::{ParentRoute, Route, Routes},
    path,
};

/// Bundles of pages. The browser loads the code of a bundle when one of its pages is opened; the first page, the readings and signing in
/// are there at once. A bundle is what one person opens one after the other: what several bundles share is split into a file for each set of
/// them, so that many small bundles would be hundreds of requests (see docs/DECISIONS.md).
macro_rules! bundles {
    ($($load:ident $preload:ident $bundle:ident { $($route:ident: $page:ident),+ $(,)? })+) => { $(
        enum $bundle {
            $($route),+
        }

        #[lazy]
        fn $load(page: $bundle) -> AnyView {
            match page {
                $($bundle::$route => view! { <$page /> }.into_any()),+
            }
        }

        $(
            struct $route;

            impl LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                async fn view(_: Self) -> AnyView {
                    $load($bundle::$route).await
                }

                async fn preload() {
                    #[cfg(target_arch = "wasm32")]
                    $preload().await;
                }
            }
        )+
    )+ };
}

bundles! {
    // What one does before one is signed in, or needs no name for.
    doors __preload_doors Doors {
        Check: CheckPage,
        ConfirmClaim: ConfirmClaimPage,
        Confirmed: ConfirmedPage,
        Dispute: DisputePage,
        Disputed: DisputedPage,
        FinishRecovery: FinishRecoveryPage,
        FinishRegistration: FinishRegistrationPage,
        FirstAdministrator: FirstAdministratorPage,
        Install: InstallPage,
        Join: JoinPage,
        Offer: OfferPage,
        Recover: RecoverPage,
        Register: RegisterPage,
        Report: ReportPage,
        SignInCode: SignInCodePage,
    }
    money __preload_money Money {
        Charges: ChargesPage,
        Month: MonthPage,
        Order: OrderPage,
        Pay: PayPage,
        Payments: PaymentsPage,
        Receipt: ReceiptPage,
    }
    service __preload_service Service {
        Appeal: AppealPage,
        Appeals: AppealsPage,
        KnownIncident: KnownIncidentPage,
        NewAppeal: NewAppealPage,
        NewTicket: NewTicketPage,
        Ticket: TicketPage,
        Tickets: TicketsPage,
    }
    around __preload_around Around {
        AddUnit: AddUnitPage,
        Delete: DeletePage,
        History: HistoryPage,
        News: NewsPage,
        NewsItem: NewsItemPage,
        Notices: NoticesPage,
        Profile: ProfilePage,
        SecondFactor: SecondFactorPage,
    }
    staff __preload_staff Desk {
        Announce: AnnouncePage,
        Balance: BalancePage,
        Board: BoardPage,
        Call: CallPage,
        ChargesOfMonths: ChargesDeskPage,
        Days: DaysPage,
        Debtors: DebtorsPage,
        Draft: DraftPage,
        EditNews: EditNewsPage,
        Employee: EmployeePage,
        Enter: EnterPage,
        Executors: ExecutorsPage,
        Import: ImportPage,
        Imports: ImportsPage,
        Inbox: InboxPage,
        Incident: IncidentPage,
        Incidents: IncidentsPage,
        Jobs: JobsPage,
        Journal: JournalPage,
        Missing: MissingPage,
        MonthsOfHouses: MonthDesk,
        NewNews: NewNewsPage,
        NewsAudience: NewsAudiencePage,
        Overview: OverviewPage,
        BankPayments: PaymentsDeskPage,
        People: PeoplePage,
        Recipient: RecipientPage,
        Registry: RegistryPage,
        RegistryAccount: AccountPage,
        RegistryClaims: ClaimsPage,
        RegistryHouse: HousePage,
        RegistryMeter: MeterPage,
        Review: ReviewPage,
        Rights: RightsPage,
        Settings: SettingsPage,
        Settled: SettledPage,
        StaffAppeal: StaffAppealPage,
        StaffMore: StaffMorePage,
        StaffNews: StaffNewsPage,
        StaffSearch: SearchPage,
        Start: StartPage,
        Templates: TemplatesPage,
    }
}

/// Pages render complete on the server, so that they work before the scripts have come, and without them.
const WHOLE: SsrMode = SsrMode::Async;

#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFoundPage>
            <ParentRoute path=path!("") view=ResidentFrame ssr=WHOLE>
                <Route path=path!("/") view=HomePage ssr=WHOLE />
                <Route path=path!("/readings") view=ReadingsPage ssr=WHOLE />
                <Route path=path!("/readings/history") view={Lazy::<History>::new()} ssr=WHOLE />
                <Route path=path!("/charges") view={Lazy::<Charges>::new()} ssr=WHOLE />
                <Route path=path!("/charges/:period") view={Lazy::<Month>::new()} ssr=WHOLE />
                <Route path=path!("/payments") view={Lazy::<Payments>::new()} ssr=WHOLE />
                <Route path=path!("/pay") view={Lazy::<Pay>::new()} ssr=WHOLE />
                <Route path=path!("/pay/:order") view={Lazy::<Order>::new()} ssr=WHOLE />
                <Route path=path!("/receipts/:bill") view={Lazy::<Receipt>::new()} ssr=WHOLE />
                <Route path=path!("/news") view={Lazy::<News>::new()} ssr=WHOLE />
                <Route path=path!("/news/:id") view={Lazy::<NewsItem>::new()} ssr=WHOLE />
                <Route path=path!("/appeals") view={Lazy::<Appeals>::new()} ssr=WHOLE />
                <Route path=path!("/appeals/new") view={Lazy::<NewAppeal>::new()} ssr=WHOLE />
                <Route path=path!("/appeals/:number") view={Lazy::<Appeal>::new()} ssr=WHOLE />
                <Route path=path!("/incidents/:incident") view={Lazy::<KnownIncident>::new()} ssr=WHOLE />
                <Route path=path!("/notices") view={Lazy::<Notices>::new()} ssr=WHOLE />
                <Route path=path!("/tickets") view={Lazy::<Tickets>::new()} ssr=WHOLE />
                <Route path=path!("/tickets/new") view={Lazy::<NewTicket>::new()} ssr=WHOLE />
                <Route path=path!("/tickets/:number") view={Lazy::<Ticket>::new()} ssr=WHOLE />
                <Route path=path!("/profile") view={Lazy::<Profile>::new()} ssr=WHOLE />
                <Route path=path!("/profile/delete") view={Lazy::<Delete>::new()} ssr=WHOLE />
                <Route path=path!("/profile/code") view={Lazy::<SecondFactor>::new()} ssr=WHOLE />
                <Route path=path!("/units/add") view={Lazy::<AddUnit>::new()} ssr=WHOLE />
                <Route path=path!("/more") view=MorePage ssr=WHOLE />
            </ParentRoute>
            <ParentRoute path=path!("/staff") view=StaffFrame ssr=WHOLE>
                <Route path=path!("") view={Lazy::<Overview>::new()} ssr=WHOLE />
                <Route path=path!("/start") view={Lazy::<Start>::new()} ssr=WHOLE />
                <Route path=path!("/jobs") view={Lazy::<Jobs>::new()} ssr=WHOLE />
                <Route path=path!("/search") view={Lazy::<StaffSearch>::new()} ssr=WHOLE />
                <Route path=path!("/tickets/new") view={Lazy::<Call>::new()} ssr=WHOLE />
                <Route path=path!("/tickets/:number?") view={Lazy::<Board>::new()} ssr=WHOLE />
                <Route path=path!("/appeals") view={Lazy::<Inbox>::new()} ssr=WHOLE />
                <Route path=path!("/appeals/templates") view={Lazy::<Templates>::new()} ssr=WHOLE />
                <Route path=path!("/appeals/:number") view={Lazy::<StaffAppeal>::new()} ssr=WHOLE />
                <Route path=path!("/incidents") view={Lazy::<Incidents>::new()} ssr=WHOLE />
                <Route path=path!("/incidents/new") view={Lazy::<Announce>::new()} ssr=WHOLE />
                <Route path=path!("/incidents/:incident") view={Lazy::<Incident>::new()} ssr=WHOLE />
                <Route path=path!("/readings/:reading?") view={Lazy::<Review>::new()} ssr=WHOLE />
                <Route path=path!("/enter") view={Lazy::<Enter>::new()} ssr=WHOLE />
                <Route path=path!("/months") view={Lazy::<MonthsOfHouses>::new()} ssr=WHOLE />
                <Route path=path!("/months/:building") view={Lazy::<Missing>::new()} ssr=WHOLE />
                <Route path=path!("/registry/buildings") view={Lazy::<Registry>::new()} ssr=WHOLE />
                <Route path=path!("/registry/buildings/:building") view={Lazy::<RegistryHouse>::new()} ssr=WHOLE />
                <Route path=path!("/registry/accounts/:account") view={Lazy::<RegistryAccount>::new()} ssr=WHOLE />
                <Route path=path!("/registry/meters/:meter") view={Lazy::<RegistryMeter>::new()} ssr=WHOLE />
                <Route path=path!("/registry/claims") view={Lazy::<RegistryClaims>::new()} ssr=WHOLE />
                <Route path=path!("/months/:building/balance") view={Lazy::<Balance>::new()} ssr=WHOLE />
                <Route path=path!("/executors") view={Lazy::<Executors>::new()} ssr=WHOLE />
                <Route path=path!("/imports") view={Lazy::<Imports>::new()} ssr=WHOLE />
                <Route path=path!("/imports/:id") view={Lazy::<Import>::new()} ssr=WHOLE />
                <Route path=path!("/charges") view={Lazy::<ChargesOfMonths>::new()} ssr=WHOLE />
                <Route path=path!("/charges/:id") view={Lazy::<Draft>::new()} ssr=WHOLE />
                <Route path=path!("/payments") view={Lazy::<BankPayments>::new()} ssr=WHOLE />
                <Route path=path!("/payments/settled") view={Lazy::<Settled>::new()} ssr=WHOLE />
                <Route path=path!("/payments/days") view={Lazy::<Days>::new()} ssr=WHOLE />
                <Route path=path!("/debtors") view={Lazy::<Debtors>::new()} ssr=WHOLE />
                <Route path=path!("/people") view={Lazy::<People>::new()} ssr=WHOLE />
                <Route path=path!("/people/:person") view={Lazy::<Employee>::new()} ssr=WHOLE />
                <Route path=path!("/audit") view={Lazy::<Journal>::new()} ssr=WHOLE />
                <Route path=path!("/settings") view={Lazy::<Settings>::new()} ssr=WHOLE />
                <Route path=path!("/settings/recipients/:recipient") view={Lazy::<Recipient>::new()} ssr=WHOLE />
                <Route path=path!("/rights") view={Lazy::<Rights>::new()} ssr=WHOLE />
                <Route path=path!("/more") view={Lazy::<StaffMore>::new()} ssr=WHOLE />
                <Route path=path!("/news") view={Lazy::<StaffNews>::new()} ssr=WHOLE />
                <Route path=path!("/news/new") view={Lazy::<NewNews>::new()} ssr=WHOLE />
                <Route path=path!("/news/:id") view={Lazy::<EditNews>::new()} ssr=WHOLE />
                <Route path=path!("/news/:id/audience") view={Lazy::<NewsAudience>::new()} ssr=WHOLE />
            </ParentRoute>
            <ParentRoute path=path!("") view=GuestFrame ssr=WHOLE>
                <Route path=path!("/sign-in") view=SignInPage ssr=WHOLE />
                <Route path=path!("/sign-in/code") view={Lazy::<SignInCode>::new()} ssr=WHOLE />
                <Route path=path!("/join/:token") view={Lazy::<Join>::new()} ssr=WHOLE />
                <Route path=path!("/setup/:token") view={Lazy::<FirstAdministrator>::new()} ssr=WHOLE />
                <Route path=path!("/register") view={Lazy::<Register>::new()} ssr=WHOLE />
                <Route path=path!("/register/:token") view={Lazy::<FinishRegistration>::new()} ssr=WHOLE />
                <Route path=path!("/recover") view={Lazy::<Recover>::new()} ssr=WHOLE />
                <Route path=path!("/recover/:token") view={Lazy::<FinishRecovery>::new()} ssr=WHOLE />
            </ParentRoute>
            <ParentRoute path=path!("") view=AnyFrame ssr=WHOLE>
                <Route path=path!("/app") view={Lazy::<Install>::new()} ssr=WHOLE />
                <Route path=path!("/report") view={Lazy::<Report>::new()} ssr=WHOLE />
                <Route path=path!("/offer") view={Lazy::<Offer>::new()} ssr=WHOLE />
                <Route path=path!("/check") view={Lazy::<Check>::new()} ssr=WHOLE />
                <Route path=path!("/check/:code") view={Lazy::<Check>::new()} ssr=WHOLE />
                <Route path=path!("/units/confirm/:token") view={Lazy::<ConfirmClaim>::new()} ssr=WHOLE />
                <Route path=path!("/units/confirmed") view={Lazy::<Confirmed>::new()} ssr=WHOLE />
                <Route path=path!("/units/dispute/:token") view={Lazy::<Dispute>::new()} ssr=WHOLE />
                <Route path=path!("/units/disputed") view={Lazy::<Disputed>::new()} ssr=WHOLE />
            </ParentRoute>
        </Routes>
    }
}

/// A path of this portal that a person may be sent to; the first page for anything else (`//host`, `https:…`, control characters).
#[must_use]
pub fn safe_next(next: &str) -> String {
    let path = next.split(['?', '#']).next().unwrap_or_default();
    // `/..//host` is another site once a browser has resolved it.
    let plain = !path.contains("//") && !path.split('/').any(|part| part == "." || part == "..");
    let own = next.starts_with('/') && plain && !next.contains('\\');
    if own && next.chars().all(|c| c.is_ascii_graphic()) && !next.starts_with("/api/") {
        next.to_owned()
    } else {
        "/".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::safe_next;

    #[test]
    fn only_a_path_of_this_portal_is_followed() {
        assert_eq!(safe_next("/readings?from=2018-01-01"), "/readings?from=2018-01-01");
        for foreign in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\r\nb",
            "/..//evil.example",
            "/a/./b",
            "/readings//evil.example",
            "/api/session/sign-out",
        ] {
            assert_eq!(safe_next(foreign), "/", "{foreign:?}");
        }
    }
}
