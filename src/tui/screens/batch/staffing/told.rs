//! A panel told in lines: how it stands, what speaks against it, who could serve instead, and how its draw is repeated.

use super::seats::Seat;
use crate::credential::draw::{lot, lot_text};
use crate::domain::evaluation::staffing::{Problem, Proposal, Weight};
use crate::domain::evaluation::way::Way;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::ops::Office;
use crate::ops::recusal::tied_supervisors;
use crate::ops::staffing::{Panel, repeats};
use crate::say;
use crate::store::Failure;
use crate::store::act::PanelDrawn;
use crate::tui::popup::tell::Tell;
use crate::tui::screens::parts::words::{grouped, minute};
use crate::tui::theme::Theme;
use crate::tui::widget::detail::Told;

/// What stands below the list: the paper whole, which its column may cut, and the panel.
pub fn seat(seat: &Seat, lang: Lang, theme: &Theme) -> Vec<Told> {
    let paper = seat
        .paper
        .iter()
        .map(|paper| say!(lang, "试卷：{} {}", "Paper: {} {}", inert(&paper.version), inert(&paper.title)));
    let paper = paper.map(|text| Told::Text(0, text, theme.muted));
    paper.chain(way(seat, lang, theme)).chain(panel(&seat.panel, lang, theme)).collect()
}

/// How the panel works where it is not simply each for themselves.
fn way(seat: &Seat, lang: Lang, theme: &Theme) -> Vec<Told> {
    let name = seat.way.say(lang);
    match seat.way {
        Way::Independent => Vec::new(),
        Way::MeasuresAgreed => {
            let text = say!(lang, "{name}：测得值全组共同签字", "{name}: all of the panel sign the measured values");
            vec![Told::Text(0, text, theme.muted)]
        }
        Way::ByItem if seat.division.is_empty() => {
            let text =
                say!(lang, "? {name}：还没有分工，按 f 分工", "? {name}: not divided yet, f divides the questions");
            vec![Told::Text(0, text, theme.warn)]
        }
        Way::ByItem => {
            let share = |(question, names): &(String, Vec<String>)| {
                let names = names.iter().map(|name| inert(name)).collect::<Vec<_>>().join(lang.pick("、", ", "));
                say!(lang, "试题 {question} {names}", "question {question} {names}")
            };
            let all = seat.division.iter().map(share).collect::<Vec<_>>().join(lang.pick("；", "; "));
            let colon = lang.pick("：", ": ");
            vec![Told::Text(0, format!("{name}{colon}{all}"), theme.muted)]
        }
    }
}

/// The panel in short.
fn panel(panel: &Panel, lang: Lang, theme: &Theme) -> Vec<Told> {
    let check = &panel.check;
    let (n, needed) = (check.candidates, check.needed);
    let rule = say!(lang, "考生 {n} 人，应有考评员 {needed} 人。", "{n} candidates, {needed} examiners needed.");
    let mut lines = vec![Told::Text(0, rule, theme.muted)];
    if let Some(seed) = panel.origin.as_ref().and_then(|origin| origin.seed.as_deref()) {
        let seed = grouped(seed);
        let text = say!(lang, "抽取产生，种子 {seed}", "Drawn by lot, seed {seed}");
        lines.push(Told::Text(0, text, theme.good));
    }
    lines.extend(check.problems.iter().map(|one| problem(one, lang, theme)));
    if let Some(origin) = panel.origin.as_ref().filter(|origin| !origin.overridden.is_empty()) {
        let reason = inert(origin.reason.as_deref().unwrap_or_default());
        lines.push(Told::Text(1, say!(lang, "理由：{reason}", "Reason: {reason}"), theme.muted));
    }
    if check.stands() && !panel.members.is_empty() {
        lines.push(Told::Text(0, lang.pick("考评组符合规定。", "The panel is lawful.").to_owned(), theme.good));
    }
    let names: Vec<String> = check.proposals.iter().map(|proposal| name(proposal, lang)).collect();
    let names =
        if names.is_empty() { lang.pick("无", "nobody").to_owned() } else { names.join(lang.pick("、", ", ")) };
    lines.push(Told::Text(0, say!(lang, "还可派：{names}", "Could also serve: {names}"), theme.muted));
    lines
}

fn problem(problem: &Problem, lang: Lang, theme: &Theme) -> Told {
    let text = problem.say(lang);
    match problem.weight {
        Weight::Forbids => Told::Marked("!", text, theme.bad),
        Weight::Warns => Told::Marked("?", text, theme.warn),
        Weight::Overridden => {
            Told::Marked("-", say!(lang, "{text}（已写明理由）", "{text} (overridden with a reason)"), theme.muted)
        }
        Weight::Notes => Told::Marked("-", text, theme.muted),
    }
}

fn name(proposal: &Proposal, lang: Lang) -> String {
    let name = inert(&proposal.name);
    let warned = proposal.problems.iter().any(|problem| problem.weight == Weight::Warns);
    let mark = if warned { lang.pick("（须写明理由）", " (with a reason)") } else { "" };
    format!("{name}{mark}")
}

