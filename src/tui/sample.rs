//! Invented screens that the frame's own tests walk through: a list of people, a form for one of them, a job.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::language::{Both, Lang};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::job::{Job, Progress, Step};
use crate::tui::keytable::Scope;
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::fill::Fill;
use crate::tui::popup::working::Working;
use crate::tui::screen::{Answer, Flow, Mouse, Screen, Typed};
use crate::tui::theme::Theme;
use crate::tui::typing::Typing;
use crate::tui::widget::chart::{self, Bar};
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{self, Detail, Told};
use crate::tui::widget::field::Field;
use crate::tui::widget::form::{Form, Formed};
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal};

#[derive(Clone)]
pub struct Person {
    pub ticket: String,
    pub name: &'static str,
    pub trade: &'static str,
    pub employer: &'static str,
    pub mark: u64,
}

/// 200 people with long, rare and minority names.
pub fn people() -> Vec<Person> {
    let names = ["张伟", "欧阳娜娜", "李㛃", "王䶮", "陈𬱖", "阿依古丽·买买提", "赵小燕", "司马相如"];
    let trades = ["电工", "焊工", "中式烹调师", "养老护理员", "工业机器人系统操作员"];
    let employers = ["红星机械厂", "城关镇卫生院", "县供电公司", "永丰粮油加工有限责任公司第二分公司"];
    let person = |n: usize| Person {
        ticket: format!("2603{:05}", n + 1),
        name: names[n % names.len()],
        trade: trades[n % trades.len()],
        employer: employers[n * 7 % employers.len()],
        mark: (n as u64 * 37) % 101,
    };
    (0..200).map(person).collect()
}

fn cells(person: &Person, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let passed = person.mark >= 60;
    let result = if passed { lang.pick("合格", "pass") } else { lang.pick("不合格", "fail") };
    vec![
        person.ticket.clone().into(),
        person.name.into(),
        person.trade.into(),
        Cell::styled(person.employer, theme.muted),
        person.mark.to_string().into(),
        Cell::styled(result, if passed { theme.good } else { theme.bad }),
    ]
}

type Cells = fn(&Person, Lang, &Theme) -> Vec<Cell>;

pub struct PeopleScreen {
    list: List<Fixed<Person, Cells>>,
    detail: Detail,
}

impl PeopleScreen {
    pub fn new() -> PeopleScreen {
        let columns = vec![
            Column::fixed("准考证号", "Ticket", 9),
            Column::flexible("姓名", "Name", 10, 20),
            Column::flexible("职业", "Trade", 10, 24),
            Column::flexible("单位", "Employer", 12, 40).drop(1),
            Column::fixed("得分", "Mark", 5).right(),
            Column::fixed("结果", "Result", 6),
        ];
        let empty = both!("还没有考生。", "No candidates yet.");
        PeopleScreen {
            list: List::new(Fixed::new(people(), cells as Cells), columns, empty),
            detail: Detail::default(),
        }
    }

    fn told(&self, context: &Context) -> Vec<Told> {
        let Some((_, person)) = self.list.selected() else { return Vec::new() };
        let why = both!(
            "操作技能考核得分低于合格分 60 分，各科目之间不得互相抵补。",
            "The practical mark is below the pass mark of 60, and no subject makes up for another."
        );
        vec![
            Told::Heading("考生", "Candidate"),
            Told::pair("姓名", "Name", person.name),
            Told::pair("准考证号", "Ticket", &person.ticket),
            Told::pair("单位", "Employer", person.employer),
            Told::Blank,
            Told::Heading("依据", "Why"),
            Told::Text(1, crate::domain::language::Say::say(&why, context.lang), context.theme.text),
        ]
    }
}

