//! The checkpoint code 存证码: a checkpoint so short that a person can write it into the minutes, read it out and type it again.
//!
//! `1043K-7Q2MA-…`: the journal's size with a check letter, then seven groups of four characters and their check
//! character, in Crockford's base32 (no I, L, O, U). The 28 characters are the first **140 bits** of SHA-256 over origin, size
//! and root. To find other acts that fit a code that is already on paper takes 2^140 tries; to prepare two histories of one size that share a
//! code, before the first is printed, takes 2^70. The QR beside it holds the whole root.
//!
//! A group's check character is a weighted sum over GF(32) that also counts the group's place; the size's is one modulo 19, always a
//! letter, so that nobody takes it for a digit. One wrong character, two neighbours exchanged (even across two groups) and two
//! groups exchanged are all caught, and the group is named.

use std::fmt;

use super::checkpoint::Checkpoint;
use super::tags;
use crate::both;
use crate::domain::language::{Both, Lang, Say};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The check letters of the size.
const LETTERS: &[u8; 19] = b"ABCDEFGHJKMNPQRSTVW";
/// Groups after the first one.
const GROUPS: usize = 7;
/// Characters of each, the check character apart.
const GROUP: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckpointCode {
    size: u64,
    /// Values below 32.
    digits: [u8; GROUPS * GROUP],
}

/// Why a text is no checkpoint code. Groups are counted from 1, which is the size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadCode {
    /// Not the right number of characters in all.
    Length { found: usize },
    /// A group that is too short or too long.
    GroupLength { group: usize, found: usize },
    /// A character that no code has at this place.
    Character { group: usize, found: char },
    /// Groups whose check character does not fit.
    Mistyped { groups: Vec<usize> },
    /// The size is 0, begins with 0, or is beyond all journals.
    Size,
}

/// Multiplies in GF(32) with x^5 + x^2 + 1 by x.
const fn times_x(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 { shifted } else { (shifted ^ 0b10_0101) & 31 }
}

/// The check character of the values before it in group `group` (2 to 8).
fn check(values: &[u8], group: usize) -> u8 {
    // Horner: the last value counts x, the one before x², and the group's place keeps two groups apart.
    values.iter().fold(0, |sum, value| times_x(sum ^ value)) ^ (group as u8)
}

/// The first 60 bits of a hash in three groups of four characters, each with its check character: short enough to read out.
pub fn spoken(hash: &super::tree::Hash) -> String {
    let bit = |at: usize| hash.0[at / 8] >> (7 - at % 8) & 1;
    let digits: Vec<u8> = (0..3 * GROUP).map(|i| (0..5).fold(0, |value, n| value << 1 | bit(i * 5 + n))).collect();
    let group = |(group, values): (usize, &[u8])| -> String {
        let checked = values.iter().copied().chain([check(values, group)]);
        checked.map(|value| char::from(ALPHABET[usize::from(value)])).collect()
    };
    (2..).zip(digits.chunks(GROUP)).map(group).collect::<Vec<_>>().join("-")
}

/// The check letter of the size: digits weighted by powers of 2, which generates all of 1 to 18 modulo 19.
fn size_check(digits: &str) -> char {
    let sum = digits.bytes().fold(0, |sum, digit| (sum + usize::from(digit - b'0')) * 2 % 19);
    char::from(LETTERS[sum])
}

impl CheckpointCode {
    pub fn of(checkpoint: &Checkpoint) -> CheckpointCode {
        let Checkpoint { origin, size, root } = checkpoint;
        let hash = tags::CHECKPOINT_CODE.hash(&[origin.as_bytes(), &size.to_be_bytes(), &root.0]);
        let bit = |at: usize| hash.0[at / 8] >> (7 - at % 8) & 1;
        let digits = std::array::from_fn(|i| (0..5).fold(0, |value, n| value << 1 | bit(i * 5 + n)));
        CheckpointCode { size: *size, digits }
    }

    /// How many acts the journal had.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Reads a code as people type it: any case, O for 0, I and L for 1, blanks or any dashes or none, full-width characters.
    pub fn parse(text: &str) -> Result<CheckpointCode, BadCode> {
        let groups = split(text)?;
        let mut mistyped = Vec::new();
        let size = parse_size(&groups[0], &mut mistyped)?;
        let mut digits = Vec::with_capacity(GROUPS * GROUP);
        for (group, text) in (2..).zip(&groups[1..]) {
            let values = text.iter().map(|&c| value(c, group)).collect::<Result<Vec<u8>, _>>()?;
            let (last, own) = values.split_last().expect("a group has five characters");
            if check(own, group) != *last {
                mistyped.push(group);
            }
            digits.extend_from_slice(own);
        }
        if !mistyped.is_empty() {
            return Err(BadCode::Mistyped { groups: mistyped });
        }
        if size == 0 {
            return Err(BadCode::Size);
        }
        Ok(CheckpointCode { size, digits: digits.try_into().expect("seven groups of four") })
    }

