//! The locked screen: what lies below stays as it was and is shown to nobody until whoever sits here is back.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{SignIn, name_of};
use crate::both;
use crate::domain::language::{Lang, Say};
use crate::ops::account;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::passphrase::Passphrase;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::screens::Place;
use crate::tui::widget::fit::{width, wrap};

#[derive(Default)]
pub struct Locked;

impl Locked {
    fn ask(&self, context: &Context) -> Flow {
        let person = context.office.who();
        let name = name_of(person, context);
        let popup = Passphrase::new(both!("{name}回来了", "{name} is back"), move |words, context| {
            // A short number opens an idle screen again, the passphrase always does; neither opens a key here.
            if account::pin_fits(&mut context.office, words)? {
                return Ok(());
            }
            Ok(account::is_theirs(&mut context.office, person, words)?)
        });
        Flow::ask(Intent::Accept, popup)
    }
}

impl Screen for Locked {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("已锁定", "Locked").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Locked
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme) = (context.lang, context.theme);
        let name = name_of(context.office.who(), context);
        let title = both!("{name} 的屏幕已锁定", "The screen of {name} is locked");
        let about = both!(
            "回车后输入口令（或 PIN）继续，原来的画面和输入都还在。按 F12 换人。",
            "Enter, then the passphrase (or PIN): everything is as it was. F12 lets another person sign in."
        );
        let buffer = frame.buffer_mut();
        let mut y = area.y + area.height / 3;
        let mut centred = |text: &str, style| {
            let x = area.x + (area.width.saturating_sub(width(text) as u16)) / 2;
            buffer.set_stringn(x, y, text, area.width as usize, style);
            y += 1;
        };
        centred(&title.say(lang), theme.title);
        centred("", theme.text);
        for line in wrap(&about.say(lang), area.width.saturating_sub(8) as usize) {
            centred(&line, theme.muted);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Accept => self.ask(context),
            Intent::Go(Place::People) => {
                let screen = SignIn::new(context);
                Flow::push(screen)
            }
            Intent::SwitchLanguage | Intent::SwitchColours | Intent::SwitchBorders | Intent::Help | Intent::Quit => {
                Flow::Pass
            }
            _ => Flow::Stay,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if mouse.what == Press::Click { self.ask(context) } else { Flow::Stay }
    }

    fn answered(&mut self, _: Intent, answer: Answer, context: &mut Context) -> Flow {
        if answer != Answer::Finished {
            return Flow::Stay;
        }
        context.info(both!("已解锁。", "Unlocked."));
        Flow::Pop
    }
}
