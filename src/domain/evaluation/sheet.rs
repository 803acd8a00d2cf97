//! A sheet: one examiner's marks for one entry and subject.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::criterion::Given;
use super::marking::check_mark;
use super::paper::Paper;
use super::subject::SubjectKind;
use super::way::Part;
use crate::both;
use crate::domain::id::{Basis, EntryId, PersonId};
use crate::domain::language::Both;

/// A sheet as it is signed. Its RFC 8785 JSON, whose keys stand in the order of these fields, is what the examiner answers for, stored once and never changed;
/// a correction is a new `version` of the same examiner's sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// 1 for the first sitting of the subject in this entry.
    pub attempt: u8,
    /// The paper and the standard that it is marked by, in one digest.
    pub basis: Basis,
    /// The questions chosen where the paper leaves a choice (选考), in the paper's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<String>,
    pub entry: EntryId,
    pub examiner: PersonId,
    /// What was given, in the order of the paper's criteria that its part holds.
    pub marks: Vec<Given>,
    /// Words of reason by criterion.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<String, String>,
    /// Which criteria it holds, where the panel does not mark all of them each.
    #[serde(default, skip_serializing_if = "Part::is_whole")]
    pub part: Part,
    /// RFC 3339 with the station's offset.
    pub signed_at: String,
    pub station: String,
    pub subject: SubjectKind,
    /// 1, then 2, … for corrections.
    pub version: u8,
}

impl Sheet {
    /// What was given for a criterion; none where this sheet does not hold it.
    pub fn given(&self, paper: &Paper, id: &str) -> Option<&Given> {
        let place = paper.held(&self.chosen, &self.part).position(|(_, criterion)| criterion.id == id)?;
        self.marks.get(place)
    }
}

/// The last version of each examiner's sheet, in the order of the examiners' numbers, then that of the sheet that all of
/// them sign, whoever entered it.
pub fn latest_versions(sheets: &[Sheet]) -> Vec<&Sheet> {
    let mut latest: BTreeMap<(bool, PersonId), &Sheet> = BTreeMap::new();
    for sheet in sheets {
        let agreed = sheet.part.is_agreed();
        let slot = latest.entry((agreed, if agreed { PersonId(0) } else { sheet.examiner })).or_insert(sheet);
        if (sheet.attempt, sheet.version) > (slot.attempt, slot.version) {
            *slot = sheet;
        }
    }
    latest.into_values().collect()
}

/// Marks as they are typed: what an open sheet holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenSheet {
    pub chosen: Vec<String>,
    pub given: BTreeMap<String, Given>,
    pub notes: BTreeMap<String, String>,
    pub part: Part,
}

impl OpenSheet {
    /// Everything that keeps this sheet from being signed, in the paper's order; empty when it can be.
    pub fn missing(&self, paper: &Paper) -> Vec<Both> {
        let mut missing = Vec::new();
        for group in paper.choice_groups_of(&self.part) {
            let of_group = |no: &&String| paper.question(no).is_some_and(|q| q.choice.as_deref() == Some(group));
            if self.chosen.iter().filter(of_group).count() != 1 {
                missing.push(both!("选考组 {group} 须选定一题", "choose one question of group {group}"));
            }
        }
        for (_, criterion) in paper.held(&self.chosen, &self.part) {
            let id = &criterion.id;
            match self.given.get(id) {
                None => missing.push(both!("评分点 {id} 还没有打分", "criterion {id} has no mark")),
                Some(given) => {
                    if let Err(wrong) = check_mark(criterion, given) {
                        let Both { zh, en } = wrong;
                        missing
                            .push(Both { zh: format!("评分点 {id}：{zh}"), en: format!("criterion {id}: {en}") });
                    } else if criterion.needs_note(given) && !self.notes.contains_key(id) {
                        missing
                            .push(both!("评分点 {id} 评为这一档须写理由", "criterion {id}: this band needs a reason"));
                    }
                }
            }
        }
        missing
    }

    /// The marks in the paper's order; none while one is missing.
    pub fn marks(&self, paper: &Paper) -> Option<Vec<Given>> {
        paper.held(&self.chosen, &self.part).map(|(_, criterion)| self.given.get(&criterion.id).cloned()).collect()
    }
}
