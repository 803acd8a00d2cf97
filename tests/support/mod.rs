//! A small station to test on: one standard, one paper of each subject, a batch, three examiners; built by acts alone.
#![allow(dead_code, reason = "each test file uses its own part of the support")]

pub mod door;
pub mod sweep;

use std::path::PathBuf;

use touchstone::credential::custody::Cost;
use touchstone::credential::entropy::SeededEntropy;
use touchstone::domain::employment::register::Register;
use touchstone::domain::employment::{Employer, Post, Rank};
use touchstone::domain::evaluation::batch::{BatchItem, BatchKind, BatchPlan, BatchState};
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::eligibility::Claims;
use touchstone::domain::evaluation::entry::Details;
use touchstone::domain::evaluation::paper::Paper;
use touchstone::domain::evaluation::staffing::{Examiner, ExaminerKind};
use touchstone::domain::evaluation::standard::Standard;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::evaluation::way::Way;
use touchstone::domain::id::{BatchId, EmployerId, EntryId, PersonId, PostId, ScopeId, StandardId};
use touchstone::domain::identity::{Document, DocumentKind, PersonName, Phone, Sex};
use touchstone::domain::level::Level;
use touchstone::domain::stamp::Role;
use touchstone::domain::trade::Trade;
use touchstone::ops::employment::{Wanted, Who};
use touchstone::ops::entry::Application;
use touchstone::ops::office::Hand;
use touchstone::ops::staffing::PanelKey;
use touchstone::ops::{
    Office, SetClock, account, batch, certificate, entry, marking, measures, staffing, standard, station,
};
use touchstone::store::act::{PersonRecorded, ScopeFiled, StationFounded};
use touchstone::store::draft::{PANEL, SheetKey};

pub const STANDARD: &str = include_str!("standard.toml");
pub const THEORY: &str = include_str!("theory.toml");
pub const SKILLS: &str = include_str!("skills.toml");

pub struct Bench {
    pub folder: tempfile::TempDir,
    pub office: Office,
    pub clock: SetClock,
    pub batch: BatchId,
    pub item: BatchItem,
}

/// Examiners and keyers by number.
pub const CLERK: PersonId = PersonId(1);
pub const EXAMINERS: [PersonId; 3] = [PersonId(2), PersonId(3), PersonId(4)];
pub const KEYERS: [PersonId; 2] = [PersonId(5), PersonId(6)];
pub const SUPERVISOR: PersonId = PersonId(7);
pub const CERTIFIER: PersonId = PersonId(8);

/// Everybody's passphrase.
pub const PASSPHRASE: &str = "tests keep no secrets";
const TEMPORARY: &str = "only for the first time";

