//! Forty candidates of two trades, from the draw of their panels to their final outcomes: what is people's work goes through
//! the real screens, key by key, from the files in `tests/data/forty`.

mod support;

use std::collections::BTreeMap;

use support::door::Door;
use support::{Bench, CERTIFIER, CLERK, EXAMINERS, KEYERS, PASSPHRASE, SUPERVISOR, record};
use touchstone::domain::evaluation::batch::{BatchItem, BatchPlan, BatchState};
use touchstone::domain::evaluation::outcome::Verdict;
use touchstone::domain::evaluation::paper::Paper;
use touchstone::domain::evaluation::staffing::Examiner;
use touchstone::domain::evaluation::standard::Standard;
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind::{self, Skills, Theory};
use touchstone::domain::id::{BatchId, EntryId, PersonId, ScopeId};
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::level::Level;
use touchstone::domain::stamp::Role;
use touchstone::exchange::intake::Intake;
use touchstone::exchange::source::Source;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::floor::Floor;
use touchstone::ops::staffing::{PanelKey, repeats};
use touchstone::ops::{account, batch, certificate, entry, marking, outcome, retake, staffing, standard, station};
use touchstone::store::act::ScopeFiled;
use touchstone::store::draft::PANEL;
use touchstone::store::read::entry::EntryFilter;
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screen::Screen;
use touchstone::tui::screens;
use touchstone::tui::theme::{Palette, Theme};

const ROSTER: &str = include_str!("data/forty/名册.csv");
const MARKS: &str = include_str!("data/forty/评分.csv");
const SIGN: &str = "tests keep no secrets<Enter>";
const TEMPORARY: &str = "only for the first time";

/// What is typed for one candidate.
struct Typed {
    theory: [String; 2],
    skills: [String; 3],
    agreed: String,
}

/// The day: the bench, who is who, and what everybody types.
struct Day {
    bench: Bench,
    /// The entries by their number in the roster.
    entries: BTreeMap<usize, EntryId>,
    marks: BTreeMap<usize, Typed>,
    decider: PersonId,
    fitters: BatchItem,
    electricians: BatchItem,
}

fn typed() -> BTreeMap<usize, Typed> {
    let line = |line: &str| {
        let cell: Vec<String> = line.split(',').map(str::to_owned).collect();
        let marks = Typed {
            theory: [cell[2].clone(), cell[3].clone()],
            skills: [cell[4].clone(), cell[5].clone(), cell[6].clone()],
            agreed: cell[7].clone(),
        };
        (cell[0].parse().unwrap(), marks)
    };
    MARKS.lines().skip(1).map(line).collect()
}

/// The cells of a sheet as keys, one criterion after another.
fn keys(cell: &str) -> String {
    cell.split(' ').map(|mark| format!("{mark}<Enter>")).collect()
}

/// The test standard for handed-in work with panels of three; the electricians agree on their measures.
fn of_trade(text: &str, name: &str, code: &str) -> String {
    text.replace("钳工", name)
        .replace("6-20-01-01", code)
        .replace("form = \"practical\"", "form = \"workpiece\"")
        .replace("ratio = 5", "ratio = 15")
}

