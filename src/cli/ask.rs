//! The one question before something is written. Without a terminal nobody can answer: `--yes` is needed.

use std::io::{IsTerminal, Write, stderr, stdin};

use super::problem::Problem;
use super::session::Session;
use crate::domain::identity::inert_lines;
use crate::domain::language::{Both, Say};
use crate::refusal;

/// Goes on where the user agrees; refuses where not, and nothing was written.
pub fn agreed(session: &mut Session, yes: bool, question: &Both) -> Result<(), Problem> {
    if yes {
        return Ok(());
    }
    session.out.flush();
    if !stdin().is_terminal() || !stderr().is_terminal() {
        return Err(refusal!(
            "yes_needed",
            "没有终端可以询问，什么也没有写入。确定要做请加 --yes。",
            "There is no terminal to ask at; nothing was written. Add --yes to do it."
        )
        .into());
    }
    let _ = write!(
        stderr(),
        "{} {} ",
        inert_lines(&question.say(session.lang)),
        session.pick("[y/是 或 n/否]", "[y or n]")
    );
    let _ = stderr().flush();
    let mut answer = String::new();
    let read = stdin().read_line(&mut answer);
    match answer.trim().to_lowercase().as_str() {
        "y" | "yes" | "ｙ" | "是" if read.is_ok() => Ok(()),
        _ => Err(refusal!("not_agreed", "没有执行，什么也没有写入。", "Not done; nothing was written.").into()),
    }
}
