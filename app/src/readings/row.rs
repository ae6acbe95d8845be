//! One meter: the guide's seven columns, and below them the answer.
use super::{
    answer::{Place, answer, focus, likely, taken},
    desk::Desk,
    draft::{Draft, chosen_before, typed_before},
    face::{numbers, short_name, tile, unit, zone_mark, zone_word},
    moment::{Mode, Moment},
    term::term,
    text,
};
use crate::ui::{Answer, Tone, date};
use domain::{
    quantity::Quantity,
    readings::{AnsweredLine, MeterRow, Reading, Refusal, Verdict, Zone},
};
use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys::Node};
use std::sync::Arc;

/// A row of the page with all that belongs to it.
pub struct Row {
    pub of: MeterRow,
    /// Its name on this page: «ХВС», or with the serial number where there are several.
    pub name: String,
    pub place: Place,
    pub moment: Moment,
    /// What the server said to the submission that is shown.
    pub answered: Option<AnsweredLine>,
    /// Without a submit button the inputs would be idle.
    pub desk: Desk,
}

pub fn body(row: Row) -> AnyView {
    let row = Arc::new(row);
    let (id, meter, drafts) = (row.place.id.clone(), row.of.meter.id, row.desk.drafts);
    let shown = move || match row.mode() {
        Mode::Open => row.open(),
        Mode::Taken => row.taken(),
        Mode::Closed(reason) => row.closed(&reason),
    };
    let leave = move |event: ev::FocusEvent| {
        if let Some(draft) = drafts.get(meter)
            && !stays_inside(&event)
        {
            draft.left.set(true);
        }
    };
    view! {
        <tbody class="meter" role="rowgroup" aria-labelledby=format!("{id}-name") on:focusout=leave>
            {shown}
        </tbody>
    }
    .into_any()
}

fn stays_inside(event: &ev::FocusEvent) -> bool {
    let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
    let body = event.current_target().and_then(|body| body.dyn_into::<Node>().ok());
    body.is_some_and(|body| to.is_some() && body.contains(to.as_ref()))
}

/// The person has left the row: now it may be said what is odd.
fn settle(row: &Row, draft: Draft) {
    if draft.settled.get_untracked() || !draft.changed.get_untracked() {
        return;
    }
    let verdict = draft.values.with_untracked(|values| row.moment.check(&row.of, values));
    if draft.explanation.get_untracked().is_none() {
        draft.explanation.set(likely(&verdict));
    }
    draft.settled.set(true);
}

impl Row {
    fn mode(&self) -> Mode {
        self.moment.mode(&self.of, self.answered.as_ref(), self.desk.correct.get())
    }

    fn open(self: &Arc<Self>) -> AnyView {
        let draft = self.draft();
        let corrected = self.desk.correct.get_untracked() == Some(self.of.meter.id);
        let first = format!("{}-z0", self.place.id);
        Effect::new(move |_| {
            if corrected {
                focus(&first);
            }
        });

        let row = Arc::clone(self);
        Effect::new(move |_| {
            if draft.left.get() && !row.desk.pressed.get() {
                draft.left.set(false);
                settle(&row, draft);
            }
        });

        let shown = {
            let row = Arc::clone(self);
            Memo::new(move |_| row.shown(draft))
        };
        let told = {
            let row = Arc::clone(self);
            Memo::new(move |_| row.told(draft))
        };
        let row = Arc::clone(self);
        let answers = view! {
            <p class="meter__live" role="status">
                {move || told.get()}
            </p>
            {text::not_counted(&self.of)
                .map(|said| {
                    view! {
                        <Answer tone=Tone::No title=said.title>
                            <p>{said.text}</p>
                        </Answer>
                    }
                })}
            {move || shown.get().map(|verdict| answer(&row.of, &verdict, draft, &row.place))}
        };
        (self.cells(self.inputs(draft, shown, corrected)), self.below(answers.into_any())).into_any()
    }

    /// A row that starts from what was typed before: in the answer, in the form that came back, or in the reading that is corrected.
    fn draft(&self) -> Draft {
        let zones = 0..self.of.meter.zones().len();
        let field = |zone: usize| format!("{}[values][{zone}]", self.place.name);
        let unresolved = self.answered.as_ref().filter(|line| !matches!(line.verdict, Verdict::Taken { .. }));
        let values: Vec<String> = match (unresolved, &self.of.current) {
            (Some(line), _) => {
                zones.clone().map(|z| line.values.get(z).cloned().unwrap_or_default()).collect()
            }
            (None, Some(reading)) if !reading.is_refused() => self.of.meter.shown(&reading.values),
            (None, _) => zones.clone().map(|_| String::new()).collect(),
        };
        let explanation = unresolved.and_then(|line| line.explanation.or_else(|| likely(&line.verdict)));
        let (draft, is_new) = self.desk.drafts.open(self.of.meter.id, values, explanation);
        if is_new {
            let posted = self.desk.posted.get_value();
            for zone in zones {
                if let Some(typed) = posted.as_ref().and_then(|posted| posted.value(&field(zone))) {
                    draft.write(zone, typed.to_owned());
                }
            }
            settle(self, draft);
            self.take_over(draft, unresolved.map(|line| &line.verdict));
        }
        draft
    }