/// The station with nine examiners, three score keepers and both trades.
fn station() -> (Bench, PersonId, BatchItem) {
    let fitters = of_trade(support::STANDARD, "钳工", "6-20-01-01");
    let mut bench = Bench::founded_with(&fitters, &[support::THEORY, support::SKILLS]);
    let office = &mut bench.office;
    let both = Examiner { trades: vec!["钳工".into(), "电工".into()], ..record() };
    let panel = [Role::Examiner, Role::PanelLeader];
    for (person, name) in EXAMINERS.into_iter().zip(["秦一", "秦二", "秦三"]) {
        station::revise_person(office, person, name, &panel).unwrap();
        staffing::record_examiner(office, person, both.clone()).unwrap();
    }
    let mut newcomers = Vec::new();
    for name in ["秦四", "秦五", "秦六", "秦七", "秦八", "秦九"] {
        let person = station::record_person(office, name, &panel, TEMPORARY).unwrap();
        staffing::record_examiner(office, person, both.clone()).unwrap();
        newcomers.push(person);
    }
    let decider = station::record_person(office, "登三", &[Role::ScoreKeeper], TEMPORARY).unwrap();
    let scope = ScopeFiled {
        classification: "2015".into(),
        document: "备案〔2026〕2号".into(),
        id: ScopeId(0),
        level: Level::Four,
        trade_code: "6-31-01-03".into(),
        trade_name: "电工".into(),
        valid_from: "2026-01-01".parse().unwrap(),
        valid_until: None,
    };
    station::file_scope(office, vec![scope]).unwrap();
    let way = "minutes = 240\nway = \"measures_agreed\"\n";
    let written = of_trade(support::STANDARD, "电工", "6-31-01-03").replace("minutes = 240\n", way);
    let parsed: Standard = toml::from_str(&written).unwrap();
    let (id, faults) = standard::write_standard(office, parsed, written).unwrap();
    assert_eq!(faults, []);
    standard::approve_standard(office, id).unwrap();
    for text in [support::THEORY, support::SKILLS] {
        let written = of_trade(text, "电工", "6-31-01-03");
        let paper: Paper = toml::from_str(&written).unwrap();
        standard::write_paper(office, paper, written).unwrap();
    }
    for person in newcomers.into_iter().chain([decider]) {
        account::sign_in(office, person, TEMPORARY).unwrap();
        account::renew(office, TEMPORARY, PASSPHRASE).unwrap();
    }
    support::approve_examiners(office);
    (bench, decider, BatchItem { standard: id, level: Level::Four })
}

fn take_roster(bench: &mut Bench, id: BatchId, text: &str) {
    let mut intake = Intake::read(&Source::new(text.as_bytes(), "名册.csv"), &[]).unwrap();
    let today = bench.office.today();
    let preview = intake.preview(&bench.office.read(), id, today).unwrap();
    let faults: Vec<String> =
        preview.rows.iter().flat_map(|row| row.faults.iter().map(|fault| fault.reason(Lang::En))).collect();
    assert_eq!(faults, Vec::<String>::new());
    intake.take(&mut bench.office, id).unwrap();
}

/// From registration to where the panels are named.
fn to_staffing(bench: &mut Bench) {
    let id = bench.batch;
    bench.advance_to(BatchState::Reviewing);
    entry::accept_eligible(&mut bench.office, id).unwrap();
    let pending = EntryFilter::default();
    for row in bench.office.read().batch_entries(id, pending).unwrap() {
        assert_eq!(row.decision, touchstone::domain::evaluation::entry::Decision::Accepted, "{}", row.name);
    }
    bench.advance_to(BatchState::Arranging);
    entry::seat_all(&mut bench.office, id).unwrap();
    bench.advance_to(BatchState::Staffing);
    batch::choose_papers(&mut bench.office, id).unwrap();
}

/// The batch before: the 25th of the roster passed the theory there and did not come to the skills.
fn batch_before(bench: &mut Bench, electricians: BatchItem) {
    bench.clock.set("2026-09-01T09:00:00+08:00");
    let plan = BatchPlan {
        code: "J2026-08".into(),
        items: vec![electricians],
        registration_until: "2026-09-02".parse().unwrap(),
        exam_on: "2026-09-04".parse().unwrap(),
        ..bench.plan()
    };
    bench.batch = batch::plan(&mut bench.office, None, plan).unwrap();
    bench.item = electricians;
    bench.advance_to(BatchState::Registering);
    let lines: Vec<&str> = ROSTER.lines().collect();
    let id = bench.batch;
    take_roster(bench, id, &format!("{}\n{}\n", lines[0], lines[25]));
    bench.clock.set("2026-09-03T09:00:00+08:00");
    to_staffing(bench);
    let key = |subject| PanelKey { batch: id, item: electricians, subject };
    staffing::name_panel(&mut bench.office, key(Theory), &KEYERS, None).unwrap();
    staffing::name_panel(&mut bench.office, key(Skills), &EXAMINERS, None).unwrap();
    bench.clock.set("2026-09-04T09:00:00+08:00");
    bench.advance_to(BatchState::Marking);
    let only = bench.office.read().batch_entries(id, EntryFilter::default()).unwrap()[0].id;
    for keyer in KEYERS {
        bench.sheet(only, Theory, keyer, |_| None);
    }
    bench.sit(SUPERVISOR);
    marking::set_standing(&mut bench.office, only, Skills, Standing::Absent, "签到表").unwrap();
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-14T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
}

