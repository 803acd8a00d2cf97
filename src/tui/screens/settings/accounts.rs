//! What an administrator does about somebody's account: a new temporary passphrase, and, for a certifier, handing the
//! station's credential key on.

use crate::both;
use crate::credential::signing::fingerprint;
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::domain::language::Both;
use crate::domain::passphrase;
use crate::ops::account;
use crate::store::act::Kind;
use crate::store::{Failure, Read};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::fill::Fill;
use crate::tui::popup::passphrase::Passphrase;
use crate::tui::popup::second::Second;
use crate::tui::screen::Flow;
use crate::tui::screens::parts::words;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

use super::SettingsIntent;

/// How a person's account stands, in a word or two.
pub fn standing(read: &Read, person: PersonId) -> Result<Both, Failure> {
    Ok(match (read.account(person)?, read.key_in_use(person)?) {
        (None, _) => both!("没有账号", "no account"),
        (Some(account), _) if account.temporary => both!("临时口令", "temporary passphrase"),
        (Some(_), Some(key)) => words::data(fingerprint(&key)),
        (Some(_), None) => both!("不签字", "signs nothing"),
    })
}

/// A lost passphrase: whoever has a key needs a second person first; whoever has none yet is given another temporary one.
pub fn reset(person: PersonId, context: &mut Context) -> Flow {
    let may = context.office.may(Kind::KeyRetired);
    if context.tell(may).is_none() {
        return Flow::Stay;
    }
    let key = context.office.read().key_in_use(person).map_err(Failure::from);
    match context.tell(key) {
        None => Flow::Stay,
        Some(None) => again(person, context),
        Some(Some(_)) => Second::ask(Intent::Settings(SettingsIntent::Reset), Kind::KeyRetired, context),
    }
}

fn name(person: PersonId, context: &Context) -> String {
    inert(&context.office.read().person_name(person).unwrap_or_default())
}

fn temporary() -> Field {
    Field::text("words", "临时口令", "Temporary passphrase", 28)
        .required()
        .hint(both!("写在纸上交给本人", "give it on paper"))
        .check(|words| passphrase::check(words, ""))
}

fn again(person: PersonId, context: &Context) -> Flow {
    let name = name(person, context);
    let form = Form::new(vec![temporary()]);
    let fill = Fill::new(
        both!("给{name}另发临时口令", "Another temporary passphrase for {name}"),
        form,
        move |form, context| {
            let words = form.field("words").as_text().to_owned();
            let given = account::issue_again(&mut context.office, person, &words);
            let done = context.tell(given).is_some();
            if done {
                context.done(both!("临时口令已换。", "The temporary passphrase is changed."));
            }
            done
        },
    );
    Flow::ask(Intent::Save, fill)
}

/// The second person has consented: the reason and the temporary passphrase.
pub fn with_second(person: PersonId, context: &Context) -> Flow {
    let name = name(person, context);
    let form = Form::new(vec![Field::text("reason", "理由", "Reason", 40).required(), temporary()]);
    let fill =
        Fill::new(both!("重置{name}的口令", "Reset the passphrase of {name}"), form, move |form, context| {
            let Some(second) = context.second_hand.take() else { return false };
            let (words, reason) = (form.field("words").as_text().to_owned(), form.field("reason").as_text().to_owned());
            let done = account::reset(&mut context.office, person, &second, &words, &reason);
            if context.tell(done).is_none() {
                // What was refused is mended here, with the consent that was given.
                context.second_hand = Some(second);
                return false;
            }
            context.done(both!(
                "旧密钥已停用；本人用临时口令登录后生成新密钥。",
                "The key is retired; a new one is made at their next sign-in."
            ));
            true
        });
    Flow::ask(
        Intent::Save,
        fill.intro(both!(
            "旧密钥从此停用，它签过的仍可验证；旧口令再也打不开任何东西。",
            "The key is used no more; what it signed stays verifiable. The old passphrase opens nothing from now on."
        )),
    )
}

/// Hands the credential key to another certifier, who types their passphrase here.
pub fn share(person: PersonId, context: &Context) -> Flow {
    let name = name(person, context);
    let title = both!("把证书密钥交给{name}", "Hand the credential key to {name}");
    let popup = Passphrase::new(title, move |words, context| {
        Ok(account::share_credential(&mut context.office, person, words)?)
    });
    Flow::ask(Intent::Save, popup.about(both!("由{name}本人输入口令。", "{name} types their own passphrase.")))
}
