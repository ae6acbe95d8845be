//! A ticket with its whole story.
use super::{
    CommentTicket, JoinTicket, RateTicket, ReturnTicket, TakeTicketBack,
    card::{join, number as numbered},
    clock::{minutes_passed, terms},
    forms::{Subject, comment, rate, send_back, take_back},
    incident::joined,
    load_ticket,
    story::thread,
    words::{category, households, kind, limit, phone_spaced, state_badge, until},
};
use crate::{
    charges::Debt,
    form::{FormFailure, FormState, plain_form, use_form},
    layout::{NotFound, Page, loaded, use_frame, when_ready},
    live,
    ui::{Banner, Card, IconName, Tone, date, date_time, fact, time},
};
use domain::{
    changes::Topic,
    ids::AccountId,
    tickets::{Kind, State, Step, TicketCard, TicketPage as Data, Whose},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::{use_params_map, use_query_map};

/// The forms of the page: they outlive a change of the ticket, and keep what was typed.
#[derive(Clone, Copy)]
struct Desk {
    comment: (ServerAction<CommentTicket>, FormState),
    rate: (ServerAction<RateTicket>, FormState),
    send_back: (ServerAction<ReturnTicket>, FormState),
    /// Stars that were pressed in the list.
    stars: Option<u8>,
}

#[component]
pub fn TicketPage() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get_str("number")?.parse::<i64>().ok());
    let Some(number) = number else { return view! { <NotFound /> }.into_any() };
    let frame = use_frame();
    let ticket = Resource::new_blocking(|| (), move |()| load_ticket(number));
    let action = (ServerAction::new(), ServerAction::new(), ServerAction::new());
    let query = use_query_map();
    let desk = Desk {
        comment: (action.0, use_form(action.0)),
        rate: (action.1, use_form(action.1)),
        send_back: (action.2, use_form(action.2)),
        stars: query.with_untracked(|query| query.get_str("stars")?.parse().ok()),
    };
    let done = query.with_untracked(|query| query.get("done"));
    view! {
        <Suspense>
            {when_ready(move || {
                let done = done.clone();
                async move {
                    let account = frame.await.ok().and_then(|frame| Some(frame.person?.account()?.id));
                    loaded(ticket.await, move |data| shown(data, account, done.as_deref(), desk))
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(data: Data, account: Option<AccountId>, done: Option<&str>, desk: Desk) -> AnyView {
    let subject = Subject { number: data.card.number, id: data.card.id };
    let title = short(&data.card.text);
    let fresh = (data.fresh, data.limits);
    let (done, was) = (done.map(str::to_owned), data.card.state);
    let ticket = RwSignal::new(data);
    // What has just been done is news until something else happens.
    let still = Memo::new(move |_| ticket.with(|ticket| ticket.card.state == was));
    let told = move || {
        let done = done.as_deref().filter(|_| still.get())?;
        ticket.with_untracked(|ticket| notice(done, &ticket.card))
    };
    let reloading = RwSignal::new(false);
    let reload = Callback::new(move |()| {
        spawn_local(async move {
            reloading.try_set(true);
            match load_ticket(subject.number).await {
                Ok(now) => drop(ticket.try_set(now)),
                Err(error) => live::missed(&error),
            }
            reloading.try_set(false);
        });
    });

    live::watch(move || vec![Topic::Ticket(subject.id)], move || reload.run(()));

    let refused = (plain_form::<JoinTicket>(), plain_form::<TakeTicketBack>());
    let head = view! {
        <div class="row">
            {move || ticket.with(|ticket| state_badge(
                ticket.card.state,
                Some(ticket.card.state_at.date()),
                ticket.card.taken_back,
            ))}
            <p class="page__lead">
                {ticket.with_untracked(|ticket| format!(
                    "{} от {}",
                    numbered(ticket.card.number),
                    date_time(ticket.card.registered_at),
                ))}
            </p>
        </div>
        {told}
        <FormFailure form=refused.0 />
        <FormFailure form=refused.1 />
    };
    let aside = view! {
        {move || ticket.with(deadlines)}
        {move || ticket.with(facts)}
    };
    let story = move || ticket.with(|ticket| thread(&ticket.card.text, &ticket.story));
    // Pieces of their own: when the ticket changes, only those come and go that are about what has changed.
    let when =
        move |holds: fn(&TicketCard) -> bool| Memo::new(move |_| ticket.with(|ticket| holds(&ticket.card)));
    let (may_rate, may_return) = (when(is_to_be_rated), when(|card| card.steps.contains(&Step::Return)));
    let (may_comment, may_take_back) = (when(may_comment), when(|card| card.steps.contains(&Step::TakeBack)));
    view! {
        <div class="ticket-page">
            <Page
                title=title
                back=("/tickets", "Заявки")
                reload=reload
                reloading=reloading
                head=head.into_any()
                debt=Debt::Beside
                aside=aside.into_any()
            >
                {move || may_rate.get().then(|| rate(subject, desk.stars, may_return.get(), desk.rate.0, desk.rate.1))}
                {move || may_return.get().then(|| send_back(subject, desk.send_back.0, desk.send_back.1))}
                <section class="card">
                    <h2 class="visually-hidden">"Ход работы"</h2>
                    {story}
                </section>
                {move || ticket.with(|ticket| account.and_then(|account| others(&ticket.card, account)))}
                {move || may_comment.get().then(|| comment(subject, fresh, may_rate, desk.comment.0, desk.comment.1))}
                {move || may_take_back.get().then(|| take_back(subject))}
            </Page>
        </div>
    }
    .into_any()
}

const fn may_comment(card: &TicketCard) -> bool {
    card.mine && !matches!(card.state, State::Declined | State::Closed)
}

const fn is_to_be_rated(card: &TicketCard) -> bool {
    card.mine && card.rating.is_none() && matches!(card.state, State::Completed | State::Closed)
}

/// What has just been done.
fn notice(done: &str, card: &TicketCard) -> Option<AnyView> {
    let (title, text) = match done {
        "created" => (
            format!(
                "Заявка {} принята {} в {}",
                numbered(card.number),
                date(card.registered_at.date()),
                time(card.registered_at),
            ),
            card.clock.as_ref().map(|clock| {
                let (todo, _) = limit(clock.limit);
                let due = until(clock.due, Some(card.registered_at.date()));
                format!("Срок по закону: {todo} {due}. Обо всём, что произойдёт, напишем на почту.")
            }),
        ),
        "said" => ("Комментарий отправлен".to_owned(), None),
        "returned" => ("Заявка снова в работе".to_owned(), None),
        "taken-back" => ("Заявка отозвана".to_owned(), None),
        "rated" => ("Спасибо за оценку".to_owned(), None),
        "joined" => {
            ("Отметили: у вас то же самое".to_owned(), Some("О ходе работы напишем на почту.".to_owned()))
        }
        _ => return None,
    };
    let text = text.map(|text| view! { <p>{text}</p> });
    Some(view! { <Banner tone=Tone::Ok title=title live=true>{text}</Banner> }.into_any())
}

fn deadlines(ticket: &Data) -> Option<AnyView> {
    (!ticket.clocks.is_empty()).then(|| {
        let terms = terms(&ticket.clocks, minutes_passed());
        view! {
            <Card title="Сроки по закону">
                {terms} <p class="law">"Диспетчер видит те же часы."</p>
            </Card>
        }
        .into_any()
    })
}

/// What is known of it besides its story.
fn facts(ticket: &Data) -> AnyView {
    let card = &ticket.card;
    let about = match card.kind {
        Kind::Ordinary => category(card.category).0.to_owned(),
        of => format!("{}, {}", category(card.category).0, kind(of)),
    };
    let house = (card.whose == Whose::House).then(|| {
        let told = if card.households > 0 {
            format!("Общедомовая, отметились: {}", households(card.households))
        } else {
            "Общедомовая".to_owned()
        };
        fact("Чья", told)
    });
    let contact =
        ticket.contact.as_ref().map(|contact| format!("{}, {}", contact.name, phone_spaced(&contact.phone)));
    view! {
        <section class="card">
            <h2>"О заявке"</h2>
            <dl class="facts">
                {fact("Вид", about)} {house}
                {ticket.executor.clone().map(|executor| fact("Исполнитель", executor))}
                {ticket.deferred_until.map(|day| fact("Отложена до", date(day)))}
                {contact.map(|contact| fact("Кому звонить", contact))}
            </dl>
        </section>
    }
    .into_any()
}

/// «И у меня» to a ticket of the house.
fn others(card: &TicketCard, account: AccountId) -> Option<AnyView> {
    if card.mine || card.whose != Whose::House || !(card.joined || card.state.is_active()) {
        return None;
    }
    let body = if card.joined { joined() } else { join(card.number, card.id, account) };
    Some(
        view! {
            <Banner icon=IconName::Users title="У вас то же самое?">
                <div class="stack stack--tight">
                    <p>"Отметьтесь, и о ходе работы мы напишем и вам. Вторая заявка не нужна."</p>
                    {body}
                </div>
            </Banner>
        }
        .into_any(),
    )
}

/// The beginning of a text, as a title.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("Заявка");
    let mut letters = line.chars();
    let line: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', '.', ':', ';', ' ']))
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_title_is_the_beginning_of_the_text_in_whole_words() {
        assert_eq!(short("нет света в квартире"), "Нет света в квартире");
        assert_eq!(short("\n  кран\nкапает"), "Кран");
        let long = short("Не работает розетка в прихожей, и отключился подогрев полов, а вчера искрило");
        assert_eq!(long, "Не работает розетка в прихожей, и отключился подогрев…");
        assert_eq!(short(&"я".repeat(70)).chars().count(), 61);
    }
}
