//! Two entries of one paper side by side: where they differ, a third person decides criterion by criterion and signs.

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::evaluation::criterion::{Criterion, Given};
use crate::domain::evaluation::marking::{read_mark, show_given};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::EntryId;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::agreement::{decide, double_entry, may_decide};
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::passphrase::Passphrase;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

/// The verbs of the differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DifferencesIntent {
    Sign,
}

#[derive(Clone)]
struct Row {
    criterion: Criterion,
    /// What each keyed, as people read it.
    keyed: Vec<String>,
    word: Option<Given>,
}

type Rows = List<Fixed<Row, fn(&Row, Lang, &Theme) -> Vec<Cell>>>;

pub struct Differences {
    entry: EntryId,
    subject: SubjectKind,
    /// Who keyed, in the order of the columns.
    names: Vec<String>,
    list: Rows,
    /// Why whoever sits here does not decide.
    closed: Option<Refusal>,
}

impl Differences {
    /// Refused until both have signed.
    pub fn new(office: &Office, entry: EntryId, subject: SubjectKind, lang: Lang) -> Result<Differences, Refusal> {
        let read = office.read();
        let both = double_entry(&read, entry, subject)?;
        let closed = may_decide(&read, office.who(), entry, subject).err().map(Refusal::from);
        let names = both.sheets.iter().map(|sheet| Ok(read.person_name(sheet.examiner)?));
        let names: Vec<String> = names.collect::<Result<_, Failure>>()?;
        let criteria: Vec<Criterion> =
            both.paper.criteria(&both.sheets[0].chosen).map(|(_, criterion)| criterion.clone()).collect();
        let row = |difference: crate::domain::evaluation::outcome::Difference| {
            let criterion = criteria[difference.place].clone();
            let tell =
                |given: Option<Given>| given.map_or("–".to_owned(), |given| show_given(&criterion, &given, lang));
            let keyed = difference.keyed.into_iter().map(|(_, given)| tell(given)).collect();
            Row { keyed, word: None, criterion }
        };
        let rows: Vec<Row> = both.differences.into_iter().map(row).collect();
        let columns = vec![
            Column::fixed("评分点", "Item", 7),
            Column::flexible("内容", "Text", 16, 60),
            Column::fixed("配分", "Full", 5).right(),
            Column::fixed("登分一", "First", 9).right(),
            Column::fixed("登分二", "Second", 9).right(),
            Column::fixed("裁定", "Decided", 9).right(),
        ];
        let empty = both!("两次登分完全一致。", "The two entries are alike.");
        let list = List::new(Fixed::new(rows, cells as fn(&Row, Lang, &Theme) -> Vec<Cell>), columns, empty);
        Ok(Differences { entry, subject, names, list, closed })
    }

    fn undecided(&self) -> usize {
        self.list.pages.rows.iter().filter(|row| row.word.is_none()).count()
    }

    fn ask(&self) -> Flow {
        let Some((_, row)) = self.list.selected() else { return Flow::Stay };
        let (id, text, keyed) = (&row.criterion.id, &row.criterion.text, row.keyed.join(" / "));
        let about = both!(
            "{text}。两次登分：{keyed}。对着试卷写明应得的分：",
            "{text}. Keyed: {keyed}. What the paper itself shows:"
        );
        Flow::ask(Intent::Open, Ask::new(both!("裁定 {id}", "Decide {id}"), about))
    }

    fn keep(&mut self, typed: &str, context: &mut Context) {
        let Some((place, row)) = self.list.selected().cloned() else { return };
        match read_mark(&row.criterion, typed) {
            Ok(given) => {
                self.list.pages.rows[place].word = Some(given);
                let shown = self.list.reload(&context.office);
                context.tell(shown);
                let next = self.list.pages.rows.iter().position(|row| row.word.is_none());
                match next {
                    Some(next) => {
                        let shown = self.list.reveal(&context.office, &next);
                        context.tell(shown);
                    }
                    None => context.info(both!("都裁定了；按 s 签字。", "All are decided; press s to sign.")),
                }
            }
            Err(wrong) => context.refuse(Refusal::new("mark", wrong)),
        }
    }

    fn sign(&mut self, context: &mut Context) -> Flow {
        let Some(hand) = context.own_hand.take() else { return Flow::Stay };
        let word = |row: &Row| Some((row.criterion.id.clone(), row.word.clone()?));
        let words: BTreeMap<String, Given> = self.list.pages.rows.iter().filter_map(word).collect();
        let decided = decide(&mut context.office, self.entry, self.subject, &words, &hand);
        match context.tell(decided) {
            Some(_) => {
                context.done(both!(
                    "差异已裁定并签字，结果已重算。",
                    "The differences are decided and signed; the outcome is derived."
                ));
                Flow::Pop
            }
            None => Flow::Stay,
        }
    }
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let keyed = |at: usize| row.keyed.get(at).cloned().unwrap_or_default();
    let word = row.word.as_ref().map_or(String::new(), |given| show_given(&row.criterion, given, lang));
    vec![
        Cell::styled(row.criterion.id.as_str(), theme.muted),
        row.criterion.text.as_str().into(),
        Cell::styled(row.criterion.full.to_string(), theme.muted),
        Cell::styled(keyed(0), theme.warn),
        Cell::styled(keyed(1), theme.warn),
        Cell::styled(word, theme.good),
    ]
}

impl Screen for Differences {
    fn crumb(&self, lang: Lang) -> String {
        let kind = self.subject.say(lang);
        say!(lang, "{kind} 登分差异", "{kind}: differing entries")
    }

    fn scope(&self) -> Scope {
        Scope::Differences
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme) = (context.lang, context.theme);
        let (first, second) = (self.names.first(), self.names.get(1));
        let (first, second) = (first.map_or("", String::as_str), second.map_or("", String::as_str));
        let who = say!(lang, "登分一 {first}，登分二 {second}", "first {first}, second {second}");
        frame.buffer_mut().set_stringn(area.x + 2, area.y, who, area.width as usize - 2, theme.title);
        let told = match &self.closed {
            Some(refusal) => refusal.say(lang),
            None => {
                let n = self.undecided();
                say!(lang, "一致的评分点不变；还有 {n} 处要裁定。", "What both keyed alike stands; {n} left to decide.")
            }
        };
        frame.buffer_mut().set_stringn(area.x + 2, area.y + 1, told, area.width as usize - 2, theme.muted);
        self.list.draw(frame, Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..area }, context);
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match (intent, &self.closed) {
            (Intent::Open | Intent::Differences(_), Some(closed)) => Err(closed.clone()),
            (Intent::Differences(DifferencesIntent::Sign), None) if self.undecided() > 0 => {
                let n = self.undecided();
                Err(refusal!("undecided", "还有 {n} 处没有裁定。", "{n} are not decided yet."))
            }
            _ => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.ask(),
            Intent::Differences(DifferencesIntent::Sign) => {
                Flow::ask(intent, Passphrase::own(both!("签字裁定差异？", "Sign what was decided?")))
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn answered(&mut self, _: Intent, answer: Answer, context: &mut Context) -> Flow {
        match answer {
            Answer::Text(typed) => self.keep(&typed, context),
            Answer::Finished => return self.sign(context),
            _ => {}
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again if self.closed.is_none() => self.ask(),
            _ => Flow::Stay,
        }
    }

    fn unsaved(&self) -> bool {
        self.list.pages.rows.iter().any(|row| row.word.is_some())
    }
}
