//! Accounts: signing in, passphrases, keys. What a passphrase guards never leaves this copy; the journal holds public keys.

mod changing;
mod making;
mod opening;
mod pin;
mod seat;

pub use changing::{issue_again, renew, reset, share_credential};
pub(super) use making::{first, temporary};
pub use pin::{pin_fits, set_pin};
pub use seat::{Seated, evidence_signer, is_theirs, prove, sign_in, sign_out, take_desk, witness};
