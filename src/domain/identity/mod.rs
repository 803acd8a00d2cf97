//! Who a person is, and who a station is: documents, codes, names, and the text from outside that carries them.

pub mod age;
pub mod credit_code;
pub mod document;
pub mod education;
pub mod ethnicity;
pub mod fault;
pub mod id_card;
pub mod inert;
pub mod initials;
pub mod mask;
pub mod name;
pub mod part;
pub mod phone;
pub mod plain;
pub mod region;
pub mod sex;

pub use age::{AgeFault, age_on, check_age, years_after};
pub use credit_code::{CreditCode, CreditCodeFault};
pub use document::{Document, DocumentFault, DocumentKind, DocumentWarning};
pub use education::Education;
pub use ethnicity::Ethnicity;
pub use id_card::{Holder, IdFault, IdNumber, IdWarning};
pub use inert::inert;
pub use initials::initials;
pub use mask::{last_four, mask_name, mask_number, mask_phone};
pub use name::{NameFault, NameWarning, PersonName};
pub use part::Part;
pub use phone::{Phone, PhoneFault};
pub use region::Province;
pub use sex::Sex;
