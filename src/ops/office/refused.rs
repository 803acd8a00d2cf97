//! Why somebody may not do what they asked for.

use crate::domain::authority::Right;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::store::act::Kind;
use crate::{both, refusal};

pub fn not_signed_in() -> Refusal {
    refusal!("not_signed_in", "还没有登录。", "Nobody has signed in.").next(both!(
        "命令行用 --as 姓名，口令放在 TOUCHSTONE_PASSPHRASE。",
        "On the command line: --as NAME, with the passphrase in TOUCHSTONE_PASSPHRASE."
    ))
}

/// Whoever gave the passphrase knows it too, so that nothing may be done under it.
pub(super) fn temporary_passphrase() -> Refusal {
    refusal!(
        "temporary_passphrase",
        "现在用的是临时口令，先换成自己的口令。",
        "This is a temporary passphrase; choose your own first."
    )
}

pub(super) fn list(roles: &[Role], lang: Lang) -> String {
    roles.iter().map(|role| role.say(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

/// Employment is shown to nobody who appraises, whatever they hold there.
pub(super) fn behind_the_wall() -> Refusal {
    refusal!(
        "wall",
        "聘任在墙的另一侧：只有聘任管理员和审计员看得到，管理员也不例外（评聘分离）。",
        "Employment is on the other side of the wall: only employment managers and auditors see it; administrators do not."
    )
}

/// Why somebody with these roles may not do this, and who may.
pub fn not_their_role(kind: Kind, held: &[Role]) -> Refusal {
    let right: Right = kind.right();
    not_permitted(kind, right.roles(), held)
}

pub(super) fn not_permitted(kind: impl Say, permitted: &[Role], held: &[Role]) -> Refusal {
    let words = |lang| (kind.say(lang), list(permitted, lang), list(held, lang));
    let ((what, may, is), (what_en, may_en, is_en)) = (words(Lang::Zh), words(Lang::En));
    let because = Both {
        zh: format!("“{what}”由{may}办理，现在登录的是{is}。"),
        en: format!("“{what_en}” is done by: {may_en}. Signed in now: {is_en}."),
    };
    Refusal::new("not_their_role", because)
}

/// Which second person an act needs.
pub fn second_needed(kind: Kind) -> Refusal {
    second_wanted(kind, kind.right().second_roles())
}

/// The same of an act on either side of the wall.
pub fn second_wanted(kind: impl Say, permitted: &[Role]) -> Refusal {
    let words = |lang| (kind.say(lang), list(permitted, lang));
    let ((what, may), (what_en, may_en)) = (words(Lang::Zh), words(Lang::En));
    let because = Both {
        zh: format!("“{what}”须有第二人在场并输入口令：{may}。"),
        en: format!("“{what_en}” needs a second person with their passphrase: {may_en}."),
    };
    Refusal::new("second_needed", because)
}

pub(super) fn same_person() -> Refusal {
    refusal!("same_person", "第二人必须是另一个人。", "The second person must be another one.")
}
