//! An employer: a body with a unified social credit code (GB 32100) and a region.

use serde::{Deserialize, Serialize};

use crate::domain::identity::{CreditCode, inert};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::refusal;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employer {
    pub name: String,
    pub credit_code: String,
    /// Six digits (GB/T 2260).
    pub region: String,
    /// Whom to ask; empty where nobody said.
    pub contact: String,
}

impl Employer {
    /// The same with everything trimmed and the code in its one spelling.
    ///
    /// # Errors
    /// `employer_name`, `credit_code`, `region`.
    pub fn checked(self) -> Result<Employer, Refusal> {
        let name = self.name.trim().to_owned();
        if name.is_empty() {
            return Err(refusal!("employer_name", "缺少用人单位名称。", "The employer's name is missing."));
        }
        let code = CreditCode::parse(&self.credit_code)
            .map_err(|fault| Refusal::new("credit_code", Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) }))?;
        let region = self.region.trim().to_owned();
        if region.len() != 6 || !region.bytes().all(|byte| byte.is_ascii_digit()) {
            let shown = inert(&region);
            return Err(refusal!("region", "行政区划“{shown}”应为 6 位数字。", "Region “{shown}” must be six digits."));
        }
        Ok(Employer { name, credit_code: code.as_str().to_owned(), region, contact: self.contact.trim().to_owned() })
    }
}