/// The forty are accepted and seated, papers chosen, the two panels of three drawn, the kept score carried.
fn forty() -> Day {
    let (mut bench, decider, electricians) = station();
    let fitters = bench.item;
    batch_before(&mut bench, electricians);
    bench.sit(CLERK);
    let plan = BatchPlan {
        items: vec![fitters, electricians],
        registration_from: "2026-09-14".parse().unwrap(),
        registration_until: "2026-09-16".parse().unwrap(),
        ..bench.plan()
    };
    bench.batch = batch::plan(&mut bench.office, None, plan).unwrap();
    bench.advance_to(BatchState::Registering);
    let id = bench.batch;
    take_roster(&mut bench, id, ROSTER);
    bench.clock.set("2026-09-17T09:00:00+08:00");
    assert_eq!(retake::carry_all(&mut bench.office, id).unwrap(), (1, 1));
    to_staffing(&mut bench);
    for item in [fitters, electricians] {
        let theory = PanelKey { batch: id, item, subject: Theory };
        staffing::name_panel(&mut bench.office, theory, &KEYERS, Some("本站只有两名登分员")).unwrap();
        let skills = PanelKey { batch: id, item, subject: Skills };
        let drawn = staffing::draw_panel(&mut bench.office, skills, None).unwrap();
        assert_eq!(drawn.members.len(), 3);
        assert!(repeats(&drawn));
    }
    bench.clock.set("2026-09-20T08:00:00+08:00");
    bench.advance_to(BatchState::Sitting);
    let rows = bench.office.read().batch_entries(id, EntryFilter::default()).unwrap();
    let numbers: BTreeMap<&str, usize> = ROSTER
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>())
        .map(|cell| (cell[6], cell[0].parse().unwrap()))
        .collect();
    let entries = rows.iter().map(|row| (numbers[row.name.as_str()], row.id)).collect();
    Day { bench, entries, marks: typed(), decider, fitters, electricians }
}

impl Day {
    fn panel(&self, item: BatchItem) -> Vec<PersonId> {
        let panel = self.bench.office.read().panel(self.bench.batch, item, Skills).unwrap();
        panel.iter().map(|member| member.person).collect()
    }

    /// Somebody sits down before a screen, works, and gets up again.
    fn at(
        mut self,
        who: PersonId,
        door: impl Fn() -> Box<dyn Screen> + 'static,
        work: impl FnOnce(&Lookup, &mut Journey),
    ) -> Day {
        self.bench.sit(who);
        let Day { bench, entries, marks, decider, fitters, electricians } = self;
        let Bench { folder, office, clock, batch, item } = bench;
        let about = Lookup { entries: &entries, marks: &marks, batch };
        let context = Context::new(office, Lang::Zh, Theme::new(Palette::Mono, false));
        let mut journey = Journey::new(context, Door(door), 80, 24);
        journey.keys("<Enter>").settle();
        work(&about, &mut journey);
        let office = journey.app.context.office;
        let bench = Bench { folder, office, clock, batch, item };
        Day { bench, entries, marks, decider, fitters, electricians }
    }

