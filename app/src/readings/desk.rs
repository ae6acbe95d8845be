//! What the page holds between two answers of the server, and how it sends.
use super::{
    SubmitReadings,
    draft::Drafts,
    load_readings,
    moment::{Mode, Moment},
    staff::{SubmitForCaller, load_caller_readings},
};
use crate::api::{ApiError, Next, Posted, posted};
use domain::{
    Rejection, Rule,
    calendar::Period,
    ids::{AccountId, MeterId, SubmissionId},
    readings::{CallerReadings, Line, ReadingsPage, Submission, SubmissionWindow},
};
use leptos::{ev, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use server_fn::ServerFn;
use std::{str::FromStr, time::Duration};

/// Longer than a browser takes from a release to its click.
const CLICK: Duration = Duration::from_millis(50);

/// How a page sends.
#[derive(Clone, Copy)]
enum Sender {
    Own(ServerAction<SubmitReadings>),
    /// A dispatcher, for somebody who is on the telephone.
    Caller(ServerAction<SubmitForCaller>),
}

impl Sender {
    fn pending(self) -> bool {
        match self {
            Self::Own(action) => action.pending().get(),
            Self::Caller(action) => action.pending().get(),
        }
    }

    fn value(self) -> Option<Result<Next, ApiError>> {
        match self {
            Self::Own(action) => action.value().get(),
            Self::Caller(action) => action.value().get(),
        }
    }

    fn send(self, submission: Submission) {
        match self {
            Self::Own(action) => drop(action.dispatch(SubmitReadings { submission })),
            Self::Caller(action) => drop(action.dispatch(SubmitForCaller { submission })),
        }
    }
}

#[derive(Clone, Copy)]
pub struct Desk {
    pub period: Memo<Option<Period>>,
    pub answer: Memo<Option<SubmissionId>>,
    /// The meter whose taken reading is being corrected.
    pub correct: Memo<Option<MeterId>>,
    pub drafts: Drafts,
    /// What came back without scripts; of use until the table has been drawn once.
    pub posted: StoredValue<Option<Posted>>,
    pub error: RwSignal<Option<ApiError>>,
    pub offline: RwSignal<bool>,
    pub reloading: RwSignal<bool>,
    /// A finger or a button is down: nothing may move until it is up, or the press would miss what it was meant for.
    pub pressed: RwSignal<bool>,
    /// The page as it was shown last: kept in sight when the network is gone.
    kept: StoredValue<Option<(ReadingsPage, SubmissionWindow)>>,
    sent: StoredValue<Vec<Line>>,
    sender: Sender,
}

fn is_offline() -> bool {
    #[cfg(feature = "hydrate")]
    {
        !window().navigator().on_line()
    }
    #[cfg(not(feature = "hydrate"))]
    {
        false
    }
}

/// Whether readings that are sent without a network are kept on the device: `public/offline.js` says so.
pub fn are_kept() -> bool {
    #[cfg(feature = "hydrate")]
    {
        document().document_element().is_some_and(|html| html.has_attribute("data-keeps"))
    }
    #[cfg(not(feature = "hydrate"))]
    {
        false
    }
}

fn of_query<T: FromStr + PartialEq + Send + Sync + 'static>(name: &'static str) -> Memo<Option<T>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get_str(name)?.parse().ok()))
}

impl Desk {
    /// One's own.
    pub fn new() -> Self {
        Self::of(posted::<SubmitReadings>(), Sender::Own(ServerAction::new()))
    }

    /// That of somebody who is on the telephone.
    pub fn of_caller() -> Self {
        Self::of(posted::<SubmitForCaller>(), Sender::Caller(ServerAction::new()))
    }

    fn of(posted: Option<Posted>, sender: Sender) -> Self {
        let desk = Self {
            period: of_query("period"),
            answer: of_query("answer"),
            correct: of_query("correct"),
            drafts: Drafts::new(),
            error: RwSignal::new(None),
            posted: StoredValue::new(posted),
            offline: RwSignal::new(false),
            reloading: RwSignal::new(false),
            pressed: RwSignal::new(false),
            kept: StoredValue::new(None),
            sent: StoredValue::new(Vec::new()),
            sender,
        };
        desk.watch_network();
        desk.watch_pointer();
        desk.watch_answers();
        desk
    }

    fn watch_network(self) {
        Effect::new(move |_| {
            self.offline.set(is_offline());
            let gone = window_event_listener(ev::offline, move |_| self.offline.set(true));
            let back = window_event_listener(ev::online, move |_| self.offline.set(false));
            on_cleanup(move || {
                gone.remove();
                back.remove();
            });
        });
    }

