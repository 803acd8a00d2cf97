//! The sample station: a county's year, built by acts alone under a clock that is set in the past.
//!
//! Its files are the fixtures, taken in through the same code as a user's import. Nothing is written by SQL.

mod files;
mod marks;
mod round;
mod station;

use std::path::Path;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, Offset};

use crate::credential::entropy::{OsEntropy, SeededEntropy};
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::ops::{Clock, Office, SetClock, SystemClock, batch, entry, marking};
use crate::store::Failure;
use round::{Panel, Round};

/// Builds the sample station at `path`, which must not exist, as of now.
pub fn build(path: &Path) -> Result<Office, Failure> {
    let mut office = build_as_of(path, SystemClock.now())?;
    office.set_clock(Box::new(SystemClock));
    office.set_entropy(Box::new(OsEntropy));
    Ok(office)
}

/// The same as of a given moment: for tests and pictures.
pub fn build_as_of(path: &Path, now: DateTime<FixedOffset>) -> Result<Office, Failure> {
    let clock = SetClock::of(now);
    let entropy = SeededEntropy::new(b"touchstone sample station");
    let mut office = Office::create_with(path, Box::new(clock.clone()), Box::new(entropy))?;
    let mut year = Year { today: now.date_naive(), offset: now.offset().fix(), clock };
    year.at(-300, 9);
    let people = station::found(&mut office)?;
    station::standards(&mut office)?;
    year.drivers(&mut office, &people)?;
    year.cooks(&mut office, &people)?;
    year.welders(&mut office, &people)?;
    year.carers(&mut office, &people)?;
    year.fitters(&mut office, &people)?;
    year.open_round(&mut office, &people)?;
    year.clock.set_to(now);
    office.sit_down(people.named("罗志刚"))?;
    office.settle()?;
    Ok(office)
}

/// The days of the sample year, counted from today.
struct Year {
    today: NaiveDate,
    offset: FixedOffset,
    clock: SetClock,
}

impl Year {
    /// The day so many days from today.
    fn day(&self, days: i64) -> NaiveDate {
        if days < 0 { self.today - Days::new(days.unsigned_abs()) } else { self.today + Days::new(days.unsigned_abs()) }
    }

    /// Sets the clock to an hour of a day.
    fn at(&mut self, days: i64, hour: u32) {
        let time = self.day(days).and_hms_opt(hour, 10, 0).expect("an hour of the day");
        let local = time.and_local_timezone(self.offset).single();
        self.clock.set_to(local.expect("a fixed offset has every hour once"));
    }

    /// 机关工考, long over: gates, then theory and skills. Certified and reported.
    fn drivers(&mut self, office: &mut Office, people: &station::People) -> Result<(), Failure> {
        let round = Round {
            roster: files::DRIVERS,
            name: "机关工勤汽车驾驶员等级考核",
            items: &[("汽车驾驶员", 4)],
            exam: -110,
            panels: &[
                Panel { subject: SubjectKind::Ethics, people: &["覃红梅"] },
                Panel { subject: SubjectKind::Attitude, people: &["覃红梅"] },
                Panel { subject: SubjectKind::Theory, people: &["何静", "邹文斌"] },
                Panel { subject: SubjectKind::Skills, people: &["曾立新", "石勇", "雷鹏"] },
            ],
            slips: false,
        };
        let id = round.to_marking(self, office, people)?;
        round.mark_all(office, people, id, &[])?;
        self.make_public(office, id, -104)?;
        self.certify(office, people, id, -92)?;
        batch::advance(office, id)?;
        Ok(())
    }

    /// 中式烹调师三级: certified, one retake carried, one absent.
    fn cooks(&mut self, office: &mut Office, people: &station::People) -> Result<(), Failure> {
        let round = Round {
            roster: files::COOKS,
            name: "中式烹调师三级认定",
            items: &[("中式烹调师", 3)],
            exam: -58,
            panels: &[
                Panel { subject: SubjectKind::Theory, people: &["何静", "邹文斌"] },
                Panel {
                    subject: SubjectKind::Skills, people: &["覃红梅", "廖芳", "古丽巴哈尔·阿不都热依木"]
                },
            ],
            slips: false,
        };
        let id = round.to_marking(self, office, people)?;
        let entries = round::seated(office, id)?;
        office.sit_down(people.named("向明"))?;
        let absent = "签到表第 2 页无签名，监考当场记录";
        for subject in [SubjectKind::Theory, SubjectKind::Skills] {
            marking::set_standing(office, entries[4].id, subject, Standing::Absent, absent)?;
        }
        let breach = Standing::Breach { code: "V10".to_owned() };
        marking::set_standing(
            office,
            entries[9].id,
            SubjectKind::Theory,
            breach,
            "考场情况记录单：夹带资料，两名监考签字",
        )?;
        round.mark_all(office, people, id, &[])?;
        office.sit_down(people.named("向明"))?;
        let evidence = "毕业证书经学校核实系伪造，复函随卷";
        marking::record_veto(office, entries[20].id, "fraud", None, evidence)?;
        self.make_public(office, id, -50)?;
        self.certify(office, people, id, -38)
    }

