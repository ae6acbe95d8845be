//! «Заявления жителей»: who wants a unit, and whom those who live there do not know.
use super::{
    ACCOUNTS, CLAIMS, ConfirmUnit, HOUSES, RefuseUnit, SettleDispute,
    forms::{Row, field, kinds, or},
    load_claims,
};
use crate::{
    desk::{area, parts},
    form::{FormFailure, FormState, plain_form},
    layout::{NotFound, Page, PageShape, loaded, may, once_ready},
    text::registry::kind as word,
    ui::{Badge, Banner, Button, ButtonKind, Card, Empty, Fold, IconName, Skeleton, Tone, date, date_time},
};
use domain::{
    access::Permission,
    addresses::short_unit,
    ids::ResidencyClaimId,
    registry::{ClaimedAccount, ClaimsPage as Data, Disputed, WaitingClaim},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

/// Each row has these.
#[derive(Clone, Copy)]
struct Forms {
    confirm: FormState,
    refuse: FormState,
    settle: FormState,
}

#[component]
pub fn ClaimsPage() -> impl IntoView {
    if !may(Permission::ManageRegistries) {
        return view! { <NotFound /> }.into_any();
    }
    let query = use_query_map();
    let after =
        Memo::new(move |_| query.with(|query| query.get_str("after")?.parse::<ResidencyClaimId>().ok()));
    let done = Memo::new(move |_| query.with(|query| query.get("done")).unwrap_or_default());
    let data = Resource::new(move || after.get(), load_claims);
    let forms = Forms {
        confirm: plain_form::<ConfirmUnit>(),
        refuse: plain_form::<RefuseUnit>(),
        settle: plain_form::<SettleDispute>(),
    };
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { data.ready().await },
                move || {
                    let (done, later) = (done.get_untracked(), after.get_untracked().is_some());
                    let data = data.get()?;
                    Some(untrack(|| loaded(data, |data| shown(&data, &done, later, forms))))
                },
            )}
        </Transition>
    }
    .into_any()
}

fn notice(done: &str) -> Option<AnyView> {
    let title = match done {
        "confirmed" => "Помещение добавлено: житель увидит его в кабинете и получит письмо",
        "refused" => "Отказано: житель прочтёт причину в уведомлении и в письме",
        "stays" => "Доступ возвращён, обе стороны узнают об этом",
        "gone" => "Доступ закрыт, обе стороны узнают об этом",
        _ => return None,
    };
    Some(view! { <Banner tone=Tone::Ok title=title slim=true live=true /> }.into_any())
}

fn shown(data: &Data, done: &str, later: bool, forms: Forms) -> AnyView {
    let head = view! {
        <p class="page__lead">
            "Жители просят добавить помещение в кабинет или не знают нового жильца. Сверьте с документами и решите."
        </p>
        {notice(done)}
    };
    // What came back may be decided about by now: then its row is not here any more.
    let failures = view! {
        <Stale state=forms.confirm known=known(data, forms.confirm, "confirmation[claim]") />
        <Stale state=forms.refuse known=known(data, forms.refuse, "refusal[claim]") />
        <Stale state=forms.settle known=known(data, forms.settle, "answer[residency]") />
    };
    let disputes = (!data.disputes.is_empty()).then(|| {
        let rows = data.disputes.iter().map(|dispute| disputed(dispute, forms.settle)).collect_view();
        let more = data.more_disputes.then(|| {
            view! { <p class="muted small">"Показаны первые. Остальные появятся, когда решите эти."</p> }
        });
        view! {
            <h2>"«Это не мы»"</h2>
            {rows}
            {more}
        }
    });
    let claims = (!data.claims.is_empty()).then(|| {
        let rows = data.claims.iter().map(|waiting| claim(waiting, forms)).collect_view();
        let next = data.next.map(|next| format!("{CLAIMS}?after={next}"));
        view! {
            <h2>"Просят добавить помещение"</h2>
            {rows}
            {parts(later.then(|| CLAIMS.to_owned()), next)}
        }
    });
    let nothing = (data.claims.is_empty() && data.disputes.is_empty()).then(|| {
        view! { <Empty title="Заявлений нет" text="Когда житель попросит добавить помещение, заявление появится здесь." /> }
    });
    view! {
        <Page title="Заявления жителей" shape=PageShape::Single back=(HOUSES, "Реестры") head=head.into_any()>
            {failures} {disputes} {claims} {nothing}
        </Page>
    }
    .into_any()
}

/// Whether the row that a form came back for is on the page.
fn known(data: &Data, state: FormState, name: &str) -> bool {
    let id = state.value(name);
    let claims = data.claims.iter().map(|claim| claim.id.to_string());
    id.is_empty() || claims.chain(data.disputes.iter().map(|of| of.id.to_string())).any(|of| of == id)
}

#[component]
fn Stale(state: FormState, known: bool) -> impl IntoView {
    (!known).then(|| view! { <FormFailure form=state /> })
}

