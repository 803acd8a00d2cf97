//! What the screen asks for: who serves, which paper, and the reason for what warns.

use super::seats::Seat;
use crate::both;
use crate::domain::evaluation::staffing::{Case, Colleague, Duty, Problem, Weight};
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::stamp::Role;
use crate::ops::staffing::{PanelKey, draw_panel, name_panel};
use crate::store::act::PanelDrawn;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::popup::fill::Fill;
use crate::tui::popup::several::Several;
use crate::tui::screens::parts::words;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

/// Everybody who has to do with marking: who may serve first, the others greyed with the reason.
pub fn people(seat: &Seat, case: &Case) -> (Vec<PersonId>, Several) {
    let serving: Vec<PersonId> = seat.panel.members.iter().map(|member| member.person).collect();
    let marks = |one: &&Colleague| {
        let role = [Role::Examiner, Role::PanelLeader, Role::ScoreKeeper].iter().any(|role| one.has(*role));
        role || serving.contains(&one.person)
    };
    let mut offered: Vec<(&Colleague, Vec<Problem>)> =
        case.people.iter().filter(marks).map(|one| (one, case.against(one))).collect();
    let gravest = |found: &[Problem]| found.iter().map(|problem| problem.weight).min().unwrap_or(Weight::Notes);
    let place = |one: &Colleague, found: &[Problem]| match gravest(found) {
        Weight::Forbids => 3,
        Weight::Warns => 2,
        // Marks are keyed by score keepers in the first place.
        _ if case.duty == Duty::Key && !one.has(Role::ScoreKeeper) => 1,
        Weight::Overridden | Weight::Notes => 0,
    };
    offered.sort_by_key(|(one, found)| (place(one, found), one.person));
    let choices = offered.iter().map(|(one, found)| choice(one, found)).collect();
    let ids: Vec<PersonId> = offered.iter().map(|(one, _)| one.person).collect();
    let picked = serving.iter().filter_map(|person| ids.iter().position(|id| id == person)).collect();
    let (Both { zh, en }, needed) = (&seat.title, case.needed());
    let (zh_subject, en_subject) = (seat.subject().say(Lang::Zh), seat.subject().say(Lang::En));
    let title = both!("{zh} {zh_subject}：应有 {needed} 人", "{en} {en_subject}: {needed} needed");
    (ids, Several::new(title, choices, picked))
}

fn choice(one: &Colleague, found: &[Problem]) -> Choice {
    let choice = Choice::new(words::data(inert(&one.name)));
    let mut grave: Vec<&Problem> =
        found.iter().filter(|problem| matches!(problem.weight, Weight::Forbids | Weight::Warns)).collect();
    grave.sort_by_key(|problem| problem.weight);
    let Some(first) = grave.first() else {
        let leads = one.has(Role::PanelLeader);
        let what = match &one.record {
            Some(record) => words::both(&record.kind),
            None => one.roles.first().map_or_else(|| words::data(""), words::both),
        };
        let Both { zh, en } = what;
        return choice.note(if leads { both!("{zh}，组长", "{en}, leader") } else { both!("{zh}", "{en}") });
    };
    let Both { zh, en } = words::both(&first.reason);
    let more = grave.len() - 1;
    let note = if more > 0 { both!("{zh}，另有 {more} 项", "{en}; {more} more") } else { both!("{zh}", "{en}") };
    Choice { off: first.weight == Weight::Forbids, ..choice.note(note) }
}

pub fn paper(seat: &Seat) -> Choose {
    let choice = |paper: &crate::store::read::standard::PaperRow| {
        let (title, version) = (&paper.title, &paper.version);
        Choice::new(both!("{title}", "{title}")).note(both!("{version}", "{version}"))
    };
    let now = seat.paper.as_ref().and_then(|now| seat.papers.iter().position(|paper| paper.id == now.id));
    Choose::new(both!("试卷", "Paper"), seat.papers.iter().map(choice).collect()).at(now.unwrap_or(0))
}

/// What warned is told, and the panel is named with the reason that is given.
pub fn reason_to_name(key: PanelKey, people: Vec<PersonId>, warned: Both) -> Fill {
    let reason = Field::text("reason", "理由", "Reason", 50).required();
    let fill = Fill::new(
        both!("写明理由后派遣", "Name with a reason"),
        Form::new(vec![reason]),
        move |form, context| {
            let reason = form.field("reason").as_text().to_owned();
            let done = name_panel(&mut context.office, key, &people, Some(&reason));
            let done = context.tell(done).is_some();
            if done {
                context.done(named(people.len()));
            }
            done
        },
    );
    fill.intro(warned).intro(both!(
        "理由记入日志，并与考评组一起显示。",
        "The reason enters the journal and is shown with the panel."
    ))
}

/// A panel is there already; another lot needs its reason.
pub fn reason_to_draw(key: PanelKey) -> Fill {
    let reason = Field::text("reason", "理由", "Reason", 50).required();
    let fill = Fill::new(both!("重新抽取", "Draw anew"), Form::new(vec![reason]), move |form, context| {
        let reason = form.field("reason").as_text().to_owned();
        let done = draw_panel(&mut context.office, key, Some(&reason));
        let done = context.tell(done);
        if let Some(done) = &done {
            context.done(drawn(done));
        }
        done.is_some()
    });
    fill.intro(both!("已有考评组。每次抽取都记入日志。", "There is a panel already. Every draw enters the journal."))
}

pub fn named(n: usize) -> Both {
    both!("考评组已定：{n} 人。", "The panel is named: {n}.")
}

pub fn drawn(drawn: &PanelDrawn) -> Both {
    let (of, n) = (drawn.pool.len(), drawn.members.len());
    both!("{of} 人中抽出 {n} 人；按 w 看种子和重算方法。", "{n} of {of} drawn; w shows the seed and how to repeat it.")
}
