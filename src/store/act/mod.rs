//! Acts: everything that a person can do to the file, as a closed list of plain data.
//!
//! An act records a decision that is already made (numbers, seats, dates, ciphertexts), so applying it evaluates no
//! rule, reads no clock and draws nothing; a replay of the journal gives the same tables.

mod batch;
mod certificate;
mod entry;
mod marking;
mod standard;
mod station;

pub use batch::{BatchMoved, ObjectionDecided, ObjectionRaised, PanelMember, PanelNamed, PaperChosen, PlanWritten};
pub use certificate::{CertificateIssued, Holder};
pub use entry::{
    Applicant, ClaimsRevised, EntryDecided, EntryFiled, Grounds, PhotoAttached, PhotoBytes, RosterTaken, TicketGiven,
};
pub use marking::{OutcomeDerived, StandingSet, VetoWithdrawn};
pub use standard::{PaperWritten, StandardApproved, StandardWritten};
pub use station::{MappingKept, PersonRecorded, ScopeFiled, SettingSet, StationFounded};

use serde::de::DeserializeOwned;

use crate::credential::canonical::{NotCanonical, to_canonical};
use crate::domain::evaluation::eligibility::Claims;
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::evaluation::standing::Veto;
use crate::domain::language::{Lang, Say};

/// The personal part of an act: known, or erased after retention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sealed<T> {
    Known(T),
    Erased,
}

impl<T> Sealed<T> {
    pub fn known(&self) -> Option<&T> {
        match self {
            Sealed::Known(part) => Some(part),
            Sealed::Erased => None,
        }
    }
}

macro_rules! acts {
    ($($variant:ident($public:ty $(, $sealed:ty)?) = $kind:literal, $zh:literal, $en:literal;)+) => {
        /// One act. Its public part is replayable for ever; its sealed part, where it has one, is one person's.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[allow(clippy::large_enum_variant, reason = "acts are moved once, into the journal")]
        pub enum Act {
            $($variant($public $(, Sealed<$sealed>)?),)+
        }

        impl Act {
            /// Every kind, with its name in both languages.
            pub const KINDS: &[(&str, &str, &str)] = &[$(($kind, $zh, $en),)+];

            /// The word that the journal keeps.
            pub fn kind(&self) -> &'static str {
                match self { $(acts!(@pattern $variant $($sealed)?) => $kind,)+ }
            }

            /// The bytes of the public part: RFC 8785 JSON.
            pub fn public_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
                match self { $(acts!(@public $variant part $($sealed)?) => to_canonical(part),)+ }
            }

            /// The bytes of the sealed part; none where the act has none or it was erased.
            pub fn sealed_bytes(&self) -> Result<Option<Vec<u8>>, NotCanonical> {
                match self { $(acts!(@pattern_sealed $variant part $($sealed)?) => acts!(@sealed part $($sealed)?),)+ }
            }

            /// Reads an act back from the journal.
            pub fn read(kind: &str, public: &[u8], sealed: Option<&[u8]>) -> Result<Act, Unread> {
                match kind {
                    $($kind => Ok(acts!(@read $variant public sealed kind $($sealed)?)),)+
                    _ => Err(Unread { kind: kind.to_owned(), words: "no such act in this version".to_owned() }),
                }
            }
        }
    };
    (@pattern $variant:ident) => { Act::$variant(_) };
    (@pattern $variant:ident $sealed:ty) => { Act::$variant(_, _) };
    (@public $variant:ident $part:ident) => { Act::$variant($part) };
    (@public $variant:ident $part:ident $sealed:ty) => { Act::$variant($part, _) };
    (@pattern_sealed $variant:ident $part:ident) => { Act::$variant(_) };
    (@pattern_sealed $variant:ident $part:ident $sealed:ty) => { Act::$variant(_, $part) };
    (@sealed $part:ident) => { Ok(None) };
    (@sealed $part:ident $sealed:ty) => { $part.known().map(to_canonical).transpose() };
    (@read $variant:ident $public:ident $bytes:ident $kind:ident) => { Act::$variant(read_part($kind, $public)?) };
    (@read $variant:ident $public:ident $bytes:ident $kind:ident $sealed:ty) => {
        Act::$variant(
            read_part($kind, $public)?,
            match $bytes {
                Some(bytes) => Sealed::Known(read_part($kind, bytes)?),
                None => Sealed::Erased,
            },
        )
    };
}

