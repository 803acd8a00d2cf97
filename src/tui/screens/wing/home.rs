//! The wing's first screen: what needs a decision, and where the county lacks people.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{WingIntent, WingPlace};
use crate::domain::language::{Lang, Say, counted};
use crate::ops::employment::report::{County, SOON, Today, county, today};
use crate::say;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Press, Screen};
use crate::tui::screens::Place;
use crate::tui::screens::verbs::Verbs;
use crate::tui::widget::chart::{Bar, bars};
use crate::tui::widget::fit::{fit, width, wrap};

const WAYS: [Intent; 14] = [
    Intent::Go(Place::Wing(WingPlace::Employers)),
    Intent::Go(Place::Wing(WingPlace::Posts)),
    Intent::Go(Place::Wing(WingPlace::Appointments)),
    Intent::Go(Place::Wing(WingPlace::County)),
    Intent::Go(Place::Wing(WingPlace::Idle)),
    Intent::Go(Place::Wing(WingPlace::Treatment)),
    Intent::Go(Place::Wing(WingPlace::Growing)),
    Intent::Go(Place::Wing(WingPlace::Alliance)),
    Intent::Go(Place::Wing(WingPlace::Year)),
    Intent::Go(Place::Wing(WingPlace::Import)),
    Intent::Go(Place::Wing(WingPlace::Record)),
    Intent::Wing(WingIntent::Proof),
    Intent::Go(Place::Wing(WingPlace::Retention)),
    Intent::Go(Place::People),
];

#[derive(Default)]
pub struct WingHome {
    seen: Option<(Today, County)>,
    asked: bool,
    ways: Verbs,
}

impl WingHome {
    fn load(&mut self, context: &mut Context) {
        self.asked = true;
        let read = today(&context.office).and_then(|today| Ok((today, county(&context.office, None)?)));
        self.seen = context.tell(read);
    }

    fn draw_today(&self, frame: &mut Frame, area: Rect, context: &Context, today: &Today) -> u16 {
        let (lang, theme) = (context.lang, &context.theme);
        let buffer = frame.buffer_mut();
        buffer.set_string(area.x, area.y, lang.pick("要决定的事", "To be decided"), theme.accent);
        let mut y = area.y + 1;
        let soon = say!(lang, "本聘任在 {SOON} 天内到期", "ending within {SOON} days");
        let lines = [
            (
                today.notices,
                lang.pick(
                    "本聘任的依据证书已失效，由单位决定去留",
                    "the certificate no longer stands: the employer decides",
                ),
                theme.bad,
            ),
            (today.ending, soon.as_str(), theme.warn),
            (today.uncertified, lang.pick("人无证在聘", "without a certificate"), theme.warn),
        ];
        for (n, told, style) in lines.iter().filter(|(n, ..)| *n > 0) {
            let text = match lang {
                Lang::Zh => format!("{n} {told}"),
                Lang::En => format!("{}: {told}", counted(*n, "appointment", "appointments")),
            };
            buffer.set_stringn(area.x + 2, y, fit(&text, area.width as usize - 2), area.width as usize, *style);
            y += 1;
        }
        if y == area.y + 1 {
            buffer.set_string(area.x + 2, y, lang.pick("没有。", "Nothing."), theme.muted);
            y += 1;
        }
        y + 1 - area.y
    }

    fn draw_numbers(&self, frame: &mut Frame, area: Rect, context: &Context, today: &Today) -> u16 {
        let (lang, theme) = (context.lang, &context.theme);
        let parts = [
            (lang.pick("用人单位", "Employers"), today.employers),
            (lang.pick("核定岗位", "Places"), today.established),
            (lang.pick("在聘", "Appointed"), today.in_force),
            (lang.pick("证书", "Certificates"), today.certificates),
        ];
        let mut x = area.x;
        for (word, value) in parts {
            let value = value.to_string();
            x = frame.buffer_mut().set_stringn(x, area.y, word, area.width as usize, theme.muted).0 + 1;
            x = frame.buffer_mut().set_stringn(x, area.y, &value, area.width as usize, theme.text).0 + 3;
        }
        2
    }

