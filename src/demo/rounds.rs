//! The six batches of the sample year and what happens in each, on one calendar.

use super::calendar::Year;
use super::files;
use super::life;
use super::round::{self, Panel, Round};
use super::station::{PASSPHRASE, People};
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::staffing::TieKind;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind::{Attitude, Ethics, Review, Skills, Theory};
use crate::domain::id::BatchId;
use crate::ops::staffing::Declaration;
use crate::ops::{Office, account, batch, certificate, dispute, entry, marking, moderation, settings, staffing};
use crate::store::Failure;

/// 机关工考, long over: gates, then theory and skills. Certified and reported.
static DRIVERS: Round = Round {
    roster: files::DRIVERS,
    name: "机关工勤汽车驾驶员等级考核",
    items: &[("汽车驾驶员", 4)],
    exam: -110,
    panels: &[
        Panel { subject: Ethics, people: &["覃红梅"] },
        Panel { subject: Attitude, people: &["覃红梅"] },
        Panel { subject: Theory, people: &["何静", "邹文斌"] },
        Panel { subject: Skills, people: &["曾立新", "石勇", "雷鹏"] },
    ],
    slips: false,
    still_to_mark: &[],
};

/// 中式烹调师三级: certified; one absent, one in breach, one veto.
static COOKS: Round = Round {
    roster: files::COOKS,
    name: "中式烹调师三级认定",
    items: &[("中式烹调师", 3)],
    exam: -58,
    panels: &[
        Panel { subject: Theory, people: &["何静", "邹文斌"] },
        Panel { subject: Skills, people: &["覃红梅", "廖芳", "古丽巴哈尔·阿不都热依木"] },
    ],
    slips: false,
    still_to_mark: &[],
};

/// 焊工, the enterprise's weighted scheme: publicity is over and nothing keeps its certificates from being issued.
static WELDERS: Round = Round {
    roster: files::WELDERS,
    name: "焊工四级企业评价",
    items: &[("焊工（电焊工）", 4)],
    exam: -24,
    panels: &[
        Panel { subject: Ethics, people: &["覃红梅", "廖芳", "雷鹏"] },
        Panel { subject: Attitude, people: &["覃红梅", "廖芳", "雷鹏"] },
        Panel { subject: Skills, people: &["曾立新", "石勇", "袁俊杰"] },
    ],
    slips: false,
    still_to_mark: &[],
};

/// 养老护理员五级: in publicity, with one objection open. Its panel was drawn.
static CARERS: Round = Round {
    roster: files::CARERS,
    name: "养老护理员五级认定",
    items: &[("养老护理员", 5)],
    exam: -9,
    panels: &[Panel { subject: Theory, people: &["何静", "邹文斌"] }, Panel { subject: Skills, people: &[] }],
    slips: false,
    still_to_mark: &[],
};

/// 钳工四级、二级: being marked. The other two of the panel have signed; the leader's sheets are still to be marked.
static FITTERS: Round = Round {
    roster: files::FITTERS,
    name: "钳工四级、二级认定",
    items: &[("钳工", 4), ("钳工", 2)],
    exam: -2,
    panels: &[
        Panel { subject: Theory, people: &["何静", "邹文斌"] },
        Panel { subject: Skills, people: &["罗志刚", "欧阳修远", "李䶮"] },
        Panel { subject: Review, people: &["曾立新", "肖春林", "李䶮"] },
    ],
    slips: true,
    still_to_mark: &["罗志刚"],
};

/// 钳工、电工四级: registration is open; some entries are decided, some still lack evidence.
static OPEN: Round = Round {
    roster: files::OPEN,
    name: "钳工、电工四级认定",
    items: &[("钳工", 4), ("电工", 4)],
    exam: 25,
    panels: &[],
    slips: false,
    still_to_mark: &[],
};

type Act = Box<dyn FnOnce(&Year, &mut Office, &People, BatchId) -> Result<(), Failure>>;

/// Something that happens to a batch at an hour of a day, counted from today.
pub struct Step {
    pub day: i64,
    pub hour: u32,
    round: &'static Round,
    /// Who sits at the desk for it.
    by: &'static str,
    act: Act,
}

