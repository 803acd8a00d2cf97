//! The sample standards, papers and weights are whole, fit one another, and show every scheme and every kind of criterion.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use touchstone::domain::evaluation::fault::Fault;
use touchstone::domain::evaluation::paper::Paper;
use touchstone::domain::evaluation::standard::Standard;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::evaluation::validate_paper::validate_paper;
use touchstone::domain::evaluation::validate_standard::validate_standard;
use touchstone::domain::identity::CreditCode;
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::stamp::Role;
use touchstone::exchange::read::read;
use touchstone::exchange::source::Source;
use touchstone::exchange::standard_text::{TextFault, read_paper, read_standard, write_paper, write_standard};
use touchstone::exchange::weights;

fn texts(folder: &str) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let entries = fs::read_dir(folder).expect("the folder is part of the source");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    files.sort();
    let toml = files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "toml"));
    toml.map(|file| {
        let name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(&file).expect("UTF-8"))
    })
    .collect()
}

fn all<T>(folder: &str, read: fn(&str) -> Result<T, TextFault>) -> BTreeMap<String, T> {
    let read = |(name, text): (String, String)| {
        let value = read(&text).unwrap_or_else(|fault| panic!("{name}: {}", fault.say(Lang::Zh)));
        (name, value)
    };
    texts(folder).into_iter().map(read).collect()
}

fn standards() -> BTreeMap<String, Standard> {
    all("standards", read_standard)
}

fn papers() -> BTreeMap<String, Paper> {
    all("papers", read_paper)
}

fn standard_of<'a>(paper: &Paper, standards: &'a BTreeMap<String, Standard>) -> Option<&'a Standard> {
    standards.values().find(|standard| standard.trade == paper.trade && standard.edition == paper.standard)
}

fn say(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(|fault| fault.say(Lang::Zh)).collect()
}