    fn watch_pointer(self) {
        Effect::new(move |_| {
            // The click itself comes right after the release.
            let release = move || set_timeout(move || self.pressed.set(false), CLICK);
            let listeners = [
                window_event_listener(ev::pointerdown, move |_| self.pressed.set(true)),
                window_event_listener(ev::pointerup, move |_| release()),
                window_event_listener(ev::pointercancel, move |_| release()),
            ];
            on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
        });
    }

    fn watch_answers(self) {
        let navigate = use_navigate();
        Effect::new(move |_| match self.sender.value() {
            None => {}
            Some(Ok(next)) => {
                // The service worker takes readings without a network too.
                self.offline.set(is_offline());
                self.posted.set_value(None);
                self.sent.with_value(|lines| self.drafts.answered(lines));
                let replace = self.answer.get_untracked().is_some();
                navigate(&next, NavigateOptions { replace, ..NavigateOptions::default() });
            }
            Some(Err(ApiError::Offline)) => self.offline.set(true),
            Some(Err(error)) => self.error.set(Some(error)),
        });
    }

    /// Asks for the page; without a network the one in sight stays.
    pub async fn load(
        self,
        period: Option<Period>,
        answer: Option<SubmissionId>,
    ) -> Result<ReadingsPage, ApiError> {
        self.reloading.try_set(true);
        let loaded = load_readings(period, answer).await;
        self.reloading.try_set(false);
        if loaded == Err(ApiError::Offline)
            && let Some(Some((page, _))) = self.kept.try_get_value()
        {
            self.offline.set(true);
            return Ok(page);
        }
        loaded
    }

    /// Where the form goes without scripts.
    pub fn action(self) -> &'static str {
        match self.sender {
            Sender::Own(_) => SubmitReadings::url(),
            Sender::Caller(_) => SubmitForCaller::url(),
        }
    }

    /// Where a taken reading of the page is corrected.
    pub fn correction(self, period: Period, account: AccountId, meter: MeterId) -> String {
        let answer = self.answer.get().map(|id| format!("&answer={id}")).unwrap_or_default();
        match self.sender {
            Sender::Own(_) => format!("/readings?period={period}{answer}&correct={meter}"),
            Sender::Caller(_) => {
                format!("/staff/enter?account={account}&period={period}{answer}&correct={meter}")
            }
        }
    }

    /// Asks for the page of a caller.
    pub async fn load_caller(
        self,
        account: AccountId,
        period: Option<Period>,
        answer: Option<SubmissionId>,
    ) -> Result<CallerReadings, ApiError> {
        self.reloading.try_set(true);
        let loaded = load_caller_readings(account, period, answer).await;
        self.reloading.try_set(false);
        loaded
    }

    pub fn keep(self, page: &ReadingsPage, window: SubmissionWindow) {
        self.kept.set_value(Some((page.clone(), window)));
    }

    pub fn busy(self) -> bool {
        self.sender.pending() || self.reloading.get()
    }

    /// Sends every filled row. While an answer is awaited nothing is sent, and the id of the page makes a repetition harmless.
    pub fn send(self) {
        if untrack(|| self.busy()) {
            return;
        }
        self.error.set(None);
        let Some(submission) = self.kept.with_value(|kept| {
            let (page, window) = kept.as_ref()?;
            Some(Submission {
                id: page.fresh,
                account: page.account,
                period: page.period,
                lines: self.lines(page, *window),
            })
        }) else {
            return;
        };
        if submission.lines.is_empty() {
            self.error.set(Some(Rejection::form(Rule::NothingFilled).into()));
            return;
        }
        self.sent.set_value(submission.lines.clone());
        self.sender.send(submission);
    }

    fn lines(self, page: &ReadingsPage, window: SubmissionWindow) -> Vec<Line> {
        let (moment, correct) = (Moment::of(page, window), self.correct.get_untracked());
        let answers = page.answer.as_ref().map(|answer| answer.lines.as_slice()).unwrap_or_default();
        let open = page.rows.iter().filter(|row| {
            let answered = answers.iter().find(|line| line.meter == row.meter.id);
            matches!(moment.mode(row, answered, correct), Mode::Open)
        });
        open.filter_map(|row| {
            let draft = self.drafts.get(row.meter.id)?;
            Some(Line {
                meter: row.meter.id,
                base: row.current.as_ref().map(|reading| reading.id),
                values: draft.values.get_untracked(),
                explanation: draft.explanation.get_untracked(),
            })
        })
        .filter(|line| !line.is_empty())
        .collect()
    }
}
