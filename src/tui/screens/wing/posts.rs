//! Posts: of one employer, or all of them, the newest first.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::appointments::Appointments;
use super::holders::Holders;
use super::{WingIntent, forms, tell};
use crate::both;
use crate::domain::id::{EmployerId, PostId};
use crate::domain::identity::inert;
use crate::domain::language::Lang;
use crate::ops::employment::close_post;
use crate::store::Failure;
use crate::store::employment::read::PostRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::ask::Ask;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::parts::newest::{Newest, Source};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{Detail, opens, split};
use crate::tui::widget::list::List;
use crate::tui::widget::pages::Cell;

static SOURCE: Source<PostRow> = Source {
    key: |row| row.id.0,
    below: |office, key, n| Ok(office.employment()?.posts_below(PostId(key), office.today(), n)?),
    above: |office, key, n| Ok(office.employment()?.posts_above(PostId(key), office.today(), n)?),
    cells,
};

fn cells(row: &PostRow, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let filled = format!("{}/{}", row.filled, row.post.established);
    let style = if row.vacant() > 0 { theme.warn } else { theme.good };
    let (state, state_style) = match row.closed_on {
        Some(_) => (lang.pick("停用", "closed"), theme.muted),
        None if row.vacant() > 0 => (lang.pick("有空缺", "vacant"), theme.warn),
        None => (lang.pick("聘满", "full"), theme.good),
    };
    vec![
        inert(&row.post.title).into(),
        Cell::styled(inert(&row.employer_name), theme.muted),
        inert(&row.post.trade.title()).into(),
        row.post.rank.brief(lang).into(),
        Cell::styled(filled, style),
        Cell::styled(state, state_style),
    ]
}

pub struct Posts {
    list: List<Newest<PostRow>>,
    detail: Detail,
    of: Option<(EmployerId, String)>,
    loaded: bool,
}

impl Posts {
    pub(in crate::tui::screens) fn new() -> Posts {
        Posts::over(None)
    }

    pub fn of(employer: EmployerId, name: &str) -> Posts {
        Posts::over(Some((employer, name.to_owned())))
    }

    fn over(of: Option<(EmployerId, String)>) -> Posts {
        let columns = vec![
            Column::flexible("岗位", "Post", 12, 26),
            Column::flexible("单位", "Employer", 14, 30).drop(2),
            Column::flexible("职业", "Trade", 8, 18),
            Column::flexible("等级", "Rank", 13, 17),
            Column::fixed("在聘/核定", "Filled", 9).right(),
            Column::fixed("状态", "State", 6).drop(1),
        ];
        let empty = both!(
            "还没有岗位。在“用人单位”里选一个单位，按 o 登记岗位。",
            "No post yet. Choose an employer and press o to record one."
        );
        Posts { list: List::new(Newest::new(&SOURCE), columns, empty), detail: Detail::default(), of, loaded: false }
    }

    fn load(&mut self, context: &mut Context) {
        self.loaded = true;
        if let Some((employer, _)) = &self.of {
            let today = context.office.today();
            let found = context
                .office
                .employment()
                .map_err(Failure::from)
                .and_then(|read| Ok(read.posts_of(*employer, today)?));
            self.list.pages.found = context.tell(found);
        }
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn open(&self) -> Flow {
        self.list.selected().map_or(Flow::Stay, |row| Flow::push(Appointments::at(row)))
    }
}

impl Screen for Posts {
    fn crumb(&self, lang: Lang) -> String {
        match &self.of {
            Some((_, name)) => inert(name),
            None => lang.pick("岗位", "Posts").to_owned(),
        }
    }

    fn scope(&self) -> Scope {
        Scope::WingPosts
    }

    fn is_wing(&self) -> bool {
        true
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.loaded {
            self.load(context);
        }
        let (left, right) = split(frame, area, 62, context);
        self.list.draw(frame, left, context);
        if let (Some(right), Some(row)) = (right, self.list.selected()) {
            self.detail.draw(frame, right, &tell::post(row, context.lang, &context.theme), context);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        let row = self.list.selected().cloned();
        let form = match (intent, &row) {
            (Intent::Open, _) => return self.open(),
            (Intent::Wing(WingIntent::NewPost), row) => {
                let of = self.of.as_ref().map(|(id, _)| *id).or(row.as_ref().map(|row| row.post.employer));
                match of {
                    Some(of) => forms::post(of, None, context),
                    None => {
                        context.info(both!("先登记用人单位。", "Record an employer first."));
                        return Flow::Stay;
                    }
                }
            }
            (Intent::Wing(WingIntent::EditPost), Some(row)) => forms::post(row.post.employer, Some(row), context),
            (Intent::Wing(WingIntent::Match), Some(row)) => return Flow::push(Holders::new(row.clone())),
            (Intent::Wing(WingIntent::AppointNamed), Some(row)) => Ok(forms::appoint(row, None, context)),
            (Intent::Wing(WingIntent::ClosePost), Some(_)) => {
                let title = both!("停用岗位", "Close a post");
                let about =
                    both!("写明理由；在聘的人聘期不变。", "Say why; whoever holds it stays to the end of the term.");
                return Flow::ask(intent, Ask::new(title, about));
            }
            _ if self.list.intent(intent, context) => return Flow::Stay,
            _ => return Flow::Pass,
        };
        context.tell(form).map_or(Flow::Stay, |form| Flow::ask(intent, form))
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if opens(&mut self.list, &mut self.detail, mouse, context) { self.open() } else { Flow::Stay }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        if let (Intent::Wing(WingIntent::ClosePost), Answer::Text(reason), Some(row)) =
            (asked, answer, self.list.selected())
        {
            let closed = close_post(&mut context.office, row.id, &reason);
            let title = inert(&row.post.title);
            if context.tell(closed).is_some() {
                context.done(both!("岗位“{title}”已停用。", "Post “{title}” is closed."));
            }
        }
        if asked == Intent::Wing(WingIntent::NewPost) {
            self.list.reset();
        }
        self.load(context);
        Flow::Stay
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
