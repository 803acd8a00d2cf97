//! The PIN: a short number that opens one's own idle screen again.

use zeroize::Zeroizing;

use crate::domain::passphrase;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::refusal;
use crate::store::Failure;

/// Wrong PINs after which only the passphrase opens the screen.
const PIN_TRIES: u32 = 3;

/// Sets the number that opens this person's idle screen again; it lives in memory, until they sign out.
pub fn set_pin(office: &mut Office, pin: &str) -> Result<(), Failure> {
    passphrase::check_pin(pin).map_err(|wrong| Refusal::new("pin", wrong))?;
    let seat = office.seat.as_mut().ok_or_else(crate::ops::office::not_signed_in)?;
    seat.pin = Some((Zeroizing::new(pin.to_owned()), 0));
    Ok(())
}

/// Whether this is the PIN of whoever sits here. After three wrong ones it is forgotten.
pub fn pin_fits(office: &mut Office, typed: &str) -> Result<bool, Refusal> {
    let Some(seat) = office.seat.as_mut() else { return Ok(false) };
    let Some((pin, wrong)) = seat.pin.as_mut() else { return Ok(false) };
    if pin.as_str() == typed {
        *wrong = 0;
        return Ok(true);
    }
    if passphrase::check_pin(typed).is_err() {
        return Ok(false);
    }
    *wrong += 1;
    let left = PIN_TRIES - *wrong;
    if left == 0 {
        seat.pin = None;
        return Err(refusal!("pin_gone", "PIN 错了三次，请输入口令。", "Three wrong PINs: type the passphrase."));
    }
    Err(refusal!("wrong_pin", "PIN 不对，还可试 {left} 次。", "Wrong PIN; {left} tries left."))
}
