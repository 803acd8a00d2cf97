//! Who suits a post: holders of certificates in the stated order.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{WingIntent, forms};
use crate::domain::employment::matching::{Suited, stated_order};
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::store::Failure;
use crate::store::employment::read::PostRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, say};

/// So many are shown; the order says who comes first.
const SHOWN: usize = 500;

type Cells = fn(&Suited, Lang, &Theme) -> Vec<Cell>;

pub struct Holders {
    post: PostRow,
    list: List<Fixed<Suited, Cells>>,
    loaded: bool,
}

fn cells(one: &Suited, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let free = match &one.appointed_at {
        None => Cell::styled(lang.pick("未聘", "free"), theme.good),
        Some(at) => Cell::styled(inert(at), theme.muted),
    };
    vec![
        inert(&one.certificate.holder).into(),
        words::level(one.certificate.level, lang).into(),
        one.fit.say(lang).into(),
        one.certificate.issued_on.to_string().into(),
        free,
        Cell::styled(&one.certificate.number, theme.muted),
    ]
}

impl Holders {
    pub fn new(post: PostRow) -> Holders {
        let columns = vec![
            Column::flexible("持证人", "Holder", 8, 20),
            Column::fixed("等级", "Level", 7),
            Column::fixed("相符", "Fit", 15),
            Column::fixed("发证日期", "Issued on", 10),
            Column::flexible("现聘", "Appointed at", 10, 24),
            Column::fixed("证书编号", "Number", 22).drop(1),
        ];
        let empty = both!(
            "没有合适的持证人：没有同职业、达到等级的有效证书。",
            "Nobody suits: there is no valid certificate of that trade and level."
        );
        Holders { post, list: List::new(Fixed::new(Vec::new(), cells as Cells), columns, empty), loaded: false }
    }

    fn load(&mut self, context: &mut Context) {
        self.loaded = true;
        let today = context.office.today();
        let found = context
            .office
            .employment()
            .map_err(Failure::from)
            .and_then(|read| Ok((read.suited(&self.post.post, today, SHOWN)?, read.post(self.post.id, today)?)));
        if let Some((suited, post)) = context.tell(found) {
            self.list.pages.rows = suited;
            self.post = post.unwrap_or_else(|| self.post.clone());
        }
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn appoint(&self, context: &Context) -> Flow {
        let Some((_, one)) = self.list.selected() else { return Flow::Stay };
        Flow::ask(Intent::Wing(WingIntent::Appoint), forms::appoint(&self.post, Some(&one.certificate), context))
    }
}

impl Screen for Holders {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("合适的持证人", "Who suits").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::WingHolders
    }

    fn is_wing(&self) -> bool {
        true
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.loaded {
            self.load(context);
        }
        let (lang, theme) = (context.lang, context.theme);
        let post = &self.post.post;
        let (title, asks, vacant) = (inert(&post.title), post.rank.asks().say(lang), self.post.vacant());
        let n = self.list.pages.rows.len();
        let head = say!(
            lang,
            "{title}：要求{asks}，空缺 {vacant} 个，合适的 {n} 人",
            "{title}: asks {asks}, {vacant} vacant, {n} suit"
        );
        frame.buffer_mut().set_stringn(area.x, area.y, head, area.width as usize, theme.title);
        let order = wrap(&stated_order().say(lang), area.width as usize);
        let rows = order.len() as u16;
        for (y, line) in (area.y + 1..).zip(order) {
            frame.buffer_mut().set_string(area.x, y, line, theme.muted);
        }
        let rest = Rect { y: area.y + rows + 2, height: area.height.saturating_sub(rows + 2), ..area };
        self.list.draw(frame, rest, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open | Intent::Wing(WingIntent::Appoint) => self.appoint(context),
            Intent::Wing(WingIntent::AppointNamed) => Flow::ask(intent, forms::appoint(&self.post, None, context)),
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again if mouse.what == Press::Click => self.appoint(context),
            _ => Flow::Stay,
        }
    }

    fn answered(&mut self, _: Intent, _: Answer, context: &mut Context) -> Flow {
        self.load(context);
        Flow::Stay
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
