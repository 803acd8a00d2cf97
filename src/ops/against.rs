//! Whether the file still holds the history that a code on paper, or a saved checkpoint, has seen.

use serde::Serialize;

use crate::both;
use crate::credential::checkpoint::Checkpoint;
use crate::credential::checkpoint_code::CheckpointCode;
use crate::credential::tree::{Hash, root_of};
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::store::{Failure, Read};

/// What the outside world remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    Code(CheckpointCode),
    Saved(Checkpoint),
}

impl Anchor {
    pub fn size(&self) -> u64 {
        match self {
            Anchor::Code(code) => code.size(),
            Anchor::Saved(checkpoint) => checkpoint.size,
        }
    }

    fn fits(&self, now: &Checkpoint) -> bool {
        match self {
            Anchor::Code(code) => *code == CheckpointCode::of(now),
            Anchor::Saved(checkpoint) => checkpoint == now,
        }
    }
}

/// What the file says to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    /// The file begins with that very history.
    Same,
    /// The journal is shorter: an older copy was put back, or its tail was cut off.
    Shorter,
    /// An act up to that size was changed, put in or taken out; those up to `after` are proven by another anchor (0: none is).
    Rewritten { after: u64 },
    /// A saved checkpoint of another file.
    OtherFile { origin: String },
}

/// One anchor and its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// How many acts the anchor has seen.
    pub size: u64,
    /// How many the journal has now.
    pub acts: u64,
    #[serde(flatten)]
    pub verdict: Verdict,
}

impl Compared {
    pub fn holds(&self) -> bool {
        self.verdict == Verdict::Same
    }
}

/// Compares each anchor with the journal, whose leaves are made again from its rows, so that an edited row shows even where the
/// stored tree was left alone.
pub fn compare(read: &Read, anchors: &[Anchor]) -> Result<Vec<Compared>, Failure> {
    let leaves = read.leaves_again()?;
    let origin = read.journal_name()?.unwrap_or_default();
    let judged: Vec<Verdict> = anchors.iter().map(|anchor| judge(anchor, &origin, &leaves)).collect();
    let acts = leaves.len() as u64;
    let proven = |below: u64| {
        let sizes = anchors.iter().zip(&judged).filter(|(_, verdict)| **verdict == Verdict::Same);
        sizes.map(|(anchor, _)| anchor.size()).filter(|size| *size < below).max().unwrap_or(0)
    };
    let compared = anchors.iter().zip(&judged).map(|(anchor, verdict)| {
        let verdict = match verdict {
            Verdict::Rewritten { .. } => Verdict::Rewritten { after: proven(anchor.size()) },
            other => other.clone(),
        };
        Compared { size: anchor.size(), acts, verdict }
    });
    Ok(compared.collect())
}

fn judge(anchor: &Anchor, origin: &str, leaves: &[Hash]) -> Verdict {
    if let Anchor::Saved(saved) = anchor
        && saved.origin != origin
    {
        return Verdict::OtherFile { origin: saved.origin.clone() };
    }
    let size = anchor.size();
    let Some(begun) = usize::try_from(size).ok().and_then(|size| leaves.get(..size)) else { return Verdict::Shorter };
    let then = Checkpoint { origin: origin.to_owned(), size, root: root_of(begun) };
    if anchor.fits(&then) { Verdict::Same } else { Verdict::Rewritten { after: 0 } }
}

impl Compared {
    fn both(&self) -> Both {
        let (size, acts) = (self.size, self.acts);
        match &self.verdict {
            Verdict::Same => both!(
                "相符：文件里前 {size} 条与存证一致，现在共 {acts} 条。",
                "Same: the first {size} acts are those of the checkpoint; there are {acts} now."
            ),
            Verdict::Shorter => both!(
                "不符：存证时有 {size} 条，文件里只有 {acts} 条。文件被换回旧的，或尾部被截掉。",
                "Not the same: the checkpoint saw {size} acts and the file has {acts}. An older file was put back, or its tail was cut off."
            ),
            Verdict::Rewritten { after: 0 } => both!(
                "不符：第 {size} 条或之前被改写过，或者这不是当时的那个文件。",
                "Not the same: act {size} or one before it was rewritten, or this is not the file of that time."
            ),
            Verdict::Rewritten { after } => {
                let from = after + 1;
                both!(
                    "不符：第 {from} 条到第 {size} 条之间被改写过（第 {after} 条之前有另一个存证证明）。",
                    "Not the same: something between act {from} and act {size} was rewritten (another checkpoint proves those up to {after})."
                )
            }
            Verdict::OtherFile { origin } => {
                let origin = inert(origin);
                both!("不是这个文件的存证：它属于“{origin}”。", "Not a checkpoint of this file: it is of “{origin}”.")
            }
        }
    }
}

impl Say for Compared {
    fn say(&self, lang: Lang) -> String {
        self.both().say(lang)
    }
}