    /// What was typed and chosen before the page came to life. It is read now, since coming to life rewrites the fields, and taken afterwards,
    /// since until then the page must be what the server wrote.
    fn take_over(&self, draft: Draft, verdict: Option<&Verdict>) {
        let id = &self.place.id;
        let typed: Vec<Option<String>> =
            (0..self.of.meter.zones().len()).map(|zone| typed_before(&format!("{id}-z{zone}"))).collect();
        let choices = match verdict {
            Some(Verdict::Asked { question, .. }) => question.choices(),
            _ => &[],
        };
        let chosen = choices.iter().copied().find(|choice| chosen_before(&format!("{id}-{}", choice.code())));
        Effect::new(move |_| {
            untrack(|| {
                for (zone, typed) in typed.iter().enumerate() {
                    if let Some(typed) = typed.as_ref().filter(|typed| **typed != draft.text(zone)) {
                        draft.write(zone, typed.clone());
                    }
                }
                if chosen.is_some() {
                    draft.explanation.set(chosen);
                }
            });
        });
    }

    /// The verdict that stands below the inputs: the server's until the person types, then our own once they have left the row.
    fn shown(&self, draft: Draft) -> Option<Verdict> {
        if !draft.changed.get() {
            return self.answered.as_ref().map(|line| line.verdict.clone());
        }
        let settled = draft.settled.get();
        let verdict = self.checked(draft)?;
        (settled && !matches!(verdict, Verdict::Taken { .. })).then_some(verdict)
    }

    /// What is said while one types: consumption, if nothing is odd.
    fn told(&self, draft: Draft) -> Option<String> {
        if !draft.changed.get() {
            return None;
        }
        let Verdict::Taken { consumption, notes, .. } = self.checked(draft)? else { return None };
        let used = consumption.map(|used| text::sentence(&text::usage(&self.of, &used)));
        let mut text = used.map(|used| format!("{used}.")).unwrap_or_default();
        for note in &notes {
            text.push(' ');
            text.push_str(&text::note(note));
        }
        Some(text)
    }

    fn checked(&self, draft: Draft) -> Option<Verdict> {
        draft.values.with(|values| {
            let empty = values.iter().all(|value| value.trim().is_empty());
            (!empty).then(|| self.moment.check(&self.of, values))
        })
    }

    fn taken(&self) -> AnyView {
        let verdict = match &self.answered {
            Some(line) => Some(line.verdict.clone()),
            None => self.of.current.as_ref().map(|reading| self.moment.taken(&self.of, reading)),
        };
        let correct = self.correct_link();
        let answer = verdict.map(|verdict| taken(text::verdict(&self.of, &verdict), Some(correct)));
        (self.cells(self.fixed()), self.below(answer.into_any())).into_any()
    }

    fn correct_link(&self) -> String {
        self.desk.correction(self.moment.period, self.moment.account, self.of.meter.id)
    }

    fn closed(&self, reason: &Refusal) -> AnyView {
        let said = text::verdict(&self.of, &Verdict::Refused(reason.clone()));
        // The page says it once for all its rows.
        let told = !self.moment.accepted;
        let answer = told.then(|| {
            view! {
                <Answer tone=Tone::Info title=said.title>
                    <p>{said.text}</p>
                </Answer>
            }
        });
        (self.cells(self.fixed()), self.below(answer.into_any())).into_any()
    }

    fn cells(&self, inputs: AnyView) -> AnyView {
        let Self { of: row, .. } = self;
        let meter = &row.meter;
        let previous = row.previous.as_ref().map(|reading| numbers(meter, self.formatted(reading), "pz"));
        let day = |reading: &Option<Reading>| {
            reading.as_ref().map(|reading| view! { <span class="num">{date(reading.taken_on)}</span> })
        };
        let pace = row.pace.as_ref().map(|pace| {
            let average = |total: &Quantity| meter.dial.format_average(*total, pace.months);
            match pace.total.as_slice() {
                [total] => {
                    view! { <span class="num">{format!("{}\u{a0}{}", average(total), unit(meter.resource))}</span> }
                        .into_any()
                }
                totals => numbers(meter, totals.iter().map(average).collect(), "pz pz--quiet"),
            }
        });
        let long = self.has_long_dial().then(|| format!(", {}", unit(meter.resource)));
        let room = meter.place.clone().map(|place| view! { <span class="muted">{place}</span> });
        view! {
            <tr class="meter__row" role="row">
                <th scope="row" role="rowheader">
                    <span class="named">
                        {tile(meter.resource)}
                        <span>
                            <b>
                                <span id=format!("{}-name", self.place.id)>{short_name(meter)}</span>
                                {long}
                            </b>
                            <span class="muted num">{meter.serial.clone()}</span>
                            {room}
                        </span>
                    </span>
                </th>
                <td role="cell" class="end" data-label="Предыдущие показания">{previous}</td>
                <td role="cell" class="end" data-label="Дата предыдущих показаний">{day(&row.previous)}</td>
                <td role="cell" class="meter__inputs">{inputs}</td>
                <td role="cell" class="end" data-label="Дата сдачи показаний">{day(&row.current)}</td>
                <td role="cell" class="end" data-label="Средний расход">{pace}</td>
                <td role="cell" class="end" data-label="Срок поверки">{term(meter, self.moment.today)}</td>
            </tr>
        }
        .into_any()
    }

