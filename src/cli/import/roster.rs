//! A roster into a batch: the same preview as on the screens, then the good rows in one transaction.

use std::path::Path;

use serde::Serialize;

use super::{RosterArgs, columns};
use crate::cli::json::Array;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, REFUSED, ask, find, input};
use crate::domain::evaluation::eligibility::Eligibility;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::exchange::intake::{Intake, Preview, RowVerdict, keep_scheme, kept_schemes};
use crate::exchange::limits::Limits;
use crate::exchange::roster::fault::RowFault;
use crate::exchange::save::save;
use crate::store::backup::Existing;
use crate::{both, say};

#[derive(Serialize)]
struct Line<'a> {
    row: u32,
    name: &'a str,
    /// Whether the row is, or would be, taken.
    taken: bool,
    faults: &'a [RowFault],
    notes: &'a [RowFault],
    eligibility: Option<Eligibility>,
}

/// The status is 0 where rows were taken; of a dry run 0 where every row would be.
pub fn run(session: &mut Session, args: &RosterArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let batch = find::batch(&office.read(), &args.batch)?;
    let bytes = input::bytes(&args.from, Limits::default().file_bytes)?;
    let (name, schemes) = (input::name(&args.from), kept_schemes(&office.read())?);
    let mut intake = Intake::read(&args.encoded.source(&bytes, &name), &schemes)?;
    columns::said(&mut intake.mapping, &args.columns)?;
    let preview = intake.preview(&office.read(), batch.id, office.today())?;
    if args.json {
        let mut array = Array::default();
        preview.rows.iter().for_each(|row| array.push(&mut session.out, &line(row)));
        array.end(&mut session.out);
    } else {
        told(&intake, &preview, session.lang).iter().for_each(|line| session.out.line(line));
    }
    if let Some(to) = args.faulty_to.as_deref().filter(|_| preview.faulty > 0) {
        save_faulty(session, &intake, to, args.json)?;
    }
    let (good, faulty) = (preview.good, preview.faulty);
    if args.consent.dry_run {
        return Ok(if faulty == 0 { DONE } else { REFUSED });
    }
    if good > 0 {
        let name = inert(&batch.plan.name);
        let question = both!("把 {good} 行导入批次“{name}”？", "Take {good} rows into the batch “{name}”?");
        ask::agreed(session, args.consent.yes, &question)?;
    }
    drop(preview);
    intake.let_cells_go();
    let taken = intake.take(&mut office, batch.id)?;
    if let Some(name) = &args.keep_columns {
        keep_scheme(&mut office, &intake.mapping.scheme(name))?;
    }
    if !args.json {
        session.out.line(&say!(
            session.lang,
            "已导入 {taken} 行，{faulty} 行有错未导入。",
            "{taken} rows taken; {faulty} faulty rows left out."
        ));
    }
    Ok(DONE)
}

fn line(row: &RowVerdict) -> Line<'_> {
    let taken = row.faults.is_empty();
    Line { row: row.row, name: &row.name, taken, faults: &row.faults, notes: &row.notes, eligibility: row.eligibility }
}

fn told(intake: &Intake, preview: &Preview, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let unknown = intake.mapping.unknown();
    if !unknown.is_empty() {
        let unknown = unknown.join(lang.pick("、", ", "));
        lines.push(say!(lang, "不读取的列：{unknown}", "Columns that are not read: {unknown}"));
    }
    let note = lang.pick("注意：", "Note: ");
    for row in &preview.rows {
        lines.extend(row.faults.iter().map(|fault| fault.say(lang)));
        lines.extend(row.notes.iter().map(|fault| format!("{note}{}", fault.say(lang))));
    }
    let (all, good, faulty) = (preview.rows.len(), preview.good, preview.faulty);
    let eligible = |wanted| preview.rows.iter().filter(|row| row.eligibility == Some(wanted)).count();
    let (yes, open, no) =
        (eligible(Eligibility::Eligible), eligible(Eligibility::NeedsEvidence), eligible(Eligibility::NotEligible));
    lines.push(say!(
        lang,
        "共 {all} 行：可导入 {good}，有错 {faulty}。符合申报条件 {yes}，待补充材料 {open}，不符合 {no}。",
        "{all} rows: {good} can be taken, {faulty} faulty. Eligible {yes}, evidence needed {open}, not eligible {no}."
    ));
    lines
}

fn save_faulty(session: &mut Session, intake: &Intake, to: &Path, quiet: bool) -> Result<(), Problem> {
    save(&intake.faulty(session.lang), to, Existing::Keep)?;
    if !quiet {
        let to = inert(&to.display().to_string());
        let lang = session.lang;
        session.out.line(&say!(lang, "有错的行已另存为“{to}”。", "The faulty rows are saved as “{to}”."));
    }
    Ok(())
}