    /// The floor of a subject: everybody but the 7th signs in, shows a document, draws where there are workplaces, and sits.
    fn floor(self, item: BatchItem, subject: SubjectKind) -> Day {
        let floor = Floor { batch: self.bench.batch, item, subject };
        self.at(
            CLERK,
            move || screens::floor::open(floor),
            |day, journey| {
                let order = |journey: &Journey| -> Vec<(usize, bool)> {
                    let read = journey.app.context.office.read();
                    let rows = read.floor(floor.batch, floor.item, floor.subject).unwrap();
                    rows.iter().map(|row| (day.number(row.entry), row.stands.is_some())).collect()
                };
                let step = |journey: &mut Journey, key: &str| {
                    journey.keys("<Home>");
                    for (number, stands) in order(journey) {
                        match number {
                            7 if key == "p" => journey.keys("a"),
                            7 => journey.keys("<Down>"),
                            _ if stands => journey.keys("<Down>"),
                            _ => journey.keys(key),
                        };
                    }
                };
                step(journey, "p");
                step(journey, "c");
                if subject == Skills {
                    journey.keys("d<C-s>");
                    assert!(journey.message().contains("人抽了签"), "{}", journey.message());
                }
                step(journey, "s");
                journey.keys("by");
                assert!(journey.message().contains("人开始"), "{}\n{}", journey.message(), journey.screen_text());
                journey.keys("ey");
                if order(journey).iter().any(|(number, _)| *number == 7) {
                    journey.keys("xy");
                    assert!(journey.message().contains("缺考"), "{}", journey.message());
                }
                journey.keys("ny");
                assert!(journey.message().contains("编"), "{}", journey.message());
            },
        )
    }

    /// Somebody marks every candidate of a subject at the desk and signs the pile.
    fn mark(self, who: PersonId, item: BatchItem, subject: SubjectKind, cell: impl Fn(&Typed) -> &String) -> Day {
        let id = self.bench.batch;
        self.at(
            who,
            move || screens::desk::open(id, item, subject),
            |day, journey| {
                type_rows(day, journey, item, subject, who, cell);
                journey.keys("s").keys(SIGN).settle();
                assert!(journey.message().contains("已签 "), "{}\n{}", journey.message(), journey.screen_text());
            },
        )
    }

    /// The panel's common sheet: the first of it types, all three sign one after another.
    fn agree(self, item: BatchItem) -> Day {
        let id = self.bench.batch;
        let leader = self.panel(item)[0];
        self.at(
            leader,
            move || screens::desk::open(id, item, Skills),
            |day, journey| {
                journey.keys("m");
                type_rows(day, journey, item, Skills, PANEL, |typed| &typed.agreed);
                journey.keys("s");
                for _ in 0..3 {
                    journey.keys(SIGN).settle();
                }
                assert!(journey.message().contains("由全组 3 人签字"), "{}", journey.message());
            },
        )
    }

    /// One candidate's sheet again, after it was sent back.
    fn mark_again(self, who: PersonId, number: usize, cell: &'static str) -> Day {
        let (id, item, entry) = (self.bench.batch, self.fitters, self.entries[&number]);
        self.at(
            who,
            move || screens::desk::open(id, item, Skills),
            |_, journey| {
                assert!(journey.message().contains("退回重评"), "{}", journey.message());
                journey.keys(&keys(cell)).keys("s").keys(SIGN).settle();
                let read = journey.app.context.office.read();
                let versions = read.sheets(entry, Skills).unwrap();
                assert!(versions.iter().any(|sheet| sheet.examiner == who && sheet.version == 2));
            },
        )
    }

    fn supervisor(self, number: usize, script: &'static str) -> Day {
        let entry = self.entries[&number];
        self.at(
            SUPERVISOR,
            move || screens::outcome::open(entry),
            |_, journey| {
                journey.keys(script).settle();
                assert!(journey.message().contains("已登记"), "{}\n{}", journey.message(), journey.screen_text());
            },
        )
    }

    /// A keyer corrects one theory sheet for a re-check, with the reason and the supervisor beside them.
    fn correct(self, who: PersonId, number: usize, cell: &'static str) -> Day {
        let (id, item, entry) = (self.bench.batch, self.electricians, self.entries[&number]);
        self.at(
            who,
            move || screens::desk::open(id, item, Theory),
            |_, journey| {
                let rows = journey.app.context.office.read().desk(id, item, Theory, who).unwrap();
                let place = rows.iter().position(|row| row.entry == entry).unwrap();
                journey.keys(&"]".repeat(place)).keys("e").keys(&keys(cell)).keys("s");
                journey.keys("漏登一项，见复核<Enter>督一<Enter>").keys(SIGN).settle().keys(SIGN).settle();
                assert!(journey.message().contains("第 2 版"), "{}\n{}", journey.message(), journey.screen_text());
            },
        )
    }
}

