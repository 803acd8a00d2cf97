//! The certificates that stand, counted for a yearly report: each year by level with sex and age at issue, and by trade.

use ratatui::style::Style;

use crate::both;
use crate::domain::identity::Sex;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::say;
use crate::store::read::tally::{BANDS, Cell, Tally};
use crate::tui::context::Context;
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::words;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::{fit, pad, pad_left, width};

/// Columns of a trade's name at most.
const TRADE: usize = 28;

/// The page of the figures, which were read once.
pub fn page(tally: Vec<Tally>) -> Reader {
    Reader::new(both!("取证统计", "Figures"), move |context| lines(&tally, context))
}

fn lines(tally: &[Tally], context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    if tally.is_empty() {
        let text =
            lang.pick("还没有有效的证书；核发后才有统计。", "No certificate stands yet; figures come with the first.");
        return vec![Told::Text(0, text.to_owned(), theme.muted)];
    }
    let mut told = Vec::new();
    // The last year first.
    for of_year in tally.chunk_by(|one, next| one.year == next.year).rev() {
        let cells: Vec<Cell> = of_year.iter().flat_map(|trade| trade.cells.iter().copied()).collect();
        let (year, total) = (of_year[0].year, sum(&cells, |_| true));
        let title = say!(lang, "{year} 年核发、现在有效：{total} 本", "Issued in {year} and standing: {total}");
        told.push(Told::Text(0, title, theme.title));
        told.extend(table(&levels(&cells, lang), theme.muted, theme.text));
        told.push(Told::Blank);
        told.extend(table(&trades(of_year, lang), theme.muted, theme.text));
        told.push(Told::Blank);
    }
    let note = lang.pick(
        "只数本站核发、现在有效（含补发、更正）的证书；撤销、注销的不在内。“≤24”等是发证之日的周岁。命令行：list tally。",
        "Certificates issued here that stand, reissued and corrected ones among them; revoked and annulled ones are not. “≤24” and the like are ages in whole years on the day of issue. On the command line: list tally.",
    );
    told.push(Told::Text(0, note.to_owned(), theme.muted));
    told
}

fn sum(cells: &[Cell], which: impl Fn(&Cell) -> bool) -> u32 {
    cells.iter().filter(|cell| which(cell)).map(|cell| cell.certificates).sum()
}

/// A table's rows, the heading first; columns that hold nothing are left out.
struct Rows {
    heading: Vec<String>,
    rows: Vec<(String, Vec<u32>)>,
}

/// A level a row: how many, of which sex, at which age.
fn levels(cells: &[Cell], lang: Lang) -> Rows {
    let sexes = [Some(Sex::Male), Some(Sex::Female), None];
    let ages: Vec<Option<u8>> = BANDS.into_iter().map(Some).chain([None]).collect();
    let mut heading = vec![lang.pick("等级", "Level").to_owned(), lang.pick("合计", "All").to_owned()];
    let unknown = || lang.pick("不详", "n/k").to_owned();
    heading.extend(sexes.iter().map(|one| one.map_or_else(unknown, |sex| sex.say(lang))));
    heading.extend(ages.iter().map(|one| one.map_or_else(unknown, years)));
    let row = |name: String, of: &dyn Fn(&Cell) -> bool| {
        let mut counts = vec![sum(cells, of)];
        counts.extend(sexes.iter().map(|one| sum(cells, |cell| of(cell) && cell.sex == *one)));
        counts.extend(ages.iter().map(|one| sum(cells, |cell| of(cell) && cell.age == *one)));
        (name, counts)
    };
    let here = Level::ALL.into_iter().filter(|level| cells.iter().any(|cell| cell.level == *level));
    let mut rows: Vec<_> = here.map(|level| row(words::level(level, lang), &|cell| cell.level == level)).collect();
    rows.push(row(lang.pick("合计", "All").to_owned(), &|_| true));
    Rows { heading, rows }
}

/// A band of ages as a heading: `≤24`, `25–34`, `≥55`.
fn years(from: u8) -> String {
    match BANDS.into_iter().find(|next| *next > from).map(|next| next - 1) {
        Some(to) if from == 0 => format!("≤{to}"),
        Some(to) => format!("{from}–{to}"),
        None => format!("≥{from}"),
    }
}

/// A trade a row: how many of each level.
fn trades(trades: &[Tally], lang: Lang) -> Rows {
    let mut heading = vec![lang.pick("职业", "Trade").to_owned(), lang.pick("合计", "All").to_owned()];
    heading.extend(Level::ALL.iter().map(|level| words::level(*level, lang)));
    let row = |trade: &Tally| {
        let mut counts = vec![sum(&trade.cells, |_| true)];
        counts.extend(Level::ALL.iter().map(|level| sum(&trade.cells, |cell| cell.level == *level)));
        (trade.trade_name.clone(), counts)
    };
    Rows { heading, rows: trades.iter().map(row).collect() }
}

fn table(table: &Rows, muted: Style, text: Style) -> Vec<Told> {
    let held = |column: usize| table.rows.iter().any(|(_, counts)| counts[column] > 0);
    let columns: Vec<usize> = (0..table.heading.len() - 1).filter(|column| held(*column)).collect();
    let first =
        table.rows.iter().map(|(name, _)| width(name)).chain([width(&table.heading[0])]).max().unwrap_or(0).min(TRADE);
    // Figures of five digits stand below the narrowest heading: all columns fit into eighty.
    let wide = |column: usize| width(&table.heading[column + 1]).max(5) + 2;
    let line = |name: &str, cell: &dyn Fn(usize) -> String, style: Style| {
        let cells = columns.iter().map(|column| pad_left(&cell(*column), wide(*column)));
        Told::Pieces(1, vec![(pad(&fit(name, first), first) + &cells.collect::<String>(), style)])
    };
    let mut told = vec![line(&table.heading[0], &|column| table.heading[column + 1].clone(), muted)];
    let figure = |n: u32| if n == 0 { "–".to_owned() } else { n.to_string() };
    told.extend(table.rows.iter().map(|(name, counts)| line(name, &|column| figure(counts[column]), text)));
    told
}
