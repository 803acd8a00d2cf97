//! A year's report for the county: paragraphs that a clerk can paste, tables, and bars; on the screen, as a workbook and on paper.

use std::path::Path;

use super::print::Paper;
use super::print::write::{is_pdf, write};
use super::save::save;
use super::table::Table;
use crate::document::report::{self, Bars, Report};
use crate::domain::employment::county::Line;
use crate::domain::employment::register::{Register, columns, yuan};
use crate::domain::employment::{Ending, Rank};
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::ops::Office;
use crate::ops::employment::year::{Year, sum};
use crate::say;
use crate::store::Failure;
use crate::store::backup::Existing;
use crate::store::employment::read::Counted;

/// So many bars stand in a chart.
const BARS: usize = 12;

/// How a counted word is told.
#[derive(Clone, Copy)]
enum Told {
    Level,
    Rank,
    Ending,
    /// The words of a register's column.
    Column(Register, &'static str),
}

fn told(word: &str, of: Told, lang: Lang) -> String {
    match of {
        Told::Level => Level::parse(word).map_or_else(|| word.to_owned(), |level| level.say(lang)),
        Told::Rank => {
            word.parse().ok().and_then(Rank::from_number).map_or_else(|| word.to_owned(), |rank| rank.say(lang))
        }
        Told::Ending => Ending::from_word(word).map_or_else(|| word.to_owned(), |ending| ending.say(lang)),
        Told::Column(register, sql) => {
            let column = columns(register).iter().find(|column| column.sql == sql);
            match column.map(|column| column.holds) {
                Some(crate::domain::employment::register::Holds::Word(words)) => words
                    .iter()
                    .find(|known| known.word == word)
                    .map_or_else(|| word.to_owned(), |known| known.say(lang)),
                _ => word.to_owned(),
            }
        }
    }
}

/// `高级工 12 人、技师 3 人`; nothing where nothing was counted.
fn list(counted: &[Counted], of: Told, unit: (&str, &str), lang: Lang) -> String {
    let each = counted.iter().map(|one| {
        let (word, n, unit) = (told(&one.word, of, lang), one.count, lang.pick(unit.0, unit.1));
        match lang {
            Lang::Zh => format!("{word} {n} {unit}"),
            Lang::En => format!("{word}: {n}"),
        }
    });
    each.collect::<Vec<_>>().join(lang.pick("、", ", "))
}

/// `（…）` where there is something to say.
fn aside(text: String, lang: Lang) -> String {
    if text.is_empty() { text } else { format!("{}{text}{}", lang.pick("（", " ("), lang.pick("）", ")")) }
}

fn named(line: &Line, lang: Lang) -> String {
    format!("{} {}", inert(&line.trade.title()), line.rank.say(lang))
}

/// The title.
pub fn title(year: &Year, lang: Lang) -> String {
    let n = year.year;
    say!(lang, "{n} 年技能人才聘任与培养情况报告", "Skilled workers in {n}: appointed, treated, trained")
}

/// The report in sentences, a paragraph each, ready to be pasted.
pub fn paragraphs(year: &Year, lang: Lang) -> Vec<String> {
    let (of, as_of, coverage) = (year.year, year.as_of, year.coverage.say(lang));
    let mut out = vec![say!(
        lang,
        "本报告为 {of} 年情况，时点数截至 {as_of}；供需数据{coverage}。",
        "This report is for {of}; what stands, stands as of {as_of}. Supply and demand: {coverage}."
    )];
    let issued = sum(&year.issued);
    let (certificates, holders) = (year.total(|line| line.certificates), year.total(|line| line.holders));
    let levels = aside(list(&year.issued, Told::Level, ("本", ""), lang), lang);
    out.push(say!(
        lang,
        "一、持证。全年新发证书 {issued} 本{levels}；有效证书共 {certificates} 本，持证 {holders} 人次（每人在每个职业按最高等级计一次，补发不重计，撤销、注销不计）。",
        "1. Certificates. Issued in the year: {issued}{levels}; standing: {certificates}, held by {holders} (each person once a trade, at their highest; a reissue counts once, revoked and annulled ones do not)."
    ));
    let (employers, established, gap) = (year.employers, year.total(|line| line.established), year.total(Line::gap));
    let (held, begun, ended) = (sum(&year.held), sum(&year.begun), sum(&year.ended));
    let ranks = aside(list(&year.held, Told::Rank, ("人", ""), lang), lang);
    let ends = aside(list(&year.ended, Told::Ending, ("人", ""), lang), lang);
    let (soon, uncertified, notices) = (year.ending_soon, year.uncertified, year.notices);
    out.push(say!(
        lang,
        "二、聘任。用人单位 {employers} 家，核定岗位 {established} 个，在聘 {held} 人{ranks}；全年起聘 {begun} 人次，期前终止 {ended} 人次{ends}。90 天内到期 {soon} 人，无证在聘 {uncertified} 人，依据证书已失效 {notices} 人。",
        "2. Appointments. Employers: {employers}; places: {established}; appointed: {held}{ranks}; terms begun in the year: {begun}; ended early: {ended}{ends}. Ending within 90 days: {soon}; without a certificate: {uncertified}; whose certificate no longer stands: {notices}."
    ));
    let (fillable, surplus) = (year.total(Line::fillable), year.total(Line::surplus));
    let most = |of: fn(&Line) -> u32| {
        let lines = year.most(of, 3);
        let named = lines.iter().map(|line| say!(lang, "{} {} 人", "{}: {}", named(line, lang), of(line)));
        aside(named.collect::<Vec<_>>().join(lang.pick("、", ", ")), lang)
    };
    let (short, spare) = (most(Line::gap), most(Line::surplus));
    out.push(say!(
        lang,
        "三、供需。缺口 {gap} 人{short}，其中可由持证未聘补足 {fillable} 人；富余 {surplus} 人{spare}。缺口 = 核定岗位 − 在聘。",
        "3. Supply and demand. Lacking: {gap}{short}; of these holders who are not appointed could fill {fillable}; trained beyond need: {surplus}{spare}. The gap is places less appointed."
    ));
    let (groups, allowances) = (year.unequal.len(), yuan(year.allowances));
    out.push(say!(
        lang,
        "四、待遇。在聘人员聘书月津贴合计 {allowances} 元；同岗同等级待遇不同的 {groups} 组，已列名核对。",
        "4. Treatment. Monthly allowances by the documents of appointment: {allowances} yuan. Posts that treat the same rank differently: {groups}, listed for a check."
    ));
    let [people, courses, trained, hours] = year.training;
    let plans = aside(list(&year.plans, Told::Column(Register::Plan, "stage"), ("个", ""), lang), lang);
    let (planned, pairs) = (sum(&year.plans), sum(&year.pairs));
    let outcomes = aside(list(&year.pairs, Told::Column(Register::Pair, "outcome"), ("对", ""), lang), lang);
    let ([events, places], [bases, seats]) = (year.competitions, year.bases);
    out.push(say!(
        lang,
        "五、培养。培训计划 {planned} 个{plans}，计划 {people} 人；开课 {courses} 门，参训 {trained} 人，完成 {hours} 学时。师带徒 {pairs} 对{outcomes}。举办技能竞赛 {events} 场，获奖 {places} 人次。实训基地 {bases} 个，工位 {seats} 个。",
        "5. Growing people. Training plans: {planned}{plans}, for {people}; courses: {courses}; people in them: {trained}; hours sat: {hours}. Masters with an apprentice: {pairs}{outcomes}. Competitions: {events}; places taken: {places}. Training bases: {bases}; workplaces: {seats}."
    ));
    let (members, agreements, offers) = (sum(&year.members), year.agreements, sum(&year.offers));
    let sorts = aside(list(&year.members, Told::Column(Register::Organisation, "sort"), ("家", ""), lang), lang);
    let kinds = aside(list(&year.offers, Told::Column(Register::Offer, "kind"), ("项", ""), lang), lang);
    out.push(say!(
        lang,
        "六、政校企园联盟。成员 {members} 家{sorts}，有效协议 {agreements} 项，共享资源 {offers} 项{kinds}。",
        "6. The alliance. Members: {members}{sorts}; agreements in force: {agreements}; things shared: {offers}{kinds}."
    ));
    out
}

/// A chart: its title, and label, value and what it shows of each bar.
pub fn charts(year: &Year, lang: Lang) -> Vec<Bars> {
    let lines = |of: fn(&Line) -> u32| {
        let bars = year.most(of, BARS).into_iter().map(|line| (named(line, lang), u64::from(of(line))));
        bars.collect::<Vec<_>>()
    };
    let counted = |counted: &[Counted], of| {
        counted.iter().map(|one| (told(&one.word, of, lang), u64::from(one.count))).collect::<Vec<_>>()
    };
    let charts = [
        (lang.pick("缺人最多的岗位（人）", "Where most people lack"), lines(Line::gap)),
        (lang.pick("持证富余最多（人）", "Where more are trained than needed"), lines(Line::surplus)),
        (lang.pick("在聘人员等级（人）", "Appointed, by rank"), counted(&year.held, Told::Rank)),
        (lang.pick("全年发证（本）", "Issued in the year, by level"), counted(&year.issued, Told::Level)),
        (
            lang.pick("共享资源（项）", "What is shared, by kind"),
            counted(&year.offers, Told::Column(Register::Offer, "kind")),
        ),
    ];
    let made = charts.into_iter().map(|(title, bars)| Bars { title: title.to_owned(), bars });
    made.filter(|chart| !chart.bars.is_empty()).collect()
}

/// Supply and demand, line by line, with the sums below.
pub fn table(year: &Year, lang: Lang) -> Table {
    let header = [
        ("职业", "Trade"),
        ("等级", "Rank"),
        ("发证本数", "Certificates"),
        ("持证人数", "Holders"),
        ("在聘人数", "Appointed"),
        ("核定岗位", "Places"),
        ("缺口", "Gap"),
        ("可由持证未聘补足", "Fillable"),
        ("富余", "Surplus"),
    ];
    let numbers: [fn(&Line) -> u32; 7] = [
        |line| line.certificates,
        |line| line.holders,
        |line| line.appointed,
        |line| line.established,
        Line::gap,
        Line::fillable,
        Line::surplus,
    ];
    let row = |line: &Line| {
        let mut cells = vec![inert(&line.trade.title()), line.rank.say(lang)];
        cells.extend(numbers.iter().map(|of| of(line).to_string()));
        cells
    };
    let mut rows: Vec<Vec<String>> = year.lines.iter().map(row).collect();
    let mut sums = vec![lang.pick("合计", "Total").to_owned(), String::new()];
    sums.extend(numbers.iter().map(|of| year.total(*of).to_string()));
    rows.push(sums);
    Table {
        sheet: lang.pick("供需", "Supply and demand").to_owned(),
        titles: vec![title(year, lang)],
        header: header.iter().map(|(zh, en)| lang.pick(zh, en).to_owned()).collect(),
        rows,
    }
}

/// The whole report as rows: its sentences as titles, the table, and below it each chart's figures.
fn whole(year: &Year, lang: Lang) -> Table {
    let mut table = table(year, lang);
    table.titles.extend(paragraphs(year, lang));
    for chart in charts(year, lang) {
        table.rows.push(Vec::new());
        table.rows.push(vec![chart.title]);
        table.rows.extend(chart.bars.into_iter().map(|(label, value)| vec![label, String::new(), value.to_string()]));
    }
    table
}

/// Writes the report as what the name's ending says: `.pdf`, `.txt`, else `.xlsx` or `.csv`.
pub fn export(office: &Office, year: &Year, to: &Path, lang: Lang, existing: Existing) -> Result<(), Failure> {
    let ending = to.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    if ending == "txt" {
        let mut text = vec![title(year, lang), String::new()];
        text.extend(paragraphs(year, lang));
        return write(format!("{}\n", text.join("\n")).as_bytes(), to, existing);
    }
    if !is_pdf(to) {
        return save(&whole(year, lang), to, existing);
    }
    let station = office.employment()?.station()?.map_or(String::new(), |(name, _)| inert(&name));
    let paper = Paper::today(office, &station, lang);
    let supply = table(year, lang);
    let report = Report {
        title: title(year, lang),
        station: station.clone(),
        paragraphs: paragraphs(year, lang),
        charts: charts(year, lang),
        header: supply.header,
        rows: supply.rows,
        heading: supply.sheet,
    };
    write(&paper.pdf(&report.title, &report::pages(&report, paper.faces, lang)?)?, to, existing)
}
