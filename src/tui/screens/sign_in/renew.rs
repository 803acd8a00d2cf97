//! Choosing a passphrase: at the first sign-in, where it also makes the person's signing key, and later at will.

use crate::both;
use crate::domain::passphrase;
use crate::ops::account;
use crate::tui::popup::fill::Fill;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

/// `first` where the passphrase so far is the administrator's temporary one.
pub fn renew(first: bool) -> Fill {
    let form = Form::new(vec![
        Field::secret("old", "现在的口令", "Passphrase now", 32).required(),
        Field::secret("new", "新口令", "New passphrase", 32)
            .required()
            .hint(both!("至少 10 个字符，或 4 个词", "10 characters or 4 words"))
            .check(|words| passphrase::check(words, "")),
        Field::secret("again", "再输一次", "Once more", 32).required(),
    ]);
    let title = if first {
        both!("第一次登录：换成自己的口令", "First sign-in: choose your own passphrase")
    } else {
        both!("换口令", "Change the passphrase")
    };
    let fill = Fill::new(title, form, |form, context| {
        let (old, new) = (form.field("old").as_text().to_owned(), form.field("new").as_text().to_owned());
        if new != form.field("again").as_text() {
            form.tell("again", both!("两次输入不同", "the two differ"));
            return false;
        }
        let renewed = account::renew(&mut context.office, &old, &new);
        let done = context.tell(renewed).is_some();
        if done {
            context
                .done(both!("口令已换，旧口令不再有效。", "The passphrase is changed; the old one opens nothing now."));
        }
        done
    });
    let fill = fill.intro(both!(
        "口令保护你的签名密钥，别人（包括管理员）不知道它，忘记了也找不回来。",
        "It guards your signing key. Nobody else knows it, the administrator included, and it cannot be recovered."
    ));
    if first { fill.intro(both!("你的签名密钥现在生成。", "Your signing key is made now.")) } else { fill }
}