/// Everything about a panel, to be scrolled: each one's reasons, and the draw with what anyone needs to repeat it.
pub fn everything(seat: &Seat, office: &Office) -> Result<Tell, Failure> {
    let read = office.read();
    let whole = seat.panel.clone();
    let case = crate::ops::staffing::case(&read, whole.key)?;
    let members: Vec<_> = whole.members.iter().map(|member| member.person).collect();
    let marks = |role: &crate::domain::stamp::Role| {
        use crate::domain::stamp::Role::{Examiner, PanelLeader};
        matches!(role, Examiner | PanelLeader)
    };
    let others = case.people.iter().filter(|one| one.roles.iter().any(marks) && !members.contains(&one.person));
    let against: Vec<Vec<Problem>> = others.map(|one| case.against(one)).filter(|found| !found.is_empty()).collect();
    let drawn = match whole.origin.as_ref().filter(|origin| origin.seed.is_some()) {
        Some(origin) => read.draw(origin.seq)?,
        None => None,
    };
    let lots = drawn.as_ref().map(|drawn| lots(drawn, &read)).transpose()?;
    let supervisors = match read.batch(whole.key.batch)? {
        Some(batch) => tied_supervisors(&read, &batch)?,
        None => Vec::new(),
    };
    let (at, by) = match &whole.origin {
        Some(origin) => (minute(&origin.at), read.person_name(origin.by)?),
        None => Default::default(),
    };
    let Both { zh, en } = &seat.title;
    let (zh_subject, en_subject) = (seat.subject().say(Lang::Zh), seat.subject().say(Lang::En));
    let title = Both { zh: format!("{zh} {zh_subject}"), en: format!("{en} {en_subject}") };
    let rows = 8 + against.len() * 2 + supervisors.len() * 4 + lots.as_ref().map_or(0, |lots| lots.len() + 8);
    Ok(Tell::new(title, rows, move |lang, theme| {
        let mut lines = panel(&whole, lang, theme);
        if !at.is_empty() {
            let by = inert(&by);
            lines.push(Told::Text(0, say!(lang, "{at} 由{by}派遣", "Set on {at} by {by}"), theme.muted));
        }
        if let (Some(drawn), Some(lots)) = (&drawn, &lots) {
            lines.extend([Told::Blank, Told::Heading("抽取", "The draw")]);
            lines.extend(how(drawn, lots, lang, theme));
        }
        if !against.is_empty() {
            lines.extend([Told::Blank, Told::Heading("其他人", "The others")]);
            lines.extend(against.iter().flatten().map(|one| problem(one, lang, theme)));
        }
        if !supervisors.is_empty() {
            lines.extend([Told::Blank, Told::Heading("督导员回避", "Supervisors who stand aside")]);
            for (name, ties) in &supervisors {
                let (name, colon) = (inert(name), lang.pick("：", ": "));
                for tied in ties {
                    let text =
                        format!("{} {name}{colon}{}", if tied.certain { "!" } else { "?" }, tied.told().say(lang));
                    lines.push(Told::Text(0, text, if tied.certain { theme.bad } else { theme.warn }));
                }
            }
        }
        lines
    }))
}

/// Each of the pool: number, name, the beginning of the lot, and what came of it.
type Lot = (i64, String, String, Both);

fn lots(drawn: &PanelDrawn, read: &crate::store::Read) -> Result<Vec<Lot>, Failure> {
    let mut lots = Vec::new();
    for person in &drawn.pool {
        let member = drawn.members.iter().find(|member| member.person == *person);
        let came = match member {
            Some(member) if member.leader => crate::both!("组长", "leader"),
            Some(_) => crate::both!("组员", "member"),
            None if drawn.passed_over.contains(person) => crate::both!("轮换让出", "passed over: rotation"),
            None => crate::both!("", ""),
        };
        let digest = lot(&drawn.seed, *person).to_string();
        lots.push((person.0, read.person_name(*person)?, digest[..16].to_owned(), came));
    }
    Ok(lots)
}

fn how(drawn: &PanelDrawn, lots: &[Lot], lang: Lang, theme: &Theme) -> Vec<Told> {
    let row = |(number, name, digest, came): &Lot| {
        let style = if came.zh.is_empty() { theme.muted } else { theme.text };
        Told::Pieces(
            0,
            vec![
                (format!("{number:>4}  "), theme.muted),
                (format!("{}  ", crate::tui::widget::fit::pad(name, 12)), style),
                (format!("{}…  ", grouped(digest)), theme.muted),
                (came.say(lang), theme.good),
            ],
        )
    };
    let mut lines: Vec<Told> = lots.iter().map(row).collect();
    let text = drawn.pool.first().map(|person| lot_text(&drawn.seed, *person)).unwrap_or_default();
    let how = say!(
        lang,
        "重算：对每个人的编号算 SHA-256，从小到大依次取人。例如 printf {text} | sha256sum",
        "To repeat: take each number's SHA-256 and the people from the smallest up, as in printf {text} | sha256sum"
    );
    lines.extend([Told::Blank, Told::Text(0, how, theme.muted)]);
    lines.push(if repeats(drawn) {
        Told::Text(0, lang.pick("本机重算一致。", "Computed again here: it agrees.").to_owned(), theme.good)
    } else {
        Told::Marked("!", lang.pick("重算不一致。", "Computed again here: it differs.").to_owned(), theme.bad)
    });
    lines
}
