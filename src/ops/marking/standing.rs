//! What stands for a subject in the place of marks: absent, breach, exempt and the rest.

use super::{marked_batch, recused};
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::evaluation::standard::Standard;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::EntryId;
use crate::domain::identity::inert;
use crate::ops::outcome::outcome_act;
use crate::ops::{Office, retake};
use crate::refusal;
use crate::store::act::{Act, Kind, StandingSet};
use crate::store::{Decided, Failure, Read};

/// Sets what stands for a subject: absent, breach, exempt and the rest, with its evidence. `Sat` takes an earlier one back.
pub fn set_standing(
    office: &mut Office,
    entry: EntryId,
    subject: SubjectKind,
    standing: Standing,
    evidence: &str,
) -> Result<Verdict, Failure> {
    office.act(Kind::StandingSet, None, |read, stamp| {
        let mut facts = marked_batch(read, entry)?;
        recused(read, stamp, entry)?;
        if evidence.trim().is_empty() {
            return Err(refusal!(
                "evidence_missing",
                "须写明依据（如签到表、考场情况记录单）。",
                "The evidence must be named (attendance list, room record)."
            )
            .into());
        }
        if let Standing::Carried { from, score } = &standing {
            let kept = retake::proposed(read, entry)?;
            let linked = |one: &retake::Kept| (one.subject, one.from, one.score) == (subject, *from, *score);
            match kept.into_iter().find(linked) {
                Some(one) => one.usable?,
                None => {
                    return Err(refusal!(
                        "nothing_kept",
                        "这名考生没有这项可以沿用的成绩。",
                        "The candidate has no such score to carry."
                    )
                    .into());
                }
            }
        }
        let rules = facts.standard.standard.clone();
        let Some(own) = facts.subject_mut(subject) else {
            return Err(refusal!(
                "no_subject",
                "标准在这一等级没有这个科目。",
                "The standard has no such subject at this level."
            )
            .into());
        };
        if !own.sheets.is_empty() && standing == Standing::Absent {
            return Err(refusal!(
                "marked",
                "已有签字的评分表，不能登记为缺考。",
                "Signed sheets exist; the candidate was not absent."
            )
            .into());
        }
        let standing = match standing {
            Standing::Breach { code, .. } => breach(read, entry, &rules, subject, &code)?,
            standing => standing,
        };
        own.standing = Some(standing.clone());
        let evidence = evidence.trim().to_owned();
        let mut acts = vec![Act::StandingSet(StandingSet { entry, evidence, standing, subject })];
        acts.extend(outcome_act(read, entry, &facts)?);
        let verdict = facts.derive().map_or(Verdict::Open, |outcome| outcome.verdict);
        Ok(Decided::new(acts, verdict))
    })
}

/// The standing after a violation, with the effect that the table gives it in this form of examination.
fn breach(
    read: &Read,
    entry: EntryId,
    standard: &Standard,
    subject: SubjectKind,
    code: &str,
) -> Result<Standing, Failure> {
    let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
    let row = read.entry(entry)?.ok_or_else(missing)?;
    let exam_on = read.batch(row.batch)?.ok_or_else(missing)?.plan.exam_on;
    let table = standard.violations();
    let Some(violation) = table.iter().find(|violation| violation.code == code.trim()) else {
        let (code, list) = (inert(code), table.iter().map(|one| one.code.as_str()).collect::<Vec<_>>().join(" / "));
        return Err(refusal!(
            "no_violation",
            "没有违纪代码“{code}”，可选：{list}。",
            "There is no violation “{code}”; the table has: {list}."
        )
        .into());
    };
    let rules = standard.level(row.item.level).and_then(|level| level.subjects.iter().find(|s| s.kind == subject));
    Ok(violation.standing(rules.ok_or_else(missing)?.form, exam_on))
}
