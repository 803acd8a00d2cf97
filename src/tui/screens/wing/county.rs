//! The county's question on one screen: certified, holding, appointed, established, short, and who could fill it; as numbers, and as
//! a chart of supply and demand.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::WingIntent;
use crate::domain::employment::county::Line;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::ops::employment::report::{County, county};
use crate::ops::employment::set_county_stations;
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::widget::chart::lying;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::{fit, wrap};
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

/// Columns of a bar: as many as the window has over, between these.
const BAR: std::ops::RangeInclusive<u16> = 10..=40;
/// What the columns before the bars take at most.
const FIGURES: u16 = 106;

/// A line with the longest bar of all, so that bars can be compared.
#[derive(Clone)]
struct Shown {
    line: Line,
    most: u64,
    bar: u16,
}

type Cells = fn(&Shown, Lang, &Theme) -> Vec<Cell>;

pub struct CountyScreen {
    list: List<Fixed<Shown, Cells>>,
    seen: Option<County>,
    region: Option<String>,
    regions: Vec<String>,
    /// Columns of a bar in this window.
    bar: u16,
    asked: bool,
}

fn cells(shown: &Shown, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let (line, most, bar) = (&shown.line, shown.most, shown.bar);
    let number = |n: u32| Cell::from(n.to_string());
    let loud = |n: u32, style| if n > 0 { Cell::styled(n.to_string(), style) } else { Cell::styled("0", theme.muted) };
    vec![
        line.trade.title().into(),
        line.rank.brief(lang).into(),
        number(line.certificates),
        number(line.holders),
        number(line.appointed),
        number(line.established),
        loud(line.gap(), theme.bad),
        loud(line.fillable(), theme.good),
        loud(line.surplus(), theme.warn),
        Cell::styled(lying(line.holders.into(), most, bar), theme.accent),
        Cell::styled(lying(line.established.into(), most, bar), theme.warn),
    ]
}

fn bars(columns: u16) -> [Column; 2] {
    [Column::fixed("供", "Supply", columns).drop(3), Column::fixed("需", "Demand", columns).drop(2)]
}

impl CountyScreen {
    pub(in crate::tui::screens) fn new() -> CountyScreen {
        let columns = vec![
            Column::flexible("职业", "Trade", 10, 24),
            Column::flexible("等级", "Rank", 13, 17),
            Column::fixed("发证本数", "Certs", 8).right(),
            Column::fixed("持证人数", "Holders", 8).right(),
            Column::fixed("在聘", "Filled", 6).right(),
            Column::fixed("核定", "Places", 6).right(),
            Column::fixed("缺口", "Gap", 4).right(),
            Column::fixed("可补", "Fill", 4).right(),
            Column::fixed("富余", "Spare", 5).right().drop(1),
        ];
        let columns = columns.into_iter().chain(bars(*BAR.start())).collect();
        let empty = both!("还没有证书，也没有岗位。", "There is neither a certificate nor a post yet.");
        CountyScreen {
            list: List::new(Fixed::new(Vec::new(), cells as Cells), columns, empty),
            seen: None,
            region: None,
            regions: Vec::new(),
            bar: *BAR.start(),
            asked: false,
        }
    }