/// What the work at a screen looks up.
struct Lookup<'a> {
    entries: &'a BTreeMap<usize, EntryId>,
    marks: &'a BTreeMap<usize, Typed>,
    batch: BatchId,
}

impl Lookup<'_> {
    fn number(&self, entry: EntryId) -> usize {
        *self.entries.iter().find(|(_, id)| **id == entry).unwrap().0
    }
}

/// Types what the file has for every candidate on the desk, in the desk's own order; who does not sit is passed over.
fn type_rows(
    day: &Lookup,
    journey: &mut Journey,
    item: BatchItem,
    subject: SubjectKind,
    whose: PersonId,
    cell: impl Fn(&Typed) -> &String,
) {
    let rows = journey.app.context.office.read().desk(day.batch, item, subject, whose).unwrap();
    // The first who is to be marked lies open.
    let first = rows.iter().position(|row| !row.stands_unmarked()).unwrap();
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    let shown = journey.screen_text();
    assert!(names.iter().all(|name| !shown.contains(name)), "the desk is blind:\n{shown}");
    for row in &rows[first..] {
        if !row.stands_unmarked() {
            journey.keys(&keys(cell(&day.marks[&day.number(row.entry)])));
        }
        journey.keys("]");
    }
    // Whoever did not sit lies last; a sheet that is complete comes on top again.
    journey.keys(&"[".repeat(rows.len()));
}

/// Every candidate in a line.
fn told(day: &Day) -> String {
    let read = day.bench.office.read();
    let mut lines = String::new();
    for (number, entry) in &day.entries {
        let row = read.entry(*entry).unwrap().unwrap();
        let outcome = read.outcome(*entry).unwrap().unwrap();
        let trade = read.trade(row.item.standard).unwrap().unwrap().0.title();
        let subject = |kind: SubjectKind| {
            let own = outcome.subjects.iter().find(|subject| subject.kind == kind).unwrap();
            let score = own.score.map_or_else(|| "－".to_owned(), |score| score.to_string());
            format!("{} {score} {}", kind.say(Lang::Zh), own.verdict.say(Lang::Zh))
        };
        let certificate = if row.certificate.is_some() { "  已发证" } else { "" };
        lines.push_str(&format!(
            "{number:>2} {trade} {}  {}  {}  {}{certificate}\n",
            row.name,
            subject(Theory),
            subject(Skills),
            outcome.verdict.say(Lang::Zh),
        ));
    }
    for number in [3, 7, 9, 12, 15, 18, 25, 31] {
        let entry = day.entries[&number];
        let outcome = read.outcome(entry).unwrap().unwrap();
        lines.push_str(&format!("\n{number} {}\n", read.entry(entry).unwrap().unwrap().name));
        for line in outcome::explained(&read, &outcome).unwrap() {
            lines.push_str(&format!("{}{}\n", "  ".repeat(usize::from(line.depth) + 1), line.text.zh));
        }
    }
    lines
}

