//! What outcomes follow from, of many entries in one walk of each table: an entry alone is a walk of one.

use rusqlite::params;

use super::agreement::{Case, Further};
use super::{Read, Result};
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId, VetoId};
use crate::store::convert::Json;

/// All that the file holds of one entry and that may enter its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFacts {
    pub entry: EntryId,
    pub batch: BatchId,
    pub item: BatchItem,
    pub standings: Vec<(SubjectKind, Standing)>,
    /// Of each subject in the order in which it went back to its panel.
    pub cases: Vec<Case>,
    pub further: Vec<Further>,
    /// Every signed sheet, all versions, each with its row of the journal; subject by subject.
    pub sheets: Vec<(i64, Sheet)>,
    /// Those that stand.
    pub vetoes: Vec<VetoId>,
}

impl Read<'_> {
    /// The facts of the entries numbered `first` to `last`, in order; a number without an entry is passed over.
    pub fn entry_facts(&self, first: EntryId, last: EntryId) -> Result<Vec<EntryFacts>> {
        let here = params![first, last];
        let sql = "SELECT id, batch, standard, level FROM entry WHERE id BETWEEN ?1 AND ?2 ORDER BY id";
        let mut all = self.all(sql, here, |row| {
            Ok(EntryFacts {
                entry: row.get(0)?,
                batch: row.get(1)?,
                item: BatchItem { standard: row.get(2)?, level: row.get(3)? },
                standings: Vec::new(),
                cases: Vec::new(),
                further: Vec::new(),
                sheets: Vec::new(),
                vetoes: Vec::new(),
            })
        })?;
        let sql = "SELECT entry, seq, payload FROM sheet CROSS JOIN journal USING (seq) WHERE entry BETWEEN ?1 AND ?2
                   ORDER BY entry, subject, agreed, examiner, attempt, version";
        self.told(sql, here, &mut all, |row, facts| {
            facts.sheets.push((row.get(1)?, row.get::<_, Json<Sheet>>(2)?.0));
            Ok(())
        })?;
        let sql = "SELECT entry, subject, value FROM standing WHERE entry BETWEEN ?1 AND ?2 ORDER BY entry, subject";
        self.told(sql, here, &mut all, |row, facts| {
            facts.standings.push((row.get(1)?, row.get::<_, Json<Standing>>(2)?.0));
            Ok(())
        })?;
        let sql = "SELECT entry, subject, seq, because FROM remark_case WHERE entry BETWEEN ?1 AND ?2
                   ORDER BY entry, subject, seq";
        self.told(sql, here, &mut all, |row, facts| {
            facts.cases.push(Case { subject: row.get(1)?, seq: row.get(2)?, because: row.get(3)? });
            Ok(())
        })?;
        let sql = "SELECT entry, subject, person, deciding FROM further_examiner WHERE entry BETWEEN ?1 AND ?2
                   ORDER BY entry, subject, person";
        self.told(sql, here, &mut all, |row, facts| {
            facts.further.push(Further { subject: row.get(1)?, person: row.get(2)?, deciding: row.get(3)? });
            Ok(())
        })?;
        let sql = "SELECT entry, id FROM veto WHERE entry BETWEEN ?1 AND ?2 AND withdrawn = 0 ORDER BY entry, id";
        self.told(sql, here, &mut all, |row, facts| {
            facts.vetoes.push(row.get(1)?);
            Ok(())
        })?;
        Ok(all)
    }

    /// Hands each row to the facts of the entry that it begins with; both run in the entries' order.
    fn told(
        &self,
        sql: &str,
        here: impl rusqlite::Params,
        all: &mut [EntryFacts],
        mut tell: impl FnMut(&rusqlite::Row, &mut EntryFacts) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.conn.prepare_cached(sql)?;
        debug_assert!(statement.readonly(), "reads only read");
        let (mut rows, mut at) = (statement.query(here)?, 0);
        while let Some(row) = rows.next()? {
            let entry: EntryId = row.get(0)?;
            at += all[at..].iter().take_while(|facts| facts.entry < entry).count();
            if let Some(facts) = all.get_mut(at).filter(|facts| facts.entry == entry) {
                tell(row, facts)?;
            }
        }
        Ok(())
    }
}