impl Bench {
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("station.touchstone")
    }

    /// A founded station with its standard, papers and people; no batch yet.
    pub fn founded() -> Bench {
        Bench::founded_with(STANDARD, &[THEORY, SKILLS])
    }

    /// The same on another standard for 钳工 四级 and its papers.
    pub fn founded_with(written: &str, papers: &[&str]) -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let clock = SetClock::at("2026-09-01T08:30:00+08:00");
        let entropy = SeededEntropy::new(b"tests");
        let path = folder.path().join("station.touchstone");
        let mut office = Office::create_with(&path, Box::new(clock.clone()), Box::new(entropy)).unwrap();
        office.set_cost(Cost::NONE);
        let about = StationFounded {
            address: "测试路 1 号".into(),
            credit_code: "91350100M000100Y43".into(),
            name: "测试县职业技能鉴定所".into(),
            phone: "0731-00000000".into(),
            region: "430124".into(),
            site_code: "S000043000012".into(),
        };
        let roles = vec![Role::Registrar, Role::Administrator];
        let clerk = PersonRecorded { id: CLERK, name: "周考务".into(), roles };
        station::found(&mut office, about, clerk, PASSPHRASE).unwrap();
        let people = [
            ("秦一", Role::Examiner),
            ("秦二", Role::Examiner),
            ("秦三", Role::Examiner),
            ("登一", Role::ScoreKeeper),
            ("登二", Role::ScoreKeeper),
            ("督一", Role::Supervisor),
            ("证一", Role::Certifier),
        ];
        for (name, role) in people {
            station::record_person(&mut office, name, &[role], TEMPORARY).unwrap();
        }
        for person in (2..).map(PersonId).take(people.len()) {
            account::sign_in(&mut office, person, TEMPORARY).unwrap();
            account::renew(&mut office, TEMPORARY, PASSPHRASE).unwrap();
        }
        account::sign_in(&mut office, CLERK, PASSPHRASE).unwrap();
        for examiner in EXAMINERS {
            staffing::record_examiner(&mut office, examiner, record()).unwrap();
        }
        approve_examiners(&mut office);
        let scope = ScopeFiled {
            classification: "2015".into(),
            document: "备案〔2026〕1号".into(),
            id: ScopeId(0),
            level: Level::Four,
            trade_code: "6-20-01-01".into(),
            trade_name: "钳工".into(),
            valid_from: "2026-01-01".parse().unwrap(),
            valid_until: None,
        };
        station::file_scope(&mut office, vec![scope]).unwrap();
        let parsed: Standard = toml::from_str(written).unwrap();
        let (id, faults) = standard::write_standard(&mut office, parsed, written.to_owned()).unwrap();
        assert_eq!(faults, []);
        standard::approve_standard(&mut office, id).unwrap();
        for text in papers {
            let paper: Paper = toml::from_str(text).unwrap();
            standard::write_paper(&mut office, paper, (*text).to_owned()).unwrap();
        }
        let item = BatchItem { standard: id, level: Level::Four };
        Bench { folder, office, clock, batch: BatchId(0), item }
    }

    pub fn plan(&self) -> BatchPlan {
        BatchPlan {
            code: "J2026-09".into(),
            name: "2026 年九月批次".into(),
            kind: BatchKind::SkillLevel,
            filing_no: "湘备 2026-017".into(),
            items: vec![self.item],
            registration_from: "2026-09-01".parse().unwrap(),
            registration_until: "2026-09-10".parse().unwrap(),
            exam_on: "2026-09-20".parse().unwrap(),
            place: "一号车间".into(),
            room_seats: 30,
        }
    }

    /// A batch that takes entries.
    pub fn registering() -> Bench {
        Bench::founded().open_batch()
    }

    fn open_batch(self) -> Bench {
        let mut bench = self;
        let plan = bench.plan();
        bench.batch = batch::plan(&mut bench.office, None, plan).unwrap();
        bench.advance_to(BatchState::Registering);
        bench
    }

    /// The registrar takes the batch on; somebody else signs in afterwards.
    pub fn advance_to(&mut self, state: BatchState) {
        self.sit(CLERK);
        loop {
            let now = self.office.read().batch(self.batch).unwrap().unwrap().state;
            if now >= state {
                return;
            }
            batch::advance(&mut self.office, self.batch).unwrap();
        }
    }

    /// `count` accepted and seated candidates on the day of the exam, papers chosen and panels named.
    pub fn marking(count: usize) -> Bench {
        Bench::founded().marked_by_panels(count)
    }

    /// Takes a founded station to the day of the exam.
    pub fn marked_by_panels(self, count: usize) -> Bench {
        let mut bench = self.staffing(count);
        bench.name_panels();
        bench.clock.set("2026-09-20T08:00:00+08:00");
        bench.advance_to(BatchState::Marking);
        bench
    }

    /// Takes a founded station to where its panels are named; the papers are chosen.
    pub fn staffing(self, count: usize) -> Bench {
        let mut bench = self.open_batch();
        for n in 0..count {
            entry::file_entry(&mut bench.office, bench.batch, &applicant(n)).unwrap();
        }
        bench.clock.set("2026-09-11T09:00:00+08:00");
        bench.advance_to(BatchState::Reviewing);
        assert_eq!(entry::accept_eligible(&mut bench.office, bench.batch).unwrap() as usize, count);
        bench.advance_to(BatchState::Arranging);
        entry::seat_all(&mut bench.office, bench.batch).unwrap();
        bench.advance_to(BatchState::Staffing);
        batch::choose_papers(&mut bench.office, bench.batch).unwrap();
        bench
    }

    /// Signs somebody in.
    pub fn sit(&mut self, person: PersonId) {
        account::sign_in(&mut self.office, person, PASSPHRASE).unwrap();
    }

    /// A second person, proven.
    pub fn second(&mut self, person: PersonId) -> Hand {
        account::witness(&mut self.office, person, PASSPHRASE).unwrap()
    }

    pub fn panel(&self, subject: SubjectKind) -> PanelKey {
        PanelKey { batch: self.batch, item: self.item, subject }
    }

    /// The three examiners for the skills, the two keyers for the theory.
    pub fn name_panels(&mut self) {
        let (skills, theory) = (self.panel(SubjectKind::Skills), self.panel(SubjectKind::Theory));
        staffing::name_panel(&mut self.office, skills, &EXAMINERS, None).unwrap();
        staffing::name_panel(&mut self.office, theory, &KEYERS, None).unwrap();
        if let Ok(divisible) = staffing::divisible(&self.office.read(), skills) {
            staffing::divide(&mut self.office, skills, &divisible.shares).unwrap();
        }
    }

    /// Gives every criterion of a sheet what `give` says, and signs it as the examiner.
    pub fn sheet(
        &mut self,
        entry: EntryId,
        subject: SubjectKind,
        examiner: PersonId,
        give: impl Fn(usize) -> Option<Given>,
    ) {
        self.sit(examiner);
        let key = SheetKey { entry, subject, examiner };
        let desk = marking::Desk::open(&self.office.read(), key).unwrap();
        let (paper, part) = (desk.paper().unwrap().clone(), desk.part);
        let chosen = paper.first_choices_of(&part);
        for (index, (question, criterion)) in paper.criteria(&chosen).enumerate() {
            if !part.holds(question, criterion) {
                continue;
            }
            let given = give(index).unwrap_or_else(|| criterion.best());
            let note = if criterion.needs_note(&given) { "理由" } else { "" };
            marking::keep(&mut self.office, key, &criterion.id, Some(&given), note).unwrap();
        }
        let hand = account::prove(&mut self.office, PASSPHRASE).unwrap();
        marking::sign(&mut self.office, entry, subject, &hand).unwrap();
    }

    /// Every sheet of an entry, all with full marks.
    pub fn full_marks(&mut self, entry: EntryId) {
        for examiner in EXAMINERS {
            self.sheet(entry, SubjectKind::Skills, examiner, |_| None);
        }
        if self.way() == Way::MeasuresAgreed {
            self.agree(entry, |_| None);
        }
        for keyer in KEYERS {
            self.sheet(entry, SubjectKind::Theory, keyer, |_| None);
        }
    }

    /// An employment manager, who has chosen a passphrase of their own; the clerk sits at the desk again.
    pub fn manager(&mut self) -> PersonId {
        self.manager_called("聘一")
    }

    /// One more, who can stand beside the first.
    pub fn manager_called(&mut self, name: &str) -> PersonId {
        self.sit(CLERK);
        let manager = station::record_person(&mut self.office, name, &[Role::EmploymentManager], TEMPORARY).unwrap();
        account::sign_in(&mut self.office, manager, TEMPORARY).unwrap();
        account::renew(&mut self.office, TEMPORARY, PASSPHRASE).unwrap();
        self.sit(CLERK);
        manager
    }

    /// `count` certificates, issued; the certifier sits at the desk.
    pub fn issued(count: usize) -> (Bench, Vec<String>) {
        let mut bench = Bench::marking(count);
        for n in 1..=count {
            bench.full_marks(EntryId(n as i64));
        }
        bench.advance_to(BatchState::Publicity);
        bench.clock.set("2026-09-28T09:00:00+08:00");
        bench.advance_to(BatchState::Issuing);
        bench.sit(CERTIFIER);
        let numbers = certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap().numbers;
        (bench, numbers)
    }

    /// How the panel of the skills works.
    fn way(&self) -> Way {
        let kept = self.office.read().standard(self.item.standard).unwrap().unwrap();
        let level = kept.standard.level(self.item.level).unwrap();
        level.subjects.iter().find(|subject| subject.kind == SubjectKind::Skills).unwrap().way
    }

    /// A founded station whose panels of the skills work in this way.
    pub fn founded_by(way: &str) -> Bench {
        let written = STANDARD.replace("minutes = 240\n", &format!("minutes = 240\nway = \"{way}\"\n"));
        Bench::founded_with(&written, &[THEORY, SKILLS])
    }

    /// The same on the day of the exam.
    pub fn marking_by(way: &str, count: usize) -> Bench {
        Bench::founded_by(way).marked_by_panels(count)
    }

    /// The measured values of an entry, entered by the first examiner and signed by all three.
    pub fn agree(&mut self, entry: EntryId, give: impl Fn(usize) -> Option<Given>) {
        self.type_measures(entry, give);
        let own = account::prove(&mut self.office, PASSPHRASE).unwrap();
        let beside = [self.second(EXAMINERS[1]), self.second(EXAMINERS[2])];
        let panel = measures::Panel { own: &own, beside: &beside };
        assert_eq!(measures::agree(&mut self.office, &[entry], SubjectKind::Skills, panel).unwrap(), 1);
    }

    /// The first examiner enters the measured values; nobody has signed them.
    pub fn type_measures(&mut self, entry: EntryId, give: impl Fn(usize) -> Option<Given>) {
        self.sit(EXAMINERS[0]);
        let key = SheetKey { entry, subject: SubjectKind::Skills, examiner: PANEL };
        let desk = marking::Desk::open(&self.office.read(), key).unwrap();
        let (paper, part) = (desk.paper().unwrap().clone(), desk.part);
        for (index, (_, criterion)) in paper.held(&[], &part).enumerate() {
            let given = give(index).unwrap_or_else(|| criterion.best());
            marking::keep(&mut self.office, key, &criterion.id, Some(&given), "").unwrap();
        }
    }

    pub fn standard(&self) -> StandardId {
        self.item.standard
    }
}

