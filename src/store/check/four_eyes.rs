//! Whoever certifies had no hand in what is certified: told from the journal alone, as each certificate's row is read.

use std::collections::{HashMap, HashSet};

use crate::both;
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId};
use crate::domain::language::Both;
use crate::store::act::{Act, CertificateIssued, Kind};

/// Who did what so far, as far as a certificate is held against it.
#[derive(Default)]
pub struct FourEyes {
    entries: HashMap<EntryId, Filed>,
    /// Who signed a sheet of an entry, or was named to mark it too.
    marked: HashSet<(EntryId, i64)>,
    panels: HashMap<(BatchId, BatchItem, SubjectKind), Vec<i64>>,
}

struct Filed {
    batch: BatchId,
    item: BatchItem,
    by: i64,
}

impl FourEyes {
    /// A sheet that was read anyway.
    pub fn sheet(&mut self, sheet: &Sheet) {
        self.marked.insert((sheet.entry, sheet.examiner.0));
    }

    pub fn learn(&mut self, kind: Kind, payload: &[u8], person: i64) {
        if !matches!(kind, Kind::EntryFiled | Kind::PanelNamed | Kind::PanelDrawn | Kind::FurtherNamed) {
            return;
        }
        match Act::read(kind.word(), payload, None) {
            Ok(Act::EntryFiled(act, _)) => {
                self.entries.insert(act.id, Filed { batch: act.batch, item: act.item, by: person });
            }
            Ok(Act::PanelNamed(act)) => {
                let members = act.members.iter().map(|member| member.person.0).collect();
                self.panels.insert((act.batch, act.item, act.subject), members);
            }
            Ok(Act::PanelDrawn(act)) => {
                let members = act.members.iter().map(|member| member.person.0).collect();
                self.panels.insert((act.batch, act.item, act.subject), members);
            }
            Ok(Act::FurtherNamed(act)) => {
                self.marked.insert((act.entry, act.person.0));
            }
            _ => {}
        }
    }

    /// What stands against this person's having issued the certificate of row `seq`.
    pub fn judge(&mut self, payload: &[u8], person: i64, seq: i64) -> Option<Both> {
        let Ok(Act::CertificateIssued(issued, _)) = Act::read(Kind::CertificateIssued.word(), payload, None) else {
            return None;
        };
        let CertificateIssued { entry, .. } = issued;
        // A certificate is issued once: the entry is done with.
        let filed = self.entries.remove(&entry);
        let on_panel = filed.as_ref().is_some_and(|filed| {
            let own = |subject: &SubjectKind| self.panels.get(&(filed.batch, filed.item, *subject));
            SubjectKind::ALL.iter().filter_map(own).any(|members| members.contains(&person))
        });
        let entered = filed.is_some_and(|filed| filed.by == person);
        (on_panel || entered || self.marked.contains(&(entry, person))).then(|| {
            both!(
                "日志第 {seq} 条：发证的人参与过这份报名的录入、登分或考评（人员 {person}）",
                "journal row {seq}: whoever issued had a hand in the entry, its marks or its panel (person {person})"
            )
        })
    }
}