    fn below(&self, answer: AnyView) -> AnyView {
        view! {
            <tr class="meter__answer" role="row">
                <td role="cell" colspan="7" id=format!("{}-a", self.place.id)>
                    {answer}
                </td>
            </tr>
        }
        .into_any()
    }

    fn formatted(&self, reading: &Reading) -> Vec<String> {
        self.of.meter.shown(&reading.values)
    }

    fn label(&self, zone: Zone) -> String {
        match zone_word(zone) {
            "" => format!("Текущие показания, {}", self.name),
            word => format!("Текущие показания, {}, {word}", self.name),
        }
    }

    /// An input has room for ten characters; a longer dial has its unit in the name of the meter.
    fn has_long_dial(&self) -> bool {
        let dial = self.of.meter.dial;
        dial.digits + dial.decimals > 9
    }

    fn framed(&self, inputs: Vec<AnyView>) -> AnyView {
        let unit = (!self.has_long_dial()).then(|| unit(self.of.meter.resource));
        let mut lines = self.of.meter.zones().iter().zip(inputs).map(|(zone, input)| {
            view! {
                <label class="reading">
                    {zone_mark(*zone)} {input} {unit.map(|unit| view! { <span class="reading__unit">{unit}</span> })}
                </label>
            }
            .into_any()
        });
        if self.of.meter.zones < 2 {
            return lines.next().into_any();
        }
        let lines = lines.map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <ul class="zones">{lines}</ul> }.into_any()
    }

    fn inputs(&self, draft: Draft, shown: Memo<Option<Verdict>>, corrected: bool) -> AnyView {
        let inputs = self.of.meter.zones().iter().enumerate().map(|(zone, name)| {
            let invalid =
                move || shown.with(|verdict| verdict.as_ref().is_some_and(|verdict| is_about(verdict, zone)));
            view! {
                <input
                    class="input"
                    id=format!("{}-z{zone}", self.place.id)
                    name=format!("{}[values][{zone}]", self.place.name)
                    inputmode="decimal"
                    autocomplete="off"
                    autofocus=corrected && zone == 0
                    aria-label=self.label(*name)
                    aria-describedby=format!("{}-a", self.place.id)
                    aria-invalid=move || invalid().then_some("true")
                    value=untrack(|| draft.text(zone))
                    prop:value=move || draft.text(zone)
                    on:input:target=move |event| draft.write(zone, event.target().value())
                />
            }
            .into_any()
        });
        let inputs = inputs.collect();
        let base = self.of.current.as_ref().map(|reading| {
            let name = format!("{}[base]", self.place.name);
            view! { <input type="hidden" name=name value=reading.id.to_string() /> }
        });
        view! {
            <input type="hidden" name=format!("{}[meter]", self.place.name) value=self.of.meter.id.to_string() />
            {base}
            {self.framed(inputs)}
        }
        .into_any()
    }

    /// The values of a row that nobody can change now.
    fn fixed(&self) -> AnyView {
        let meter = &self.of.meter;
        let Some(reading) = &self.of.current else {
            let word = if meter.automatic { "передаёт сам" } else { "не сдано" };
            return view! { <span class="muted meter__none">{word}</span> }.into_any();
        };
        let inputs = meter.zones().iter().zip(self.formatted(reading)).map(|(zone, value)| {
            view! {
                <input
                    class="input"
                    aria-label=self.label(*zone)
                    aria-describedby=format!("{}-a", self.place.id)
                    readonly
                    value=value.clone()
                    prop:value=value
                />
            }
            .into_any()
        });
        self.framed(inputs.collect())
    }
}

fn is_about(verdict: &Verdict, zone: usize) -> bool {
    match verdict {
        Verdict::Refused(Refusal::Value { zone: wrong, .. } | Refusal::ZoneMissing { zone: wrong }) => {
            *wrong == zone
        }
        _ => false,
    }
}