    /// The groups as they stand on paper.
    pub fn groups(&self) -> Vec<String> {
        let size = self.size.to_string();
        let letter = size_check(&size);
        let text = |(group, values): (usize, &[u8])| {
            values
                .iter()
                .chain([&check(values, group)])
                .map(|value| char::from(ALPHABET[usize::from(*value)]))
                .collect()
        };
        std::iter::once(format!("{size}{letter}")).chain((2..).zip(self.digits.chunks(GROUP)).map(text)).collect()
    }
}

/// The size of the first group; 0 where it is none. A letter that does not fit is noted as mistyped.
fn parse_size(group: &[char], mistyped: &mut Vec<usize>) -> Result<u64, BadCode> {
    let (letter, digits) = group.split_last().expect("no group is empty");
    let mut size = String::new();
    for &c in digits {
        let digit = value(c, 1)?;
        if digit > 9 {
            return Err(BadCode::Character { group: 1, found: c });
        }
        size.push(char::from(b'0' + digit));
    }
    if !letter.is_ascii() || !LETTERS.contains(&(*letter as u8)) {
        return Err(BadCode::Character { group: 1, found: *letter });
    }
    if size_check(&size) != *letter {
        mistyped.push(1);
    }
    Ok(if size.starts_with('0') { 0 } else { size.parse().unwrap_or(0) })
}

impl fmt::Display for CheckpointCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.groups().join("-"))
    }
}

/// A character as it is meant: full-width ones are their ASCII.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c).to_ascii_uppercase(),
        _ => c.to_ascii_uppercase(),
    }
}

fn separates(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '_' | '.' | '·' | ',' | '/' | '，' | '。')
}

/// The eight groups. Where the typed separators make eight, a group of the wrong length is named; else the characters are counted from the end.
fn split(text: &str) -> Result<Vec<Vec<char>>, BadCode> {
    let text: String = text.chars().map(plain).collect();
    let typed: Vec<Vec<char>> =
        text.split(separates).filter(|group| !group.is_empty()).map(|group| group.chars().collect()).collect();
    if typed.len() == GROUPS + 1 {
        let wrong = |(group, text): (usize, &Vec<char>)| match group {
            1 => text.len() < 2 || text.len() > 21,
            _ => text.len() != GROUP + 1,
        };
        return match (1..).zip(&typed).find(|pair| wrong((pair.0, pair.1))) {
            Some((group, text)) => Err(BadCode::GroupLength { group, found: text.len() }),
            None => Ok(typed),
        };
    }
    let all = typed.concat();
    let rest = GROUPS * (GROUP + 1);
    if all.len() < rest + 2 || all.len() > rest + 21 {
        return Err(BadCode::Length { found: all.len() });
    }
    let (size, rest) = all.split_at(all.len() - rest);
    Ok(std::iter::once(size.to_vec()).chain(rest.chunks(GROUP + 1).map(<[char]>::to_vec)).collect())
}

fn value(c: char, group: usize) -> Result<u8, BadCode> {
    let meant = match c {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|digit| char::from(*digit) == meant);
    at.map(|at| at as u8).ok_or(BadCode::Character { group, found: c })
}

impl BadCode {
    fn both(&self) -> Both {
        match self {
            BadCode::Length { found } => both!(
                "存证码应有 8 组（第一组是条数，后面 7 组各 5 个字符），这里共 {found} 个字符",
                "a checkpoint code has 8 groups (the size, then 7 of 5 characters); this has {found} characters"
            ),
            BadCode::GroupLength { group, found } => both!(
                "存证码第 {group} 组应为 5 个字符，这里是 {found} 个",
                "group {group} of the checkpoint code should have 5 characters, not {found}"
            ),
            BadCode::Character { group, found } => {
                let found = crate::domain::identity::inert(&found.to_string());
                both!(
                    "存证码第 {group} 组里不会有“{found}”",
                    "“{found}” cannot stand in group {group} of a checkpoint code"
                )
            }
            BadCode::Mistyped { groups } => {
                let list = |between: &str| groups.iter().map(usize::to_string).collect::<Vec<_>>().join(between);
                Both {
                    zh: format!("存证码第 {} 组抄错了", list("、")),
                    en: format!("group {} of the checkpoint code is mistyped", list(", ")),
                }
            }
            BadCode::Size => both!("存证码的条数不对", "the size in the checkpoint code is none"),
        }
    }
}

impl Say for BadCode {
    fn say(&self, lang: Lang) -> String {
        self.both().say(lang)
    }
}

#[cfg(test)]
mod tests;
