//! A candidate's whole document number is shown to whoever says what for; every look is an act.

use super::Office;
use crate::domain::id::CandidateId;
use crate::domain::identity::Document;
use crate::refusal;
use crate::store::act::{Act, Kind, NumberShown};
use crate::store::{Decided, Failure};

/// The document, in clear. The look is in the journal before the number is on the screen.
///
/// # Errors
/// `purpose_needed`, `no_candidate`, `erased`.
pub fn show_number(office: &mut Office, candidate: CandidateId, purpose: &str) -> Result<Document, Failure> {
    let purpose = purpose.trim().to_owned();
    office.act(Kind::NumberShown, Some(&purpose), |read, _| {
        if purpose.is_empty() {
            return Err(refusal!(
                "purpose_needed",
                "查看完整证件号码须写明用途。",
                "Looking at a whole document number needs a purpose."
            )
            .into());
        }
        let row = read
            .candidate(candidate)?
            .ok_or_else(|| refusal!("no_candidate", "没有这个考生。", "There is no such candidate."))?;
        let document = read.document(&row).ok_or_else(|| {
            refusal!("erased", "这个考生的个人信息已清除。", "The candidate's personal data were erased.")
        })?;
        Ok(Decided::new(vec![Act::NumberShown(NumberShown { candidate })], document))
    })
}
