//! A passphrase for one verb: from the environment, else typed at the terminal without being shown.

use std::io::{IsTerminal, stderr, stdin};

use zeroize::Zeroizing;

use super::problem::Problem;
use crate::both;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang};
use crate::say;

/// The variable that scripts set.
pub const VARIABLE: &str = "TOUCHSTONE_PASSPHRASE";
/// The same for the second person of an act of two.
const SECOND: &str = "TOUCHSTONE_SECOND_PASSPHRASE";
/// The same for backups.
const BACKUP: &str = "TOUCHSTONE_BACKUP_PASSPHRASE";

/// The passphrase of whoever bears this name. Where nobody sits at a terminal it is not asked for.
pub fn of(name: &str, lang: Lang) -> Result<Zeroizing<String>, Problem> {
    whose(name, VARIABLE, lang)
}

/// The passphrase of the second person.
pub fn of_second(name: &str, lang: Lang) -> Result<Zeroizing<String>, Problem> {
    whose(name, SECOND, lang)
}

fn whose(name: &str, variable: &str, lang: Lang) -> Result<Zeroizing<String>, Problem> {
    if let Ok(words) = std::env::var(variable) {
        return Ok(Zeroizing::new(words));
    }
    let name = inert(name);
    if !stdin().is_terminal() || !stderr().is_terminal() {
        return Err(Problem::usage(both!(
            "缺少 {name} 的口令：请设环境变量 {variable}。",
            "The passphrase of {name} is missing: set the variable {variable}."
        )));
    }
    ask(&say!(lang, "{name} 的口令：", "Passphrase of {name}: "))
}

/// The passphrase that opens a sealed backup.
pub fn of_backup(lang: Lang) -> Result<Zeroizing<String>, Problem> {
    if let Ok(words) = std::env::var(BACKUP) {
        return Ok(Zeroizing::new(words));
    }
    if !stdin().is_terminal() || !stderr().is_terminal() {
        return Err(Problem::usage(both!(
            "缺少备份口令：请设环境变量 {BACKUP}。",
            "The backup passphrase is missing: set the variable {BACKUP}."
        )));
    }
    ask(lang.pick("备份口令：", "Backup passphrase: "))
}

/// A new passphrase, typed twice.
pub fn new(lang: Lang) -> Result<Zeroizing<String>, Problem> {
    let question =
        lang.pick("管理员的新口令（至少 10 个字符或 4 个词）：", "New passphrase (10 characters or 4 words): ");
    chosen(question, both!("管理员的口令", "administrator's passphrase"), VARIABLE, lang)
}

/// A new backup passphrase, typed twice.
pub fn new_backup(lang: Lang) -> Result<Zeroizing<String>, Problem> {
    let question =
        lang.pick("新的备份口令（至少 10 个字符或 4 个词）：", "New backup passphrase (10 characters or 4 words): ");
    chosen(question, both!("备份口令", "backup passphrase"), BACKUP, lang)
}

fn chosen(question: &str, what: Both, variable: &str, lang: Lang) -> Result<Zeroizing<String>, Problem> {
    if let Ok(words) = std::env::var(variable) {
        return Ok(Zeroizing::new(words));
    }
    if !stdin().is_terminal() || !stderr().is_terminal() {
        let (zh, en) = (what.zh, what.en);
        return Err(Problem::usage(both!(
            "缺少{zh}：请设环境变量 {variable}。",
            "The {en} is missing: set the variable {variable}."
        )));
    }
    let first = ask(question)?;
    let again = ask(lang.pick("再输一次：", "Once more: "))?;
    if *first != *again {
        return Err(Problem::usage(both!("两次输入不同。", "The two differ.")));
    }
    Ok(first)
}

fn ask(question: &str) -> Result<Zeroizing<String>, Problem> {
    let read = rpassword::prompt_password(question);
    read.map(Zeroizing::new).map_err(|error| {
        let error = inert(&error.to_string());
        Problem::usage(both!("口令读不到：{error}", "The passphrase cannot be read: {error}"))
    })
}
