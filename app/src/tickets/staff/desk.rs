//! «Заявки»: the board, and beside it the ticket that is open.
use super::{
    AnswerTicket, AssignTicket, LocaliseTicket, MoveTicket, SortTicket,
    board::{board, filters, head},
    filter::{self, BOARD, read},
    load_board, load_sheet,
    sheet::sheet,
    steps::forget_note,
};
use crate::{
    api::ApiError,
    desk::{missing, nothing_open},
    form::Form,
    layout::{NotFound, Page, PageShape, anew, focus, loaded, may, new_one, once_ready, part_of},
    live,
    ui::{Icon, IconName, Skeleton, use_toasts},
};
use domain::{
    access::Permission,
    changes::{Desk as Shared, Topic},
    tickets::{Board, BoardFilter, BoardKey, StaffTicket, Step},
};
use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::hooks::{use_params_map, use_query_map};

/// The steps of staff, each with a form of its own.
const STEPS: [Step; 7] =
    [Step::Start, Step::Complete, Step::Defer, Step::Decline, Step::Reopen, Step::Return, Step::Close];

/// The forms that are no steps.
#[derive(Clone, Copy)]
pub(super) struct Forms {
    pub assign: Form<AssignTicket>,
    pub sort: Form<SortTicket>,
    pub localise: Form<LocaliseTicket>,
    pub answer: Form<AnswerTicket>,
}

/// What the page holds between two answers of the server.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub number: Memo<Option<i64>>,
    pub asked: Memo<(BoardFilter, Option<BoardKey>)>,
    pub moves: StoredValue<Vec<(Step, Form<MoveTicket>)>>,
    forms: StoredValue<Forms>,
    /// Where one writes to the resident, or to colleagues.
    pub comment: NodeRef<html::Textarea>,
    board: Resource<Result<Board, ApiError>>,
    /// The ticket in sight.
    shown: StoredValue<Option<RwSignal<StaffTicket>>>,
}

#[component]
pub fn BoardPage() -> impl IntoView {
    if !may(Permission::HandleTickets) {
        return view! { <NotFound /> }.into_any();
    }
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get_str("number")?.parse::<i64>().ok()));
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(read));
    let list = Resource::new(move || asked.get(), |(filter, after)| load_board(filter, after));
    let opened = Resource::new(
        move || number.get(),
        |number| async move {
            match number {
                Some(number) => load_sheet(number).await.map(Some),
                None => Ok(None),
            }
        },
    );
    // An address with no number in its place is none of ours.
    let is_wrong = move || params.with(|params| params.get_str("number").is_some()) && number.get().is_none();
    let desk = Desk::new(number, asked, list);
    let choices = part_of(list, move |board| (asked.get().0, board.houses, board.executors));
    let all = move || asked.with(|(filter, after)| format!("{BOARD}{}", filter::query(filter, *after)));
    let above = view! {
        <div class=move || if number.get().is_some() { "stack only-wide" } else { "stack" }>
            <Transition>
                {once_ready(
                    async move { list.ready().await },
                    move || Some(list.get()?.ok().map(|board| head(&board, desk)).into_any()),
                )}
                {once_ready(async move { list.ready().await }, move || choices.with(|choices| choices.as_ref().map(filters)))}
            </Transition>
        </div>
        {move || {
            number
                .get()
                .map(|_| {
                    view! {
                        <a class="back only-phone" href=all>
                            <Icon name=IconName::Left small=true />
                            "Все заявки"
                        </a>
                    }
                })
        }}
    };
    let open = Signal::derive(move || number.get().is_some());
    view! {
        <Page title="Заявки" shape=PageShape::Single head=above.into_any() action=new_one("/staff/tickets/new", IconName::Phone, "Заявка по звонку")>
            <div class=move || if open.get() { "split split--open" } else { "split" }>
                <div class="split__list">
                    <Transition fallback=Skeleton>
                        {once_ready(
                            async move { list.ready().await },
                            move || Some(loaded(list.get()?, |list| board(&list, desk))),
                        )}
                    </Transition>
                </div>
                <div class="split__item">
                    <Transition fallback=Skeleton>
                        {once_ready(
                            async move { opened.ready().await },
                            move || {
                                let opened = opened.get()?;
                                Some(
                                    match opened {
                                        Ok(None) if !is_wrong() => nothing_open("Выберите заявку слева: стрелками вверх и вниз и клавишей Enter."),
                                        Ok(None) | Err(ApiError::NotFound) => missing(
                                            "Такой заявки нет",
                                            "Возможно, в номере опечатка, или заявка из другого дома.",
                                        ),
                                        Ok(Some(ticket)) => anew(move || sheet(ticket.clone(), desk)),
                                        Err(error) => loaded(Err(error), |()| ()),
                                    },
                                )
                            },
                        )}
                    </Transition>
                </div>
            </div>
        </Page>
    }
    .into_any()
}