#[test]
fn every_standard_is_whole() {
    let standards = standards();
    assert!(standards.len() >= 14, "{} standards", standards.len());
    for (name, standard) in &standards {
        assert_eq!(say(&validate_standard(standard)), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn every_paper_fits_its_standard() {
    let standards = standards();
    for (name, paper) in papers() {
        let standard = standard_of(&paper, &standards).unwrap_or_else(|| panic!("{name} names no standard"));
        assert_eq!(say(&validate_paper(&paper, standard)), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_level_that_has_one_paper_has_one_for_each_of_its_subjects() {
    let (standards, papers) = (standards(), papers());
    for paper in papers.values() {
        let rules = standard_of(paper, &standards).and_then(|standard| standard.level(paper.level));
        let wanted: BTreeSet<SubjectKind> = rules.expect("the level exists").subjects.iter().map(|s| s.kind).collect();
        let same_level = papers.values().filter(|o| {
            (&o.trade, &o.standard, o.level, &o.version) == (&paper.trade, &paper.standard, paper.level, &paper.version)
        });
        assert_eq!(same_level.map(|o| o.subject).collect::<BTreeSet<_>>(), wanted, "{}", paper.title);
    }
}

#[test]
fn what_is_written_reads_back_as_the_same_value() {
    for (name, standard) in standards() {
        assert_eq!(read_standard(&write_standard(&standard)), Ok(standard), "{name}");
    }
    for (name, paper) in papers() {
        assert_eq!(read_paper(&write_paper(&paper)), Ok(paper), "{name}");
    }
}

#[test]
fn all_three_schemes_and_all_five_kinds_of_criterion_occur() {
    let standards = standards();
    let schemes = standards.values().flat_map(|s| &s.levels).map(|level| level.scheme.say(Lang::En));
    assert_eq!(schemes.collect::<BTreeSet<_>>(), ["gate", "national", "weighted"].map(String::from).into());
    let papers = papers();
    let criteria = papers.values().flat_map(|paper| &paper.questions).flat_map(|question| &question.criteria);
    let kinds: BTreeSet<&str> = criteria.map(|criterion| criterion.how.name(Lang::En)).collect();
    assert_eq!(kinds, ["band", "deduct", "judge", "measure", "yes/no"].into());
}

#[test]
fn every_way_of_a_panel_and_a_subject_with_grades_occur() {
    let (standards, papers) = (standards(), papers());
    // Each with a paper, so that the way can be tried.
    let with_paper = papers.values().filter_map(|paper| {
        let level = standard_of(paper, &standards)?.level(paper.level)?;
        level.subjects.iter().find(|subject| subject.kind == paper.subject)
    });
    let subjects: Vec<_> = with_paper.collect();
    let ways: BTreeSet<String> = subjects.iter().map(|subject| subject.way.say(Lang::En)).collect();
    assert_eq!(ways, ["each marks all", "marked by item", "measures agreed"].map(String::from).into());
    assert!(subjects.iter().any(|subject| subject.grades.len() == 3 && subject.no_straddling_grades));
}

#[test]
fn a_band_at_either_end_asks_for_a_word_of_reason() {
    use touchstone::domain::evaluation::criterion::How;
    let papers = papers();
    let criteria = papers.values().flat_map(|paper| &paper.questions).flat_map(|question| &question.criteria);
    for criterion in criteria {
        if let How::Band(bands) = &criterion.how {
            let noted: Vec<bool> = bands.iter().map(|band| band.note).collect();
            assert_eq!(noted, [true, false, false, true], "{}", criterion.text);
        }
    }
}

#[test]
fn the_weights_in_bulk_are_those_of_the_national_standards() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/weights.csv");
    let text = fs::read_to_string(file).expect("UTF-8");
    let text = text.strip_prefix('\u{feff}').expect("Excel knows UTF-8 by its mark");
    assert_eq!(text.lines().next(), Some("职业编码,职业(工种)名称,标准版本,等级代码,等级,职业功能,技能权重%"));
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let listed: BTreeSet<Vec<String>> =
        table.records().map(|row| row.expect("a whole row").iter().map(String::from).collect()).collect();
    let mut wanted = BTreeSet::new();
    for standard in standards().values() {
        let national = standard.levels.iter().filter(|level| level.scheme.say(Lang::En) == "national");
        for level in national {
            let skills = level.subjects.iter().filter(|subject| subject.kind == SubjectKind::Skills);
            for function in skills.flat_map(|subject| &subject.functions) {
                wanted.insert(vec![
                    standard.trade.code.clone(),
                    standard.trade.title(),
                    standard.edition.clone(),
                    level.code.code().to_string(),
                    level.code.text().to_owned(),
                    function.name.clone(),
                    function.weight.to_string(),
                ]);
            }
        }
    }
    assert_eq!(listed, wanted);
}

#[test]
fn the_weights_in_bulk_pass_the_importer() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/weights.csv");
    let bytes = fs::read(file).expect("the weights are part of the source");
    let grid = read(&Source::new(&bytes, "weights.csv"), &weights::known_headers()).expect("a table");
    let trades = weights::parse_weights(&grid).expect("every level sums to 100");
    assert_eq!(trades.len(), 13);
}

#[test]
fn the_sample_station_is_filed_for_every_paper_and_has_people_for_every_role() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/station.toml");
    let station: toml::Table = toml::from_str(&fs::read_to_string(file).expect("UTF-8")).expect("TOML");
    let text = |table: &toml::Table, key: &str| table[key].as_str().expect(key).to_owned();
    let rows = |key: &str| -> Vec<toml::Table> {
        let rows = station[key].as_array().expect(key);
        rows.iter().map(|row| row.as_table().expect(key).clone()).collect()
    };
    assert!(CreditCode::parse(&text(&station, "credit_code")).is_ok());
    assert_eq!(text(&station, "site_code"), format!("S0000{}001090", &text(&station, "region")[..2]));
    let scopes = rows("scope");
    for paper in papers().values() {
        let filed = scopes.iter().any(|scope| {
            text(scope, "classification") == paper.trade.classification
                && text(scope, "trade_code") == paper.trade.code
                && text(scope, "trade_name") == paper.trade.title()
                && scope["level"].as_integer() == Some(paper.level.code().into())
        });
        assert!(filed, "{}", paper.title);
    }
    let people = rows("person");
    let with = |role: Role| {
        let has = move |person: &&toml::Table| {
            let roles = person["roles"].as_array().expect("roles");
            roles.iter().any(|word| word.as_str().and_then(Role::from_word) == Some(role))
        };
        people.iter().filter(has).collect::<Vec<_>>()
    };
    assert!(Role::ALL.iter().all(|role| !with(*role).is_empty()));
    let examiners = with(Role::Examiner);
    let senior = examiners.iter().filter(|person| person["examiner"]["kind"].as_str() == Some("senior")).count();
    assert!(examiners.len() >= 9 && senior >= 3, "{} examiners, {senior} senior", examiners.len());
}
