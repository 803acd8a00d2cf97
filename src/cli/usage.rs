//! What is wrong with the arguments, as a sentence in the language of the rest; clap finds it.

use std::io::Write;

use clap::error::{ContextKind, ErrorKind};

use super::problem::{Problem, tell as tell_problem};
use super::{DONE, USAGE};
use crate::both;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang};

/// Tells it, or prints the help or version that was asked for; answers the exit status.
pub fn tell(error: &clap::Error, lang: Lang) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = write!(std::io::stdout(), "{}", error.render());
            DONE
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(std::io::stderr(), "{}", error.render());
            USAGE
        }
        _ => {
            let Both { zh, en } = sentence(error);
            let words = both!("{zh}用法见 touchstone --help。", "{en} See touchstone --help.");
            tell_problem(&Problem::usage(words), lang);
            USAGE
        }
    }
}

fn sentence(error: &clap::Error) -> Both {
    let named = |kind| error.get(kind).map(|value| inert(&value.to_string()));
    let arg = named(ContextKind::InvalidArg).unwrap_or_default();
    let mut words = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let verb = named(ContextKind::InvalidSubcommand).unwrap_or_default();
            both!("没有“{verb}”这个命令。", "There is no verb “{verb}”.")
        }
        ErrorKind::UnknownArgument => both!("不认识“{arg}”。", "“{arg}” is not known here."),
        ErrorKind::MissingRequiredArgument => both!("缺少 {arg}。", "{arg} is missing."),
        ErrorKind::MissingSubcommand => both!("缺少要做什么。", "What to do is missing."),
        ErrorKind::ArgumentConflict => both!("“{arg}”不能这样合用。", "“{arg}” cannot be used with the rest."),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match named(ContextKind::InvalidValue) {
            Some(value) if !value.is_empty() => {
                both!("{arg} 不能是“{value}”。", "{arg} cannot be “{value}”.")
            }
            _ => both!("{arg} 缺少值。", "{arg} needs a value."),
        },
        ErrorKind::InvalidUtf8 => both!("参数不是 UTF-8 文字。", "An argument is no UTF-8 text."),
        _ => both!("参数 {arg} 用法不对。", "{arg} is used wrongly."),
    };
    if let Some(valid) = named(ContextKind::ValidValue) {
        words.zh += &format!("可选：{valid}。");
        words.en += &format!(" It may be: {valid}.");
    }
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().find_map(named) {
        words.zh += &format!("是不是“{near}”？");
        words.en += &format!(" Did you mean “{near}”?");
    }
    words
}
