//! Who may do what: the right of an act, and which roles one person may hold together.

use super::language::{Both, Lang, Say};
use super::stamp::Role;

/// Who may do an act. One table of rights, beside the acts themselves, serves ops, screens and `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Right {
    roles: &'static [Role],
    second: &'static [Role],
    signed: bool,
    by_all: bool,
}

impl Right {
    /// Follows from another act of the same transaction; whoever may do that one does this one with it.
    pub const FOLLOWS: Right = Right::of(&[]);

    pub const fn of(roles: &'static [Role]) -> Right {
        Right { roles, second: &[], signed: false, by_all: false }
    }

    /// The act needs a second person, another one than the first, in one of these roles. Theirs is a signature over the act.
    pub const fn with(self, second: &'static [Role]) -> Right {
        Right { second, ..self }
    }

    /// Whoever does it signs its exact bytes.
    pub const fn signed(self) -> Right {
        Right { signed: true, ..self }
    }

    /// Several people sign the same bytes, each in one of the roles; who they are is among the bytes.
    pub const fn signed_by_all(self) -> Right {
        Right { signed: true, by_all: true, ..self }
    }

    pub fn follows(&self) -> bool {
        self.roles.is_empty()
    }

    pub fn is_signed(&self) -> bool {
        self.signed
    }

    pub fn is_signed_by_all(&self) -> bool {
        self.by_all
    }

    pub fn needs_second(&self) -> bool {
        !self.second.is_empty()
    }

    pub fn roles(&self) -> &'static [Role] {
        self.roles
    }

    pub fn second_roles(&self) -> &'static [Role] {
        self.second
    }

    pub fn permits(&self, role: Role) -> bool {
        self.follows() || self.roles.contains(&role)
    }

    /// The role in which somebody who holds these does the act: the first that the right lists.
    pub fn role_of(&self, held: &[Role]) -> Option<Role> {
        self.roles.iter().copied().find(|role| held.contains(role))
    }

    pub fn permits_second(&self, held: &[Role]) -> bool {
        self.second.iter().any(|role| held.contains(role))
    }
}

/// Roles that one person may hold together. All else is kept apart: who marks does not issue, who enters scores does not
/// register, who supervises does nothing else, the auditor only reads (trust rules §6), and who appoints does not appraise (评聘分离).
const TOGETHER: [(Role, Role); 4] = [
    (Role::Examiner, Role::PanelLeader),
    (Role::Administrator, Role::Registrar),
    (Role::Administrator, Role::ScoreKeeper),
    (Role::Administrator, Role::Certifier),
];

/// Whether one person may hold all of these; the first pair that may not go together is named.
pub fn may_combine(roles: &[Role]) -> Result<(), Both> {
    for (index, one) in roles.iter().enumerate() {
        for other in &roles[index + 1..] {
            let listed = TOGETHER.contains(&(*one, *other)) || TOGETHER.contains(&(*other, *one));
            if one != other && !listed {
                let pair = |lang: Lang| (one.say(lang), other.say(lang));
                let ((a, b), (c, d)) = (pair(Lang::Zh), pair(Lang::En));
                return Err(Both {
                    zh: format!("{a}和{b}不能由一人兼任。"),
                    en: format!("One person cannot be both {c} and {d}."),
                });
            }
        }
    }
    Ok(())
}

/// Whether these roles are held by one person only because the office is small (兼任); reports print it.
pub fn is_doubled(roles: &[Role]) -> bool {
    roles.contains(&Role::Administrator) && roles.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_office_combines_listed_pairs_and_no_others() {
        assert_eq!(may_combine(&[Role::Examiner, Role::PanelLeader]), Ok(()));
        assert_eq!(may_combine(&[Role::Registrar, Role::Administrator]), Ok(()));
        assert!(!is_doubled(&[Role::Examiner, Role::PanelLeader]));
        assert!(is_doubled(&[Role::Registrar, Role::Administrator]));
        for apart in [
            [Role::Examiner, Role::Certifier],
            [Role::Supervisor, Role::Examiner],
            [Role::Registrar, Role::ScoreKeeper],
            [Role::Registrar, Role::Certifier],
            [Role::Auditor, Role::Administrator],
        ] {
            assert!(may_combine(&apart).is_err(), "{apart:?}");
        }
        assert!(may_combine(&[Role::Administrator, Role::Registrar, Role::Certifier]).is_err(), "every pair counts");
    }

    #[test]
    fn whoever_appoints_holds_nothing_on_the_other_side_of_the_wall() {
        assert_eq!(may_combine(&[Role::EmploymentManager]), Ok(()));
        for role in Role::ALL.into_iter().filter(|role| !role.employs()) {
            assert!(may_combine(&[Role::EmploymentManager, role]).is_err(), "{role:?}");
            assert!(may_combine(&[role, Role::EmploymentManager]).is_err(), "{role:?}");
        }
    }

    #[test]
    fn the_auditor_may_be_combined_with_nothing() {
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Auditor) {
            assert!(may_combine(&[Role::Auditor, role]).is_err(), "{role:?}");
        }
    }
}
