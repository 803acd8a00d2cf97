//! Whose photo it is: by the document number in the file's name, `证件号码` or `姓名_证件号码`, never by a name alone.

use std::collections::HashMap;

use super::sources::Sighting;
use crate::both;
use crate::domain::identity::name::comparison_key;
use crate::domain::identity::plain::plain;
use crate::domain::language::Both;
use crate::exchange::shown::shown;

/// Someone who needs a photo. Document numbers in the stored form, each person once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub document_number: String,
    pub name: String,
}

/// Places in the list of people and in the list of sightings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// (person, photo)
    pub matched: Vec<(usize, usize)>,
    /// 缺照片: people without any photo, not even a bad one.
    pub missing: Vec<usize>,
    /// 多余: photos of nobody on the list, and why.
    pub surplus: Vec<(usize, Both)>,
    /// 重名: people with more than one good photo; none of them is taken.
    pub doubled: Vec<(usize, Vec<usize>)>,
    /// Photos that cannot be used, and why; the person where it is known.
    pub bad: Vec<(usize, Option<usize>, Both)>,
}

pub fn match_photos(people: &[Person], photos: &[Sighting]) -> Matching {
    let by_number: HashMap<String, usize> =
        people.iter().enumerate().map(|(at, person)| (plain(&person.document_number), at)).collect();
    let mut result = Matching::default();
    let mut good: Vec<Vec<usize>> = vec![Vec::new(); people.len()];
    let mut touched = vec![false; people.len()];
    for (photo, sighting) in photos.iter().enumerate() {
        let (name, number) = name_and_number(&sighting.name);
        let person = by_number.get(&plain(number)).copied();
        if let Some(person) = person {
            touched[person] = true;
        }
        match (person, &sighting.facts) {
            (person, Err(why)) => result.bad.push((photo, person, why.clone())),
            (None, Ok(_)) => result.surplus.push((photo, nobody(&sighting.name, number))),
            (Some(person), Ok(_)) => {
                match name.filter(|name| comparison_key(name) != comparison_key(&people[person].name)) {
                    Some(other) => {
                        let (other, real) = (shown(other), shown(&people[person].name));
                        let why = both!(
                            "文件名写的是“{other}”，而这个证件号码是“{real}”的；请核对后改名。",
                            "The file is named for “{other}”, but the document number is that of “{real}”; check it and rename the file."
                        );
                        result.bad.push((photo, Some(person), why));
                    }
                    None => good[person].push(photo),
                }
            }
        }
    }
    for (person, photos) in good.into_iter().enumerate() {
        match photos.as_slice() {
            [] if !touched[person] => result.missing.push(person),
            [] => {}
            [photo] => result.matched.push((person, *photo)),
            _ => result.doubled.push((person, photos)),
        }
    }
    result
}

/// `李四_11010519491231002X.jpg` → 李四 and the number; without a separator all of the stem is the number.
fn name_and_number(file: &str) -> (Option<&str>, &str) {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).trim();
    match stem.rsplit_once(['_', '＿', '-', '－', '+', ' ', '\u{3000}']) {
        Some((name, number)) if !name.trim().is_empty() && !number.trim().is_empty() => {
            (Some(name.trim()), number.trim())
        }
        _ => (None, stem),
    }
}

fn nobody(file: &str, number: &str) -> Both {
    if plain(number).bytes().filter(u8::is_ascii_digit).count() < 5 {
        return both!(
            "文件名里没有证件号码；请改名为“姓名_证件号码.jpg”。",
            "Its name has no document number; rename it to NAME_NUMBER.jpg."
        );
    }
    let file = shown(file);
    both!("名单里没有“{file}”的证件号码。", "Nobody on the list has the document number of “{file}”.")
}

#[cfg(test)]
mod tests {
    use super::super::look::tests::jpeg;
    use super::super::look::{PhotoRules, look};
    use super::*;
    use crate::domain::language::{Lang, Say};

    fn photo(name: &str) -> Sighting {
        Sighting { name: name.into(), facts: look(&jpeg(295, 413, 20_000), &PhotoRules::default()) }
    }

    fn person(number: &str, name: &str) -> Person {
        Person { document_number: number.into(), name: name.into() }
    }

    #[test]
    fn photos_are_matched_by_number_and_everything_else_is_listed() {
        let people = [
            person("11010519491231002X", "李㛃"),
            person("34052419800101001X", "阿依古丽·买买提"),
            person("810000199408230021", "陈安"),
            person("830000199201300022", "林小满"),
            person("911124198108030024", "Anna Smith"),
        ];
        let photos = [
            photo("李㛃_１１０１０５19491231002x.JPG"),
            photo("34052419800101001X.jpg"),
            photo("阿依古丽•买买提_34052419800101001x.png"),
            photo("林小满.jpg"),
            photo("张三_520201198305150014.jpg"),
            photo("陈平_810000199408230021.jpg"),
            Sighting { name: "Anna Smith_911124198108030024.jpg".into(), facts: Err(both!("坏", "bad")) },
        ];
        let found = match_photos(&people, &photos);
        assert_eq!(found.matched, [(0, 0)]);
        assert_eq!(found.doubled, [(1, vec![1, 2])]);
        assert_eq!(found.missing, [3]);
        let surplus: Vec<_> = found.surplus.iter().map(|(photo, why)| (*photo, why.say(Lang::Zh))).collect();
        assert_eq!(
            surplus,
            [
                (3, "文件名里没有证件号码；请改名为“姓名_证件号码.jpg”。".to_owned()),
                (4, "名单里没有“张三_520201********0014.jpg”的证件号码。".to_owned()),
            ]
        );
        assert_eq!(found.bad.iter().map(|bad| (bad.0, bad.1)).collect::<Vec<_>>(), [(5, Some(2)), (6, Some(4))]);
        assert!(found.bad[0].2.say(Lang::En).contains("“陈安”"));
    }
}