#[test]
fn forty_candidates_go_from_the_draw_of_their_panels_to_their_final_outcomes() {
    let mut day = forty();
    let (fitters, electricians, decider) = (day.fitters, day.electricians, day.decider);
    for (item, subject) in [(fitters, Theory), (fitters, Skills), (electricians, Theory), (electricians, Skills)] {
        day = day.floor(item, subject);
    }
    day.bench.advance_to(BatchState::Marking);
    // Three people mark blind, two key the theory blind.
    for item in [fitters, electricians] {
        for (place, examiner) in day.panel(item).into_iter().enumerate() {
            day = day.mark(examiner, item, Skills, move |typed| &typed.skills[place]);
        }
        for (place, keyer) in KEYERS.into_iter().enumerate() {
            day = day.mark(keyer, item, Theory, move |typed| &typed.theory[place]);
        }
    }
    day = day.agree(electricians);
    // Votes of 0 and 2: the leader sends the third back, and the panel marks anew.
    let (panel, third) = (day.panel(fitters), day.entries[&3]);
    day = day.at(
        panel[0],
        move || screens::outcome::open(third),
        |_, journey| {
            journey.keys("<Down>b评判相差过大，重新观察<Enter>");
            assert!(journey.message().contains("已退回"), "{}\n{}", journey.message(), journey.screen_text());
        },
    );
    for (examiner, cell) in panel.into_iter().zip(["f 12 f 1 6.5 35 y", "f 12 f 2 6 35 y", "f 12 f 2 7 35 y"]) {
        day = day.mark_again(examiner, 3, cell);
    }
    // Two entries differ by ten: a third person reads the paper.
    let ninth = day.entries[&9];
    day = day.at(
        decider,
        move || screens::outcome::open(ninth),
        |_, journey| {
            journey.keys("c<Enter>43<Enter>s").keys(SIGN).settle();
            assert!(journey.message().contains("裁定"), "{}\n{}", journey.message(), journey.screen_text());
        },
    );
    day = day.supervisor(12, "x违纪<Enter>V10<Enter>考场情况记录单 2 号<Enter>y");
    day = day.supervisor(18, "v<Enter>毕业证书系伪造，复函随卷<Enter>y周考务<Enter>tests keep no secrets<Enter>");
    day.bench.clock.set("2026-09-22T09:00:00+08:00");
    day.bench.advance_to(BatchState::Publicity);
    disputes(day);
}

/// Publicity: an objection is upheld, a re-check corrected; then the certificates, and the check.
fn disputes(mut day: Day) {
    let (id, keyers) = (day.bench.batch, KEYERS);
    let ticket = |day: &Day, number: usize| {
        let row = day.bench.office.read().entry(day.entries[&number]).unwrap().unwrap();
        row.ticket.unwrap()
    };
    let (objected, rechecked) = (ticket(&day, 15), ticket(&day, 31));
    day.bench.clock.set("2026-09-23T09:00:00+08:00");
    day = day.at(
        CLERK,
        move || screens::batch::open(id),
        |_, journey| {
            journey.keys("On").keys(&objected).keys("<Tab>理论考试中传递答案，有监控<Enter>");
            assert!(journey.message().contains("已受理"), "{}\n{}", journey.message(), journey.screen_text());
            journey.keys("r").keys(&rechecked).keys("<Tab><Tab><Right><Right><Tab>理论分数比估分低很多<Enter>");
            assert!(journey.message().contains("已受理"), "{}\n{}", journey.message(), journey.screen_text());
        },
    );
    day = day.supervisor(15, "x违纪<Enter>V10<Enter>监控录像，异议属实<Enter>y");
    day = day.at(
        SUPERVISOR,
        move || screens::batch::open(id),
        |_, journey| {
            journey.keys("O<Enter><Tab>调看监控，情况属实<Enter>");
            assert!(journey.message().contains("已处理"), "{}\n{}", journey.message(), journey.screen_text());
        },
    );
    for keyer in keyers {
        day = day.correct(keyer, 31, "4 46 30");
    }
    day = day.at(
        SUPERVISOR,
        move || screens::batch::open(id),
        |_, journey| {
            journey.keys("O<Down><Enter><Right><Tab>核对答题卡，漏登一项，已更正<Enter>");
            assert!(journey.message().contains("已处理"), "{}\n{}", journey.message(), journey.screen_text());
        },
    );
    day.bench.clock.set("2026-10-09T09:00:00+08:00");
    day.bench.advance_to(BatchState::Issuing);
    day.bench.sit(CERTIFIER);
    certificate::issue_batch(&mut day.bench.office, id, |_, _| true).unwrap();
    let read = day.bench.office.read();
    let verdict = |number: usize| read.entry(day.entries[&number]).unwrap().unwrap().verdict;
    for number in [3, 9, 25, 31] {
        assert_eq!(verdict(number), Some(Verdict::Pass), "{number}");
    }
    for number in [7, 12, 15, 18] {
        assert_eq!(verdict(number), Some(Verdict::Fail), "{number}");
    }
    let report = check(&day.bench.office, Depth::Full, &mut |_, _| true).unwrap();
    assert_eq!(report.findings, []);
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("forty_outcomes", told(&day));
    });
}