    /// 焊工, the enterprise's weighted scheme: publicity is over and nothing keeps its certificates from being issued.
    fn welders(&mut self, office: &mut Office, people: &station::People) -> Result<(), Failure> {
        let round = Round {
            roster: files::WELDERS,
            name: "焊工四级企业评价",
            items: &[("焊工（电焊工）", 4)],
            exam: -24,
            panels: &[
                Panel { subject: SubjectKind::Ethics, people: &["覃红梅", "廖芳", "雷鹏"] },
                Panel { subject: SubjectKind::Attitude, people: &["覃红梅", "廖芳", "雷鹏"] },
                Panel { subject: SubjectKind::Skills, people: &["曾立新", "石勇", "袁俊杰"] },
            ],
            slips: false,
        };
        let id = round.to_marking(self, office, people)?;
        round.mark_all(office, people, id, &[])?;
        self.make_public(office, id, -17)?;
        self.at(-3, 9);
        office.sit_down(people.named("周海燕"))?;
        batch::advance(office, id)?;
        Ok(())
    }

    /// 养老护理员五级: in publicity, with one objection open.
    fn carers(&mut self, office: &mut Office, people: &station::People) -> Result<(), Failure> {
        let round = Round {
            roster: files::CARERS,
            name: "养老护理员五级认定",
            items: &[("养老护理员", 5)],
            exam: -9,
            panels: &[
                Panel { subject: SubjectKind::Theory, people: &["何静", "邹文斌"] },
                Panel { subject: SubjectKind::Skills, people: &["覃红梅", "廖芳", "袁俊杰"] },
            ],
            slips: false,
        };
        let id = round.to_marking(self, office, people)?;
        round.mark_all(office, people, id, &[])?;
        self.make_public(office, id, -3)?;
        self.at(-1, 15);
        let entries = round::seated(office, id)?;
        batch::object(office, id, Some(entries[7].id), "反映该考生操作技能考核时有人从旁提示，请核查监控")?;
        Ok(())
    }

    /// 钳工四级、二级: being marked. The other two of the panel have signed; the leader's sheets are still to be marked.
    fn fitters(&mut self, office: &mut Office, people: &station::People) -> Result<(), Failure> {
        let round = Round {
            roster: files::FITTERS,
            name: "钳工四级、二级认定",
            items: &[("钳工", 4), ("钳工", 2)],
            exam: -2,
            panels: &[
                Panel { subject: SubjectKind::Theory, people: &["何静", "邹文斌"] },
                Panel { subject: SubjectKind::Skills, people: &["罗志刚", "欧阳修远", "李䶮"] },
                Panel { subject: SubjectKind::Review, people: &["曾立新", "肖春林", "李䶮"] },
            ],
            slips: true,
        };
        let id = round.to_marking(self, office, people)?;
        let entries = round::seated(office, id)?;
        office.sit_down(people.named("向明"))?;
        let absent = "签到表无签名";
        for subject in [SubjectKind::Theory, SubjectKind::Skills] {
            marking::set_standing(office, entries[6].id, subject, Standing::Absent, absent)?;
        }
        round.mark_all(office, people, id, &["罗志刚"])
    }

    /// 钳工、电工四级: registration is open; some entries are decided, some still lack evidence.
    fn open_round(&mut self, office: &mut Office, people: &station::People) -> Result<(), Failure> {
        let round = Round {
            roster: files::OPEN,
            name: "钳工、电工四级认定",
            items: &[("钳工", 4), ("电工", 4)],
            exam: 25,
            panels: &[],
            slips: false,
        };
        let id = round.register(self, office, people)?;
        let entries = office.read().batch_entries(id, Default::default())?;
        for row in entries.iter().take(40) {
            round::evidence_in(office, row.id)?;
        }
        entry::accept_eligible(office, id)?;
        Ok(())
    }

    fn make_public(&mut self, office: &mut Office, id: crate::domain::id::BatchId, day: i64) -> Result<(), Failure> {
        self.at(day, 10);
        round::advance_to(office, id, BatchState::Publicity)
    }

    fn certify(
        &mut self,
        office: &mut Office,
        people: &station::People,
        id: crate::domain::id::BatchId,
        day: i64,
    ) -> Result<(), Failure> {
        self.at(day, 10);
        office.sit_down(people.named("周海燕"))?;
        round::advance_to(office, id, BatchState::Issuing)?;
        office.sit_down(people.named("谭国栋"))?;
        crate::ops::certificate::issue_batch(office, id, |_, _| true)?;
        Ok(())
    }
}
