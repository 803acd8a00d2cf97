//! What became of each photo and of each person who needs one, told alike on screens and on the command line.

use serde::Serialize;

use super::intake::PhotoIntake;
use crate::both;
use crate::domain::identity::last_four;
use crate::domain::language::{Both, Lang, Say};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoVerdict {
    Matched,
    Missing,
    Surplus,
    Doubled,
    Bad,
}

impl PhotoVerdict {
    pub const ALL: [PhotoVerdict; 5] =
        [PhotoVerdict::Matched, PhotoVerdict::Missing, PhotoVerdict::Surplus, PhotoVerdict::Doubled, PhotoVerdict::Bad];
}

impl Say for PhotoVerdict {
    fn say(&self, lang: Lang) -> String {
        match self {
            PhotoVerdict::Matched => lang.pick("已配上", "matched"),
            PhotoVerdict::Missing => lang.pick("缺照片", "no photo"),
            PhotoVerdict::Surplus => lang.pick("多余", "surplus"),
            PhotoVerdict::Doubled => lang.pick("重名", "doubled"),
            PhotoVerdict::Bad => lang.pick("不能用", "unusable"),
        }
        .to_owned()
    }
}

/// A photo, a person without one, or a person with several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhotoFinding {
    pub verdict: PhotoVerdict,
    /// The person's name, where it is known whose it is.
    pub name: Option<String>,
    /// The last four characters of the person's document.
    #[serde(skip)]
    pub tail: String,
    /// Names of files, as they are.
    pub files: Vec<String>,
    /// Why a photo is not taken; the size of one that is.
    pub told: Option<Both>,
}

impl PhotoIntake {
    /// What needs a hand first, the matched last.
    pub fn findings(&self) -> Vec<PhotoFinding> {
        let PhotoIntake { people, seen, matching, .. } = self;
        let finding = |verdict, person: Option<usize>, photos: &[usize], told| PhotoFinding {
            verdict,
            name: person.map(|at| people[at].name.clone()),
            tail: person.map_or_else(String::new, |at| last_four(&people[at].document_number)),
            files: photos.iter().map(|at| seen[*at].name.clone()).collect(),
            told,
        };
        let mut found = Vec::new();
        for (photo, person, why) in &matching.bad {
            found.push(finding(PhotoVerdict::Bad, *person, &[*photo], Some(why.clone())));
        }
        for (person, photos) in &matching.doubled {
            let n = photos.len();
            let why = both!("有 {n} 张，只留一张再导入。", "There are {n}; leave one and import again.");
            found.push(finding(PhotoVerdict::Doubled, Some(*person), photos, Some(why)));
        }
        for person in &matching.missing {
            found.push(finding(PhotoVerdict::Missing, Some(*person), &[], None));
        }
        for (photo, why) in &matching.surplus {
            found.push(finding(PhotoVerdict::Surplus, None, &[*photo], Some(why.clone())));
        }
        for (person, photo) in &matching.matched {
            let told = seen[*photo].facts.as_ref().ok().map(|facts| {
                let (wide, high, size) = (facts.width, facts.height, facts.bytes.div_ceil(1 << 10));
                both!("{wide}×{high}，{size} KB", "{wide}×{high}, {size} KB")
            });
            found.push(finding(PhotoVerdict::Matched, Some(*person), &[*photo], told));
        }
        found
    }
}