impl Step {
    pub fn take(self, year: &Year, office: &mut Office, people: &People) -> Result<(), Failure> {
        people.seat(office, self.by)?;
        let named = |row: &crate::store::read::batch::Batch| row.plan.name.ends_with(self.round.name);
        match office.read().batches()?.into_iter().find(named) {
            Some(batch) => (self.act)(year, office, people, batch.id),
            // The first step of a round is the one that plans it.
            None => self.round.announce(year, office).map(drop),
        }
    }
}

/// Everything that has happened so far, day by day.
pub fn steps() -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for round in [&DRIVERS, &COOKS, &WELDERS, &CARERS, &FITTERS, &OPEN] {
        usual(round, &mut steps);
    }
    unusual(&mut steps);
    steps.retain(|step| step.day < 0);
    steps.sort_by_key(|step| (step.day, step.hour));
    steps
}

fn step(
    round: &'static Round,
    (day, hour): (i64, u32),
    by: &'static str,
    act: impl FnOnce(&Year, &mut Office, &People, BatchId) -> Result<(), Failure> + 'static,
) -> Step {
    Step { day, hour, round, by, act: Box::new(act) }
}

/// What happens in every round, from its plan to its signed sheets.
fn usual(round: &'static Round, steps: &mut Vec<Step>) {
    const CLERK: &str = "周海燕";
    let exam = round.exam;
    steps.push(step(round, (exam - 40, 9), CLERK, |_, _, _, _| Ok(())));
    steps.push(step(round, (exam - 34, 9), CLERK, |_, office, _, id| batch::advance(office, id).map(drop)));
    steps.push(step(round, (exam - 28, 14), CLERK, |_, office, _, id| round.take_roster(office, id)));
    steps.push(step(round, (exam - 20, 10), CLERK, |_, office, _, id| round::all_evidence_in(office, id)));
    steps.push(step(round, (exam - 13, 9), CLERK, |_, office, people, id| round.prepare(office, people, id)));
    steps.push(step(round, (exam, 8), CLERK, |_, office, _, id| round::advance_to(office, id, BatchState::Marking)));
    steps.push(step(round, (exam, 16), CLERK, |_, office, people, id| round.mark_all(office, people, id)));
}

