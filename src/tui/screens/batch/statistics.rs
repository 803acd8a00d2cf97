//! The examiners of a batch beside one another: who marks severely, who mildly, and how often like the leader.

use crate::both;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::language::Say;
use crate::domain::score::{Score, round_half_up};
use crate::ops::statistics::Figures;
use crate::say;
use crate::tui::context::Context;
use crate::tui::screens::parts::reader::Reader;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::{fit, pad, pad_left, width};

/// Columns on either side of the middle of the chart.
const HALF: usize = 10;
/// Columns of the blanks and the line between the parts of a row.
const BESIDE: usize = 9;

/// The page of the figures, which were read once.
pub fn page(figures: Vec<Figures>) -> Reader {
    Reader::new(both!("考评员统计", "Examiners"), move |context| lines(&figures, context))
}

fn lines(figures: &[Figures], context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    if figures.is_empty() {
        let text = lang
            .pick("还没有全组签完的科目；签齐后才有统计。", "No panel has signed whole yet; figures come once it has.");
        return vec![Told::Text(0, text.to_owned(), theme.muted)];
    }
    let most = figures.iter().map(|one| one.figures.severity.numer().abs() / one.figures.severity.denom()).max();
    let most = most.unwrap_or(0).max(100);
    let told = figures.iter().map(|one| width(&one.severity().say(lang))).max().unwrap_or(0);
    // What the bars and what is said of them leave; a narrow window cuts names.
    let room = usize::from(context.size.width).saturating_sub(2 * HALF + told + BESIDE).max(16);
    let name = figures.iter().map(|one| width(&one.name)).max().unwrap_or(6).clamp(6, room);
    let mut told = Vec::new();
    let mut last: Option<SubjectKind> = None;
    for one in figures {
        if last != Some(one.subject) {
            if last.is_some() {
                told.push(Told::Blank);
            }
            told.push(Told::Text(0, one.subject.say(lang), theme.title));
            let (severe, mild) = (lang.pick("偏严", "severe"), lang.pick("偏宽", "mild"));
            let axis = format!("{}{}|{mild}", pad("", name + 2), pad_left(severe, HALF));
            told.push(Told::Text(1, axis, theme.muted));
            last = Some(one.subject);
        }
        let severity = round_half_up(one.figures.severity, 1);
        let length = bar(severity, most);
        let (left, right) = match severity.0 {
            n if n < 0 => (pad_left(&"█".repeat(length), HALF), pad("", HALF)),
            _ => (pad("", HALF), pad(&"█".repeat(length), HALF)),
        };
        let style = if severity.0 < 0 { theme.warn } else { theme.accent };
        told.push(Told::Pieces(
            1,
            vec![
                (format!("{}  ", pad(&fit(&one.name, name), name)), theme.text),
                (left, style),
                ("|".to_owned(), theme.muted),
                (right, style),
                (format!("  {}", one.severity().say(lang)), theme.text),
            ],
        ));
        let (candidates, spread, leader) = (one.figures.candidates, one.spread(), one.as_leader().say(lang));
        let kappa =
            one.kappa().map_or(String::new(), |kappa| say!(lang, "，加权 kappa {kappa}", ", weighted kappa {kappa}"));
        let detail = say!(
            lang,
            "同评 {candidates} 人，离散 {spread} 分；{leader}{kappa}",
            "{candidates} candidates, spread {spread}; {leader}{kappa}"
        );
        told.push(Told::Text(2, detail, theme.muted));
    }
    told.push(Told::Blank);
    let note = lang.pick(
        "偏严、偏宽：同一批考生上，本人总分比同组其他人平均低或高多少。离散：这个差距自身的平均波动。kappa 按 0–3 档线性加权，1 为完全一致。统计不影响任何成绩。",
        "Severe and mild: own totals against the mean of the others on the same candidates. Spread: how much that difference itself varies. Kappa is linearly weighted over four bands; 1 is full agreement. No figure here decides a score.",
    );
    told.push(Told::Text(0, note.to_owned(), theme.muted));
    told
}

/// Columns of a bar: at least one where the difference is not nothing.
fn bar(severity: Score, most: i128) -> usize {
    let away = i128::from(severity.0.abs());
    let columns = usize::try_from(away * HALF as i128 / most).unwrap_or(HALF).min(HALF);
    if away > 0 { columns.max(1) } else { 0 }
}