acts! {
    StationFounded(StationFounded) = "station_founded", "建立本站文件", "station file begun";
    ScopeFiled(ScopeFiled) = "scope_filed", "登记备案范围", "filed scope recorded";
    PersonRecorded(PersonRecorded) = "person_recorded", "登记工作人员", "person recorded";
    SettingSet(SettingSet) = "setting_set", "修改设置", "setting changed";
    MappingKept(MappingKept) = "mapping_kept", "保存模板方案", "column mapping kept";
    StandardWritten(StandardWritten) = "standard_written", "写入标准", "standard written";
    StandardApproved(StandardApproved) = "standard_approved", "批准标准", "standard approved";
    PaperWritten(PaperWritten) = "paper_written", "写入试卷", "paper written";
    PlanWritten(PlanWritten) = "plan_written", "编制计划", "batch planned";
    BatchMoved(BatchMoved) = "batch_moved", "批次转入下一状态", "batch moved on";
    PaperChosen(PaperChosen) = "paper_chosen", "选定试卷", "paper chosen";
    PanelNamed(PanelNamed) = "panel_named", "派遣考评组", "panel named";
    ObjectionRaised(ObjectionRaised) = "objection_raised", "提出异议", "objection raised";
    ObjectionDecided(ObjectionDecided) = "objection_decided", "处理异议", "objection decided";
    RosterTaken(RosterTaken) = "roster_taken", "导入名册", "roster taken in";
    EntryFiled(EntryFiled, Applicant) = "entry_filed", "报名", "entry filed";
    ClaimsRevised(ClaimsRevised, Claims) = "claims_revised", "登记申报材料", "claims revised";
    EntryDecided(EntryDecided, Grounds) = "entry_decided", "审核资格", "eligibility decided";
    PhotoAttached(PhotoAttached, PhotoBytes) = "photo_attached", "存入照片", "photo attached";
    TicketGiven(TicketGiven) = "ticket_given", "编排准考证和座位", "ticket and seat given";
    SheetSigned(Sheet) = "sheet_signed", "签字提交评分表", "sheet signed";
    StandingSet(StandingSet) = "standing_set", "登记科目状态", "standing set";
    VetoRecorded(Veto) = "veto_recorded", "登记一票否决", "veto recorded";
    VetoWithdrawn(VetoWithdrawn) = "veto_withdrawn", "撤回一票否决", "veto withdrawn";
    OutcomeDerived(OutcomeDerived) = "outcome_derived", "得出评定结果", "outcome derived";
    CertificateIssued(CertificateIssued, Holder) = "certificate_issued", "核发证书", "certificate issued";
}

impl Say for Act {
    fn say(&self, lang: Lang) -> String {
        kind_name(self.kind(), lang).to_owned()
    }
}

/// The name of a kind of act; the word itself where this version does not know it.
pub fn kind_name(kind: &str, lang: Lang) -> &str {
    Act::KINDS.iter().find(|(word, _, _)| *word == kind).map_or(kind, |(_, zh, en)| lang.pick(zh, en))
}

/// A journal row that this version cannot read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("act {kind}: {words}")]
pub struct Unread {
    pub kind: String,
    pub words: String,
}

fn read_part<T: DeserializeOwned>(kind: &str, bytes: &[u8]) -> Result<T, Unread> {
    serde_json::from_slice(bytes).map_err(|error| Unread { kind: kind.to_owned(), words: error.to_string() })
}

/// Bytes in JSON: lower-case hex.
mod bytes_as_hex {
    use serde::{Deserialize, Deserializer, Serializer};

    const DIGITS: &[u8; 16] = b"0123456789abcdef";

    pub fn serialize<S: Serializer>(bytes: &[u8], out: S) -> Result<S::Ok, S::Error> {
        let digit = |n: u8| char::from(DIGITS[usize::from(n)]);
        let mut text = String::with_capacity(bytes.len() * 2);
        for byte in bytes {
            text.push(digit(byte >> 4));
            text.push(digit(byte & 15));
        }
        out.serialize_str(&text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        let digit = |c: &u8| DIGITS.iter().position(|d| d == c).map(|n| n as u8);
        let pair = |pair: &[u8]| match pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        };
        let bytes: Option<Vec<u8>> = text.as_bytes().chunks(2).map(pair).collect();
        bytes.ok_or_else(|| serde::de::Error::custom("bytes are written as pairs of hex digits"))
    }
}