/// What is each round's own.
fn unusual(steps: &mut Vec<Step>) {
    let publish = |_: &Year, office: &mut Office, _: &People, id| round::advance_to(office, id, BatchState::Publicity);
    let open_issuing =
        |_: &Year, office: &mut Office, _: &People, id| round::advance_to(office, id, BatchState::Issuing);
    let issue =
        |_: &Year, office: &mut Office, _: &People, id| certificate::issue_batch(office, id, |_, _| true).map(drop);
    for (round, day) in [(&DRIVERS, -104), (&COOKS, -50), (&WELDERS, -19), (&CARERS, -3)] {
        steps.push(step(round, (day, 11), "何静", publish));
    }
    for (round, day) in [(&DRIVERS, -88), (&COOKS, -34), (&WELDERS, -3)] {
        steps.push(step(round, (day, 9), "周海燕", open_issuing));
    }
    for (round, day) in [(&DRIVERS, -88), (&COOKS, -34)] {
        steps.push(step(round, (day, 10), "谭国栋", issue));
    }
    const CERTIFIER: &str = "谭国栋";
    steps.push(step(&DRIVERS, (-95, 9), CERTIFIER, |_, office, _, _| life::receive(office)));
    steps.push(step(&DRIVERS, (-88, 14), CERTIFIER, |_, office, _, id| life::print(office, id, "HN26004001")));
    steps.push(step(&DRIVERS, (-88, 15), CERTIFIER, |_, office, _, _| life::spoil(office, "HN26004007")));
    steps.push(step(&DRIVERS, (-87, 10), CERTIFIER, |_, office, _, id| life::send(office, id, "HNZS-2026-0413")));
    steps.push(step(&DRIVERS, (-86, 10), "周海燕", |_, office, _, id| batch::advance(office, id).map(drop)));
    steps.push(step(&DRIVERS, (-60, 10), CERTIFIER, |_, office, _, _| life::count(office)));
    steps.push(step(&COOKS, (-34, 14), CERTIFIER, |_, office, _, id| life::print(office, id, "HN26004101")));
    steps.push(step(&COOKS, (-33, 10), CERTIFIER, |_, office, _, id| life::send(office, id, "HNZS-2026-0877")));
    steps.push(step(&COOKS, (-20, 10), CERTIFIER, |_, office, _, id| life::send_back(office, id)));
    steps.push(step(&COOKS, (-12, 10), CERTIFIER, |_, office, people, id| life::change(office, people, id)));
    steps.push(step(&OPEN, (-2, 14), CERTIFIER, |_, office, _, id| life::ledger(office, id)));
    steps.push(step(&COOKS, (COOKS.exam, 11), "向明", |_, office, _, id| {
        let entries = round::seated(office, id)?;
        for subject in [Theory, Skills] {
            let evidence = "签到表第 2 页无签名，监考当场记录";
            marking::set_standing(office, entries[4].id, subject, Standing::Absent, evidence)?;
        }
        let breach = Standing::breach("V10");
        let evidence = "考场情况记录单：夹带资料，两名监考签字";
        marking::set_standing(office, entries[9].id, Theory, breach, evidence).map(drop)
    }));
    steps.push(step(&COOKS, (-54, 15), "向明", |_, office, people, id| {
        let entries = round::seated(office, id)?;
        let evidence = "毕业证书经学校核实系伪造，复函随卷";
        let second = account::witness(office, people.named("周海燕"), PASSPHRASE)?;
        marking::record_veto(office, entries[20].id, "fraud", None, evidence, &second).map(drop)
    }));
    // From this autumn on a part of the marks gets a second look before they are made public.
    steps.push(step(&CARERS, (-5, 10), "彭建华", |_, office, _, _| {
        for (name, value) in
            [("moderation_share_percent", "10"), ("moderation_near_points", "1"), ("moderation_extremes", "1")]
        {
            settings::set(office, name, value)?;
        }
        Ok(())
    }));
    steps.push(step(&CARERS, (-4, 11), "何静", |_, office, _, id| {
        round::advance_to(office, id, BatchState::Confirming)
    }));
    steps.push(step(&CARERS, (-4, 15), "向明", |_, office, _, id| {
        for item in moderation::items(&office.read(), id)? {
            moderation::moderate(office, item.entry.id, item.subject, true, "核对评分表和工件，无异议")?;
        }
        Ok(())
    }));
    steps.push(step(&CARERS, (-1, 15), "周海燕", |_, office, _, id| {
        let entries = round::seated(office, id)?;
        let text = "反映该考生操作技能考核时有人从旁提示，请核查监控";
        dispute::object(office, id, Some(entries[7].id), text).map(drop)
    }));
    steps.push(step(&FITTERS, (FITTERS.exam, 9), "周海燕", |_, office, _, id| round::sit_the_exam(office, id, 6)));
    steps.push(step(&FITTERS, (FITTERS.exam, 11), "向明", |_, office, _, id| {
        let entries = round::seated(office, id)?;
        for subject in [Theory, Skills] {
            marking::set_standing(office, entries[6].id, subject, Standing::Absent, "签到表无签名")?;
        }
        Ok(())
    }));
    steps.push(step(&OPEN, (-3, 16), "周海燕", |_, office, _, id| {
        let entries = office.read().batch_entries(id, Default::default())?;
        for row in entries.iter().take(40) {
            round::evidence_in(office, row.id)?;
        }
        entry::accept_eligible(office, id).map(drop)
    }));
    // A relative has applied: declared by name and the end of the document, and found among the candidates.
    steps.push(step(&OPEN, (-2, 9), "周海燕", |_, office, people, id| {
        let entries = office.read().batch_entries(id, Default::default())?;
        let candidate = office.read().candidate(entries[2].candidate)?;
        let document = candidate.as_ref().and_then(|candidate| office.read().document(candidate));
        let declared = Declaration {
            person: people.named("欧阳修远"),
            kind: TieKind::Kinship,
            name: entries[2].name.clone(),
            tail: document.map(|document| document.tail().to_owned()).unwrap_or_default(),
            note: "近亲属，本人申报".to_owned(),
        };
        staffing::declare_tie(office, &declared).map(drop)
    }));
}