fn claim(claim: &WaitingClaim, forms: Forms) -> AnyView {
    let (id, title) = (claim.id.to_string(), format!("ЛС {}, {}", claim.number, claim.surname));
    let found = claim
        .account
        .as_ref()
        .map_or_else(|| view! { <Badge tone=Tone::No label="такого счёта нет" /> }.into_any(), found);
    let (email, at) = (claim.email.clone(), date_time(claim.requested_at));
    let confirm = confirm(claim, &id, forms.confirm.among("confirmation[claim]", &id));
    let refuse = refuse(&id, forms.refuse.among("refusal[claim]", &id));
    view! {
        <Card title=title>
            <p class="row small">
                <b>{email}</b>
                <span class="muted">{at}</span>
            </p>
            {found}
            <div class="folds">{confirm} {refuse}</div>
        </Card>
    }
    .into_any()
}

fn found(account: &ClaimedAccount) -> AnyView {
    let owners = account.owners.join("; ");
    let fits = if account.fits {
        view! { <Badge tone=Tone::Ok label="фамилия совпала, письмо с кнопкой отправлено" /> }.into_any()
    } else {
        view! { <Badge tone=Tone::Ask label="фамилия не совпала" /> }.into_any()
    };
    let closed = account.closed_on.map(|on| {
        view! { <Badge tone=Tone::Ask label=format!("счёт закрыт {}", date(on)) /> }
    });
    view! {
        <p class="row">{fits} {closed}</p>
        <dl class="facts facts--2 small">
            <div>
                <dt>"Помещение"</dt>
                <dd>
                    <a href=format!("{ACCOUNTS}/{}", account.id)>{short_unit(&account.address)}</a>
                </dd>
            </div>
            <div>
                <dt>"Собственники"</dt>
                <dd>{owners}</dd>
            </div>
        </dl>
    }
    .into_any()
}

fn confirm(claim: &WaitingClaim, id: &str, state: FormState) -> AnyView {
    let number = claim.account.as_ref().map_or(&claim.number, |account| &account.number);
    let account = field(Row {
        id: format!("account-{id}"),
        name: "confirmation[account]",
        label: "№ лицевого счета",
        kind: "text",
        value: or(state.value("confirmation[account]"), || number.clone()),
        error: state.field("account"),
    });
    let kinds = kinds(
        format!("kind-{id}"),
        "confirmation[kind]",
        &state.value("confirmation[kind]"),
        state.field("kind"),
    );
    let note = area(
        format!("note-{id}"),
        "confirmation[note]",
        "Пояснение жителю",
        "Если нужно. Пример: «По договору найма»",
        state.field("note"),
        state.value("confirmation[note]"),
    );
    let form = view! {
        <form method="post" action=ConfirmUnit::url() class="form form--close" novalidate>
            <FormFailure form=state />
            <input type="hidden" name="confirmation[claim]" value=id.to_owned() />
            <div class="fields-2">{account} {kinds}</div>
            {note}
            <div class="actions">
                <Button label="Добавить" class="btn--sm" />
            </div>
        </form>
    };
    let open = state.failed();
    view! { <Fold icon=IconName::Check label="Добавить помещение" open=open>{form}</Fold> }.into_any()
}

fn refuse(id: &str, state: FormState) -> AnyView {
    let reason = area(
        format!("reason-{id}"),
        "refusal[reason]",
        "Почему",
        "Житель это прочтёт. Пример: «Собственник другой: принесите выписку из ЕГРН»",
        state.field("reason"),
        state.value("refusal[reason]"),
    );
    let form = view! {
        <form method="post" action=RefuseUnit::url() class="form form--close" novalidate>
            <FormFailure form=state />
            <input type="hidden" name="refusal[claim]" value=id.to_owned() />
            {reason}
            <div class="actions">
                <Button label="Отказать" kind=ButtonKind::Danger class="btn--sm" />
            </div>
        </form>
    };
    let open = state.failed();
    view! { <Fold icon=IconName::No label="Отказать" open=open>{form}</Fold> }.into_any()
}

fn disputed(dispute: &Disputed, settle: FormState) -> AnyView {
    let id = dispute.id.to_string();
    let state = settle.among("answer[residency]", &id);
    let about = format!("{}, жильцы сообщили {}", word(dispute.kind), date_time(dispute.suspended_at));
    let reason = area(
        format!("reason-{id}"),
        "answer[reason]",
        "Почему",
        "Прочтут обе стороны. Пример: «Проверили договор найма»",
        state.field("reason"),
        state.value("answer[reason]"),
    );
    let href = format!("{ACCOUNTS}/{}", dispute.account);
    let account = format!("ЛС {}, {}", dispute.number, short_unit(&dispute.address));
    view! {
        <Card title=dispute.email.clone()>
            <p class="small">
                <a href=href>{account}</a>
            </p>
            <p class="muted small">{about}</p>
            <form method="post" action=SettleDispute::url() class="form form--close" novalidate>
                <FormFailure form=state />
                <input type="hidden" name="answer[residency]" value=id />
                {reason}
                <div class="actions">
                    <Button
                        label="Вернуть доступ"
                        kind=ButtonKind::Line
                        class="btn--sm"
                        name="answer[stays]"
                        value="true"
                    />
                    <Button
                        label="Закрыть доступ"
                        kind=ButtonKind::Danger
                        class="btn--sm"
                        name="answer[stays]"
                        value="false"
                    />
                </div>
            </form>
        </Card>
    }
    .into_any()
}