impl Screen for PeopleScreen {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("考生", "Candidates").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::List
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (list, detail) = detail::split(frame, area, 60, context);
        self.list.draw(frame, list, context);
        if let Some(area) = detail {
            let told = self.told(context);
            self.detail.draw(frame, Rect { height: area.height.saturating_sub(8), ..area }, &told, context);
            let bars = [("职业道德", 5u64), ("操作技能", 70), ("理论知识", 25)].map(|(label, value)| Bar {
                label: label.to_owned(),
                value,
                shown: format!("{value} %"),
            });
            let area = Rect { y: area.bottom().saturating_sub(7), height: 3, ..area };
            chart::bars(frame.buffer_mut(), area, &bars, 100, 10, context.theme.accent, context.theme.line);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => Flow::push(PersonForm::new()),
            Intent::Refresh => Flow::ask(intent, Working::new(Counting { done: 0 })),
            Intent::Right => Flow::ask(intent, reason()),
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        if let (Intent::Refresh, Answer::Finished) = (asked, answer) {
            context.info(both!("数完了。", "All counted."))
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again => Flow::push(PersonForm::new()),
            Clicked::Selected | Clicked::Nothing => Flow::Stay,
        }
    }
}

fn reason() -> Fill {
    let form =
        Form::new(vec![Field::text("why", "理由", "Reason", 40).required(), Field::date("when", "日期", "Date")]);
    let send = |form: &mut Form, context: &mut Context| {
        let values = form.values().join("/");
        context.info(both!("已记：{values}", "Noted: {values}"));
        true
    };
    let why = both!("缺考不计分，也不能合格。", "Absent has no mark and cannot pass.");
    Fill::new(both!("记缺考", "Mark absent"), form, send).intro(why)
}

pub struct PersonForm {
    pub form: Form,
}

impl PersonForm {
    pub fn new() -> PersonForm {
        let sexes = vec![both!("男", "male"), both!("女", "female")];
        PersonForm {
            form: Form::new(vec![
                Field::text("name", "姓名", "Name", 24).required(),
                Field::number("years", "工龄", "Years of work", 6)
                    .hint(both!("整年", "whole years"))
                    .check(whole_years),
                Field::date("from", "开始工作", "At work since"),
                Field::choice("sex", "性别", "Sex", sexes, 0),
                Field::text("note", "备注", "Note", 30),
            ]),
        }
    }
}

fn whole_years(value: &str) -> Result<(), Both> {
    value.parse::<u8>().ok().filter(|years| *years <= 60).map(drop).ok_or_else(|| {
        both!("工龄应为 0 到 60 的整数，如 12", "years of work are a whole number from 0 to 60, such as 12")
    })
}

impl Screen for PersonForm {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("登记", "Register").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        self.form.draw(frame, area, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match self.form.intent(intent, context) {
            Formed::Pass => Flow::Pass,
            Formed::Stay | Formed::Pick(_) => Flow::Stay,
            Formed::Sent => {
                let name = self.form.field("name").as_text();
                let question = both!("登记{name}？", "Register {name}?");
                Flow::ask(
                    intent,
                    Confirm::new(question).effect(both!("写入日志，不能撤销。", "It goes into the journal for good.")),
                )
            }
        }
    }

    fn typed(&mut self, typed: Typed, _: &mut Context) -> Flow {
        self.form.typed(&typed);
        Flow::Stay
    }

    fn answered(&mut self, _: Intent, answer: Answer, context: &mut Context) -> Flow {
        if answer != Answer::Yes {
            return Flow::Stay;
        }
        let name = self.form.field("name").as_text();
        context.done(both!("已登记{name}。", "{name} is registered."));
        Flow::Pop
    }

    /// Shows how a command that cannot run says why.
    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Save if !self.form.is_changed() => Err(refusal!(
                "nothing_typed",
                "还没有填写，没有可保存的。",
                "Nothing is typed yet, so there is nothing to save."
            )),
            _ => Ok(()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        self.form.mouse(mouse);
        Flow::Stay
    }

    fn unsaved(&self) -> bool {
        self.form.is_changed()
    }
}

/// Counts to a thousand, and can be stopped.
pub struct Counting {
    pub done: u64,
}

impl Job for Counting {
    fn title(&self, lang: Lang) -> String {
        lang.pick("数数", "Counting").to_owned()
    }

    fn step(&mut self, _: &mut Office) -> Result<Step, Refusal> {
        self.done += 1;
        Ok(if self.done < 1_000 {
            Step::More
        } else {
            Step::Done(both!("数到了一千。", "Counted to a thousand."))
        })
    }

    fn progress(&self) -> Progress {
        Progress { done: self.done, total: 1_000 }
    }

    fn cancel(&mut self, _: &mut Office) -> Both {
        both!("停在 {}。", "Stopped at {}.", self.done)
    }
}