/// The supervisor approves every examiner's record that waits; then the clerk sits down again.
pub fn approve_examiners(office: &mut Office) {
    account::sign_in(office, SUPERVISOR, PASSPHRASE).unwrap();
    for person in office.read().examiners_waiting().unwrap() {
        staffing::approve_examiner(office, person).unwrap();
    }
    account::sign_in(office, CLERK, PASSPHRASE).unwrap();
}

/// An examiner of 钳工, levels 5 to 3, at a school of another town.
pub fn record() -> Examiner {
    Examiner {
        appointed_from: "2025-01-01".parse().unwrap(),
        appointed_until: None,
        card: "K-001".into(),
        card_from: "2025-06-01".parse().unwrap(),
        card_until: "2028-05-31".parse().unwrap(),
        employer: "市技师学院".into(),
        employers_before: Vec::new(),
        kind: ExaminerKind::Examiner,
        trades: vec!["钳工".into()],
    }
}

/// An invented resident's number with its check digit, born in 1990; the first thousand on the first of January.
pub fn id_number(n: usize) -> String {
    let (month, day) = (1 + n / 28_000 % 12, 1 + n / 1000 % 28);
    let body = format!("4301241990{month:02}{day:02}{:03}", n % 1000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize = body.bytes().zip(weights).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    format!("{body}{}", b"10X98765432"[sum % 11] as char)
}

/// An invented applicant who meets condition 1 of the test standard.
pub fn applicant(n: usize) -> Application {
    let number = id_number(n);
    let document = Document::parse(DocumentKind::ResidentIdCard, &number).unwrap();
    let surname = ["张", "欧阳", "买", "㛃", "李"][n % 5];
    let given = ["伟", "小明", "静怡", "䶮"][n % 4];
    Application {
        trade: "钳工".into(),
        level: Level::Four,
        condition: Some(1),
        sex: document.sex().unwrap_or(Sex::Unknown),
        birth: document.birth(),
        document,
        name: PersonName::parse(&format!("{surname}{given}")).unwrap(),
        phone: Some(Phone::parse("13812345678").unwrap()),
        claims: Claims { years_in_trade: Some(9), nothing_else: true, ..Claims::default() },
        details: Details { employer: "县机械厂".into(), ..Details::default() },
    }
}

/// An invented employer; `n` tells several apart.
pub fn employer(n: usize) -> Employer {
    let codes = ["91350100M000100Y43", "91430124MA4L8K2X45", "91430124MA4M1C7Y5F", "91430124MA4N3D8Q0Q"];
    Employer {
        name: ["县机械厂", "星沙轴承公司", "浏阳河电气", "金井茶业"][n % 4].to_owned(),
        credit_code: codes[n % 4].to_owned(),
        region: "430124".into(),
        contact: "人事科".into(),
    }
}

/// A post for a fitter of the test standard's trade.
pub fn post(employer: EmployerId, title: &str, rank: Rank, established: u32) -> Post {
    Post {
        employer,
        title: title.into(),
        trade: Trade {
            classification: "2015".into(),
            code: "6-20-01-01".into(),
            name: "钳工".into(),
            branch: String::new(),
        },
        rank,
        established,
        description: "装配与检修".into(),
        document: "定岗〔2026〕1号".into(),
        opened_on: "2026-01-01".parse().unwrap(),
    }
}

/// Three years from October 2026 in a post.
pub fn wanted(who: Who, post: PostId, rank: Rank, document: &str, because: &str) -> Wanted {
    Wanted {
        who,
        post,
        rank,
        starts: "2026-10-01".parse().unwrap(),
        ends: "2029-09-30".parse().unwrap(),
        document: document.into(),
        because: because.into(),
        duties: "带班、首件检验".into(),
        treatment: "技能津贴".into(),
        allowance: 30_000,
    }
}

/// A row of every register, each standing on those before it.
pub const REGISTERS: &[(Register, &[(&str, &str)])] = &[
    (
        Register::Policy,
        &[
            ("名称", "技能津贴"),
            ("等级", "中级工"),
            ("项目", "津贴"),
            ("金额", "300"),
            ("计发", "每月"),
            ("起", "2026-01-01"),
            ("依据文件", "人社〔2026〕2号"),
        ],
    ),
    (Register::Step, &[("台阶", "3"), ("管理通道", "班组长"), ("专业技术通道", "助理工程师"), ("技能通道", "高级工")]),
    (Register::Organisation, &[("名称", "云溪技师学院"), ("类别", "学校")]),
    (Register::Organisation, &[("名称", "恒拓机械有限公司"), ("类别", "企业"), ("联系人", "陶敏")]),
    (
        Register::Agreement,
        &[
            ("编号", "协〔2026〕1号"),
            ("名称", "订单培养"),
            ("甲方", "云溪技师学院"),
            ("乙方", "恒拓机械有限公司"),
            ("签订", "2026-03-01"),
            ("到期", "2029-02-28"),
        ],
    ),
    (
        Register::Offer,
        &[
            ("提供方", "云溪技师学院"),
            ("对象", "恒拓机械有限公司"),
            ("类别", "师资"),
            ("内容", "双师型教师"),
            ("数量", "4"),
            ("协议", "协〔2026〕1号"),
            ("起", "2026-03-01"),
        ],
    ),
    (Register::Base, &[("名称", "云溪实训基地"), ("所属单位", "云溪技师学院"), ("工位", "60"), ("设立", "2023-01-01")]),
    (
        Register::Plan,
        &[
            ("年度", "2026"),
            ("名称", "2026 年钳工提升"),
            ("职业名称", "钳工"),
            ("等级", "中级工"),
            ("人数", "40"),
            ("学时", "80"),
            ("文件", "培〔2026〕4号"),
        ],
    ),
    (
        Register::Course,
        &[
            ("计划", "2026 年钳工提升"),
            ("名称", "钳工一班"),
            ("学时", "80"),
            ("开始", "2026-06-01"),
            ("结束", "2026-07-01"),
            ("基地", "云溪实训基地"),
        ],
    ),
    (Register::Hours, &[("课程", "钳工一班"), ("学员", "易小川"), ("学时", "80"), ("结论", "合格")]),
    (
        Register::Pair,
        &[
            ("师傅", "卢建新"),
            ("徒弟", "易小川"),
            ("职业名称", "钳工"),
            ("起", "2026-03-01"),
            ("止", "2027-02-28"),
            ("协议编号", "师徒1号"),
        ],
    ),
    (
        Register::Competition,
        &[
            ("名称", "2026 年县赛"),
            ("级别", "县级"),
            ("职业名称", "钳工"),
            ("日期", "2026-09-01"),
            ("文件", "云工〔2026〕7号"),
            ("凭证名称", "县级技能竞赛前三名"),
            ("凭证名次", "3"),
        ],
    ),
    (Register::Placing, &[("竞赛", "2026 年县赛"), ("选手", "易小川"), ("名次", "2"), ("奖项", "二等奖")]),
];

/// Cells as a form or a file fills them in.
pub fn cells(cells: &[(&str, &str)]) -> touchstone::ops::employment::Cells {
    cells.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}
