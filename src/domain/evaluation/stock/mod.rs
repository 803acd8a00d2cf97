//! Blank certificates 空白证书 are accountable stock: every sheet bears a print serial 印制流水码, and the ledger says where each one is
//! (domain rules §12).

mod balance;
mod blank;
mod range;

pub use balance::{Balance, Difference, allowed};
pub use blank::{BlankMove, BlankState};
pub use range::{LARGEST, PrintSerial, SerialFault, SerialRange, list, read_list};