    fn load(&mut self, context: &mut Context) {
        self.asked = true;
        let read = county(&context.office, self.region.as_deref())
            .and_then(|county| Ok((county, context.office.employment()?.regions()?)));
        if let Some((county, regions)) = context.tell(read) {
            let most = county.lines.iter().map(|line| line.holders.max(line.established)).max().unwrap_or(0);
            let shown = |line: &Line| Shown { line: line.clone(), most: most.into(), bar: self.bar };
            self.list.pages.rows = county.lines.iter().map(shown).collect();
            (self.seen, self.regions) = (Some(county), regions);
        }
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    /// Gives the bars what the figures leave over.
    fn widen(&mut self, width: u16, context: &mut Context) {
        let bar = (width.saturating_sub(FIGURES) / 2).clamp(*BAR.start(), *BAR.end());
        if std::mem::replace(&mut self.bar, bar) == bar {
            return;
        }
        for shown in &mut self.list.pages.rows {
            shown.bar = bar;
        }
        let figures = self.list.columns.len() - bars(bar).len();
        self.list.columns.splice(figures.., bars(bar));
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    /// How the figures of the selected line come about, term by term.
    fn derivation(&self) -> Flow {
        let Some((_, shown)) = self.list.selected().cloned() else { return Flow::Stay };
        let title = inert(&shown.line.trade.title());
        let crumb = both!("{title}", "{title}");
        Flow::push(Reader::new(crumb, move |context| derived(&shown.line, context)))
    }

    fn draw_head(&self, frame: &mut Frame, area: Rect, context: &Context) {
        let (Some(seen), lang, theme) = (&self.seen, context.lang, &context.theme) else { return };
        let sum = |of: fn(&Line) -> u32| seen.lines.iter().map(|line| u64::from(of(line))).sum::<u64>();
        let (certificates, holders, appointed) =
            (sum(|line| line.certificates), sum(|line| line.holders), sum(|line| line.appointed));
        let (established, gap, fillable) = (sum(|line| line.established), sum(Line::gap), sum(Line::fillable));
        let (region, coverage) = (self.region.as_deref(), seen.coverage.say(lang));
        let region = region.unwrap_or(lang.pick("全部区划", "all regions"));
        let first = say!(lang, "{coverage}；{region}（按 r 换区划）", "{coverage}; {region} (r changes the region)");
        let second = say!(
            lang,
            "发证 {certificates} 本，持证 {holders} 人次（按职业各计一次），在聘 {appointed}，核定 {established}，缺口 {gap}，其中持证未聘可补 {fillable}",
            "{certificates} certificates, {holders} holders (once a trade), {appointed} appointed of {established} places; gap {gap}, {fillable} of it could be filled by holders"
        );
        let third = lang.pick(
            "补发不重计，撤销、注销不计；等级按本职业最高一本。缺口 = 核定岗位 − 在聘。",
            "A reissue counts once, revoked and annulled ones do not; each holder at their highest. Gap = places − appointed.",
        );
        let buffer = frame.buffer_mut();
        let room = area.width as usize;
        buffer.set_string(area.x, area.y, fit(&first, room), theme.accent);
        for (y, line) in (area.y + 1..).zip(wrap(&second, room).into_iter().take(2)) {
            buffer.set_string(area.x, y, line, theme.text);
        }
        for (y, line) in (area.y + 3..).zip(wrap(third, room).into_iter().take(2)) {
            buffer.set_string(area.x, y, line, theme.muted);
        }
    }
}

fn derived(line: &Line, context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    let text = |text: String| Told::Text(1, text, theme.text);
    let (certificates, holders, idle) = (line.certificates, line.holders, line.idle);
    let (appointed, established) = (line.appointed, line.established);
    let (gap, fillable, surplus) = (line.gap(), line.fillable(), line.surplus());
    let pair = |zh, en, n: u32| Told::pair(zh, en, n.to_string());
    vec![
        Told::pair("职业", "Trade", format!("{} {}", inert(&line.trade.title()), line.trade.code)),
        Told::pair("等级", "Rank", line.rank.say(lang)),
        Told::Blank,
        Told::Heading("供", "Supply"),
        pair("发证本数", "Certificates", certificates),
        text(
            lang.pick(
                "有效的证书；补发是同一本，撤销、注销的不计。",
                "Those that stand; a reissue is the same one, revoked and annulled ones are out.",
            )
            .to_owned(),
        ),
        pair("持证人数", "Holders", holders),
        text(
            lang.pick("每人在本职业只计一次，按最高等级。", "Each person once in the trade, at their highest level.")
                .to_owned(),
        ),
        pair("持证未聘", "Free", idle),
        text(say!(
            lang,
            "持证人中，今天在本职业没有在聘岗位的 {idle} 人。",
            "Of the holders, {idle} hold no post in this trade today."
        )),
        Told::Blank,
        Told::Heading("需", "Demand"),
        pair("核定岗位", "Places", established),
        pair("在聘人数", "Appointed", appointed),
        pair("缺口", "Gap", gap),
        text(say!(
            lang,
            "核定 {established} − 在聘 {appointed}，不足零记零。",
            "{established} places − {appointed} appointed, never below nothing."
        )),
        pair("可补", "Fillable", fillable),
        text(say!(
            lang,
            "缺口 {gap} 与持证未聘 {idle} 中较小的。",
            "The smaller of the gap of {gap} and {idle} free holders."
        )),
        pair("富余", "Spare", surplus),
        text(say!(
            lang,
            "持证未聘 {idle} 减去缺口 {gap}：培训多于所需。",
            "{idle} free holders less the gap of {gap}: more trained than needed."
        )),
    ]
}

impl Screen for CountyScreen {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("供需", "Supply and demand").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::WingCounty
    }

    fn is_wing(&self) -> bool {
        true
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.asked {
            self.load(context);
        }
        self.widen(area.width, context);
        self.draw_head(frame, area, context);
        self.list.draw(frame, Rect { y: area.y + 6, height: area.height.saturating_sub(6), ..area }, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.derivation(),
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            Intent::Wing(WingIntent::Region) => {
                let mut choices = vec![Choice::new(both!("全部区划", "all regions"))];
                choices.extend(self.regions.iter().map(|region| Choice::new(words::data(region.clone()))));
                Flow::ask(intent, Choose::new(both!("哪个区划", "Which region"), choices))
            }
            Intent::Wing(WingIntent::Stations) => {
                let title = both!("全县有多少个鉴定站", "How many testing stations the county has");
                let about = both!("汇总范围按它来报：已汇总 X/Y 站。", "Coverage is told against it: X of Y stations.");
                let now = self.seen.as_ref().map_or(1, |seen| seen.coverage.of).to_string();
                Flow::ask(intent, Ask::new(title, about).value(&now))
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        self.list.mouse(mouse, context);
        Flow::Stay
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match (asked, answer) {
            (Intent::Wing(WingIntent::Region), Answer::Picked(at)) => {
                self.region = at.checked_sub(1).and_then(|at| self.regions.get(at)).cloned();
                self.list.reset();
            }
            (Intent::Wing(WingIntent::Stations), Answer::Text(text)) => {
                let set = match text.parse() {
                    Ok(n) => set_county_stations(&mut context.office, n),
                    Err(_) => Err(Failure::from(refusal!("stations", "要一个整数。", "A whole number is needed."))),
                };
                context.tell(set);
            }
            _ => {}
        }
        self.load(context);
        Flow::Stay
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
