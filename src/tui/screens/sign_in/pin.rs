//! A short number that opens one's own idle screen again. It guards no key and is forgotten when one signs out.

use crate::both;
use crate::domain::passphrase::check_pin;
use crate::ops::account;
use crate::tui::popup::fill::Fill;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

pub fn pin() -> Fill {
    let form = Form::new(vec![Field::secret("pin", "PIN", "PIN", 12).required().check(check_pin)]);
    Fill::new(both!("设置 PIN", "Set a PIN"), form, |form, context| {
        let kept = account::set_pin(&mut context.office, form.field("pin").as_text());
        let done = context.tell(kept).is_some();
        if done {
            context.done(both!("PIN 已设置，到退出登录为止有效。", "The PIN is set; it holds until you sign out."));
        }
        done
    })
    .intro(both!(
        "4 到 8 位数字，只用来打开自己锁着的屏幕；签字仍要口令。错三次就要口令。",
        "4 to 8 digits. It opens your own locked screen only; signing still asks the passphrase. After three wrong tries the passphrase is needed."
    ))
}