impl Desk {
    fn new(
        number: Memo<Option<i64>>,
        asked: Memo<(BoardFilter, Option<BoardKey>)>,
        board: Resource<Result<Board, ApiError>>,
    ) -> Self {
        let toasts = use_toasts();
        let shown = StoredValue::new(None);
        let comment = NodeRef::<html::Textarea>::new();
        let again = move || catch_up(number, board, shown);
        let done = Callback::new(move |_| {
            toasts.show("Сохранено");
            again();
            request_animation_frame(|| focus("#ticket-title"));
        });
        let said = Callback::new(move |_| {
            if let Some(comment) = comment.get_untracked() {
                comment.set_value("");
            }
            toasts.show("Комментарий отправлен");
            again();
        });
        let moves = STEPS.map(|step| {
            let form = Form::<MoveTicket>::staying(Callback::new(move |next| {
                forget_note(step);
                done.run(next);
            }));
            (step, Form { state: form.state.only_with("to[step]", &format!("{step:?}")), ..form })
        });
        let forms = Forms {
            assign: Form::staying(done),
            sort: Form::staying(done),
            localise: Form::staying(done),
            answer: Form::staying(said),
        };
        let desk = Self {
            number,
            asked,
            moves: StoredValue::new(moves.into()),
            forms: StoredValue::new(forms),
            comment,
            board,
            shown,
        };
        desk.watch();
        desk
    }

    pub fn forms(self) -> Forms {
        self.forms.get_value()
    }

    /// The form of a step.
    pub fn step(self, step: Step) -> Option<Form<MoveTicket>> {
        self.moves.with_value(|moves| moves.iter().find(|(of, _)| *of == step).map(|(_, form)| *form))
    }

    /// Keeps the ticket in sight up to date.
    pub fn show(self, ticket: RwSignal<StaffTicket>) {
        self.shown.set_value(Some(ticket));
        let (number, shown) = (self.number, self.shown);
        let id = ticket.with_untracked(|ticket| ticket.row.id);
        live::watch(move || vec![Topic::Ticket(id)], move || look_again(number, shown));
    }

    fn watch(self) {
        let again = move || catch_up(self.number, self.board, self.shown);
        let Forms { assign, sort, localise, answer } = self.forms();
        let late = move || {
            let moves = self
                .moves
                .with_value(|moves| moves.iter().map(|(_, form)| form.is_late()).collect::<Vec<_>>());
            moves.into_iter().chain([assign.is_late(), sort.is_late(), localise.is_late()])
        };
        // What others did is shown at once, and the form goes on from there with what was typed.
        Effect::new(move |_| {
            if late().any(|late| late) {
                again();
            }
        });
        // Another ticket begins with empty forms.
        Effect::new(move |before: Option<Option<i64>>| {
            let now = self.number.get();
            if before.is_some_and(|before| before != now) {
                self.moves.with_value(|moves| moves.iter().for_each(|(_, form)| form.clear()));
                assign.clear();
                sort.clear();
                localise.clear();
                answer.clear();
            }
            now
        });
        let board = self.board;
        live::watch(|| vec![Topic::Desk(Shared::Tickets)], move || board.refetch());
    }
}

/// Asks for the board and for the ticket in sight again. Forms stay as they are.
fn catch_up(
    number: Memo<Option<i64>>,
    board: Resource<Result<Board, ApiError>>,
    shown: StoredValue<Option<RwSignal<StaffTicket>>>,
) {
    board.refetch();
    look_again(number, shown);
}

/// The ticket alone.
fn look_again(number: Memo<Option<i64>>, shown: StoredValue<Option<RwSignal<StaffTicket>>>) {
    let Some(Some(number)) = number.try_get_untracked() else { return };
    spawn_local(async move {
        let fresh = match load_sheet(number).await {
            Ok(fresh) => fresh,
            Err(error) => return live::missed(&error),
        };
        if let Some(Some(ticket)) = shown.try_get_value()
            && ticket.try_with_untracked(|ticket| ticket.row.number) == Some(number)
        {
            ticket.try_set(fresh);
        }
    });
}