    fn draw_gaps(&self, frame: &mut Frame, area: Rect, context: &Context, county: &County) {
        let (lang, theme) = (context.lang, &context.theme);
        if area.height < 3 {
            return;
        }
        let buffer = frame.buffer_mut();
        let heading = lang.pick("缺口最大的岗位", "Where most people lack");
        let after = buffer.set_stringn(area.x, area.y, heading, area.width as usize, theme.accent).0;
        let coverage = county.coverage.say(lang);
        let room = area.right().saturating_sub(after + 2) as usize;
        buffer.set_string(after + 2, area.y, fit(&coverage, room), theme.muted);
        let short: Vec<_> = county.lines.iter().filter(|line| line.gap() > 0).collect();
        if short.is_empty() {
            let told = lang.pick(
                "没有缺口。先登记单位和岗位（e、o），或从文件导入（i）。",
                "No gap. Record employers and posts (e, o), or take them from a file (i).",
            );
            for (y, line) in (area.y + 1..area.bottom()).zip(wrap(told, area.width as usize - 2)) {
                buffer.set_string(area.x + 2, y, line, theme.muted);
            }
            return;
        }
        let rows: Vec<Bar> = short
            .iter()
            .map(|line| {
                let (gap, fillable) = (line.gap(), line.fillable());
                Bar {
                    label: fit(&format!("{} {}", line.trade.title(), line.rank.say(lang)), 26),
                    value: gap.into(),
                    shown: say!(lang, "缺 {gap}，持证未聘可补 {fillable}", "{gap} short, {fillable} could fill"),
                }
            })
            .collect();
        let most = rows.iter().map(|bar| bar.value).max().unwrap_or(1);
        let place = Rect { x: area.x + 2, y: area.y + 1, height: area.height - 1, width: area.width - 2 };
        bars(buffer, place, &rows, most, 26, theme.accent, theme.line);
    }
}

impl Screen for WingHome {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("聘任", "Employment").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::WingHome
    }

    fn is_wing(&self) -> bool {
        true
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.asked {
            self.load(context);
        }
        let (lang, theme) = (context.lang, context.theme);
        let title = lang.pick("聘任一侧", "The employment side");
        let after = frame.buffer_mut().set_stringn(area.x, area.y, title, area.width as usize, theme.title).0;
        let told = lang.pick(
            "看得到证书的公开部分，看不到分数；评价一侧看不到这里。",
            "Certificates' public part is visible, marks are not; evaluation sees nothing of this.",
        );
        let room = area.right().saturating_sub(after + 2) as usize;
        if width(told) <= room {
            frame.buffer_mut().set_string(after + 2, area.y, told, theme.muted);
        }
        let rows = match (area.width, lang) {
            (..100, Lang::En) => 3,
            (..130, _) => 2,
            _ => 1,
        };
        let foot = Rect { y: area.bottom() - rows, height: rows, ..area };
        if let Some((today, county)) = &self.seen {
            let mut body = Rect { y: area.y + 2, height: foot.y.saturating_sub(area.y + 3), ..area };
            for part in [Self::draw_numbers, Self::draw_today] {
                let used = part(self, frame, body, context, today).min(body.height);
                body = Rect { y: body.y + used, height: body.height - used, ..body };
            }
            self.draw_gaps(frame, body, context, county);
        }
        self.ways.draw(frame.buffer_mut(), foot, Scope::WingHome, &WAYS, |_| true, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => Flow::Go(Place::Wing(WingPlace::Appointments)),
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            Intent::Wing(WingIntent::Proof) => super::record::proof(context),
            Intent::Wing(WingIntent::ProofFile) => super::record::proof_to_file(context),
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match (mouse.what, self.ways.at(mouse.at)) {
            (Press::Click, Some(Intent::Go(place))) => Flow::Go(place),
            (Press::Click, Some(intent)) => self.intent(intent, context),
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
