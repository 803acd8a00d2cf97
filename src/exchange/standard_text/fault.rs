//! What is wrong in a standard's or paper's text: where, what was found, and what would be right.

use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::{both, say};

/// The first fault of a text. It says itself as one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFault {
    /// From 1, as an editor shows it.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The text at that place, cut to one short piece; empty at the end of the file.
    pub found: String,
    /// What is wrong with it and what would be right.
    pub wrong: Both,
}

/// The most characters of the text that are shown.
const SHOWN: usize = 30;

impl TextFault {
    /// A character at byte `at` that nobody sees.
    pub(super) fn hidden(text: &str, at: usize, found: char) -> TextFault {
        let (line, column) = place(&text[..at]);
        let wrong = both!("这个字符看不见，请删去", "this character cannot be seen; delete it");
        TextFault { line, column, found: inert(&found.to_string()), wrong }
    }

    pub(super) fn new(text: &str, error: &toml::de::Error) -> TextFault {
        let span = error.span().unwrap_or(0..0);
        let before = text.get(..span.start).unwrap_or(text);
        let (line, column) = place(before);
        let rest_of_line = text.get(span.start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let spanned = text.get(span).and_then(|found| found.lines().next()).filter(|found| !found.is_empty());
        let mut found: String = spanned.unwrap_or(rest_of_line).trim_end().chars().take(SHOWN + 1).collect();
        if found.chars().count() > SHOWN {
            found = found.chars().take(SHOWN).chain(['…']).collect();
        }
        let wrong = wide_sign(rest_of_line, error.message()).unwrap_or_else(|| explain(error.message()));
        TextFault { line, column, found: inert(&found), wrong }
    }
}

/// Line and column, from 1, of what comes after a text.
fn place(before: &str) -> (usize, usize) {
    (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

impl Say for TextFault {
    fn say(&self, lang: Lang) -> String {
        let TextFault { line, column, found, wrong } = self;
        let wrong = wrong.say(lang);
        if found.is_empty() {
            return say!(lang, "第 {line} 行第 {column} 列：{wrong}。", "Line {line}, column {column}: {wrong}.");
        }
        say!(
            lang,
            "第 {line} 行第 {column} 列“{found}”：{wrong}。",
            "Line {line}, column {column}, “{found}”: {wrong}."
        )
    }
}

/// An input method's full-width sign where TOML wants its half-width twin: the most common slip of all.
fn wide_sign(rest_of_line: &str, message: &str) -> Option<Both> {
    if is_about_the_data(message) {
        return None;
    }
    let wide = rest_of_line.trim_start().chars().next()?;
    let right = match wide {
        '“' | '”' | '„' | '＂' | '「' | '」' => '"',
        '‘' | '’' | '＇' => '\'',
        '＝' => '=',
        '，' | '、' => ',',
        '。' | '．' => '.',
        '【' | '［' => '[',
        '】' | '］' => ']',
        '｛' => '{',
        '｝' => '}',
        '＃' => '#',
        '０'..='９' => char::from_u32(wide as u32 - '０' as u32 + '0' as u32)?,
        _ => return None,
    };
    Some(both!("这里是全角“{wide}”，应改为半角 {right}", "this is a full-width {wide}; write {right}"))
}

/// The parser's messages about the data start with one of these; all others are about how TOML is written.
fn is_about_the_data(message: &str) -> bool {
    ["unknown ", "missing field", "invalid type", "invalid value", "invalid length", "duplicate ", "level code"]
        .iter()
        .any(|start| message.starts_with(start))
}

fn explain(message: &str) -> Both {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (first, others) = (quoted.first().copied().unwrap_or_default(), quoted.get(1..).unwrap_or_default());
    let (zh_list, en_list) = (others.join("、"), others.join(", "));
    let first = inert(first);
    if message.starts_with("missing field") {
        return both!("这一段缺少 {first}", "this part lacks {first}");
    }
    if message.starts_with("unknown field") {
        return both!("没有 {first} 这一项，可写 {zh_list}", "there is no {first} here; use {en_list}");
    }
    if message.starts_with("unknown variant") {
        return both!("{first} 不在可选之列，应为 {zh_list} 之一", "{first} is no choice here; use one of {en_list}");
    }
    if message.starts_with("duplicate key") {
        return both!("这一项写了两次，请删去一处", "this is written twice; delete one");
    }
    if message.starts_with("level code") {
        return both!("等级应为 5、4、3、2、1（5 最低）", "a level is 5, 4, 3, 2 or 1 (5 is the lowest)");
    }
    match message.split_once(", expected ") {
        Some((found, wanted)) if found.starts_with("invalid ") => {
            let (zh, en) = wanted_words(wanted);
            Both { zh: format!("应为{zh}"), en: format!("it must be {en}") }
        }
        _ => not_toml(message),
    }
}

/// What serde expected, in words.
fn wanted_words(wanted: &str) -> (&str, &str) {
    match wanted {
        "a string" | "string" => ("文字，两边加半角引号", "text in double quotes"),
        "u8" => ("0–255 的整数，不加引号", "a whole number 0–255 without quotes"),
        "u16" | "u32" => ("整数，不加引号", "a whole number without quotes"),
        "a boolean" => ("true 或 false，不加引号", "true or false without quotes"),
        "a sequence" => ("方括号中的一列：[ … ]", "a list in brackets: [ … ]"),
        "a formatted date string" => ("加引号的日期，如 \"2026-11-30\"", "a date in quotes, such as \"2026-11-30\""),
        "an array of length 4" => ("正好四句说明，依次对应 0、1、2、3", "exactly four descriptors, for 0, 1, 2 and 3"),
        wanted if wanted.starts_with("points ") => ("分数，最多两位小数，如 30 或 2.5", wanted),
        wanted if wanted.starts_with("struct ") || wanted.starts_with("internally tagged") => {
            ("花括号中的一组：{ … }", "a group in braces: { … }")
        }
        _ => ("另一种写法，请对照样例文件", "written in another way; compare a sample file"),
    }
}

/// Faults of TOML itself. The parser's English is passed on; its Chinese is told by kind.
fn not_toml(message: &str) -> Both {
    let zh = if message.contains("quote") || message.contains("string") {
        "文字两边应加半角引号 \"，且写在同一行"
    } else if message.contains("array") || message.contains("comma") {
        "列表应写作 [ 甲, 乙 ]，各项用半角逗号隔开"
    } else if message.contains("inline table") {
        "一组内容应写作 { 名 = 值, 名 = 值 }"
    } else if message.contains("table") {
        "段落标题应写作 [[question]] 这样的一行"
    } else if message.contains('=') || message.contains("key") || message.contains("value") {
        "每行应写作 名 = 值"
    } else {
        "不合 TOML 的写法，请对照样例文件"
    };
    Both { zh: zh.to_owned(), en: format!("this is not TOML ({message})") }
}
