use super::*;
use crate::credential::entropy::SeededEntropy;
use crate::credential::integrity;
use crate::credential::salted::Salt;
use crate::credential::signing::Signer;
use crate::domain::evaluation::standard::Standard;
use crate::domain::score::Score;
use serde_json::Value;

const STANDARD: &str = include_str!("../../../tests/support/standard.toml");

fn outcome(standard: &Digest) -> Outcome {
    serde_json::from_value(serde_json::json!({
        "verdict": "pass", "standard": standard.0,
        "subjects": [
            {"kind": "theory", "verdict": "pass", "because": [{"reason": "reached"}], "score": Score::points(87)},
            {"kind": "skills", "verdict": "pass", "because": [{"reason": "standing", "standing": {"kind": "exempt"}}]},
        ],
        "dimensions": [{"dimension": "ability", "got": "28900/3", "full": Score::points(195)}],
    }))
    .unwrap()
}

fn with_statement<T>(then: impl FnOnce(Statement, &Issuer) -> T) -> T {
    let standard: Standard = toml::from_str(STANDARD).unwrap();
    let digest = Digest("ab".repeat(32));
    let (outcome, salt) = (outcome(&digest), Salt([7; 16]));
    let signer = Signer::generate(&mut SeededEntropy::new(b"credential")).unwrap();
    let statement = Statement {
        number: "S000043000012264000001",
        kind: BatchKind::SkillLevel,
        issued_on: "2026-11-22".parse().unwrap(),
        at: "2026-11-22T09:30:00+08:00".parse().unwrap(),
        issuer: "测试县职业技能鉴定所",
        site_code: "S000043000012",
        trade: &standard.trade,
        level: Level::Four,
        edition: &standard.edition,
        standard: &digest,
        rules: standard.level(Level::Four).unwrap(),
        outcome: &outcome,
        outcome_digest: &digest,
        sheets: (5, sheets_digest([&b"one"[..], b"two"])),
        name: "欧阳㛃",
        doc_kind: DocumentKind::ResidentIdCard,
        document: salt.digest(b"11010519491231002X"),
        photo: Some(salt.digest(b"photo")),
    };
    then(statement, &Issuer::new(signer))
}

#[test]
fn a_credential_verifies_says_what_it_was_made_of_and_never_the_number_or_the_salt() {
    with_statement(|statement, issuer| {
        let credential = issuer.sign(&statement).unwrap();
        let signed = integrity::read(credential.text.as_bytes()).unwrap();
        assert!(signed.proof.holds());
        assert_eq!(
            (signed.proof.key, signed.proof.created.as_deref()),
            (issuer.signer().public(), Some("2026-11-22T09:30:00+08:00"))
        );
        assert_eq!(to_canonical(&signed.document).unwrap(), unsigned(&statement, &issuer.signer().public()).unwrap());
        let said = said(&signed.document).unwrap();
        assert_eq!((said.number.as_str(), said.holder.as_str()), (statement.number, "欧阳㛃"));
        assert_eq!((said.document, said.photo), (statement.document, statement.photo));
        assert_eq!(said.issued_on, "2026-11-22");
        let told: Vec<(&str, Option<&str>)> =
            said.results.iter().map(|result| (result.value.as_str(), result.full.as_deref())).collect();
        assert_eq!(told, [("87", Some("100")), ("免考 / exempt", None), ("96.33", Some("195"))]);
        assert!(!credential.text.contains("11010519491231002X"));
        assert!(!credential.text.contains(&Salt([7; 16]).to_string()));
    });
}

#[test]
fn the_bytes_are_canonical_and_one_statement_has_one_credential() {
    with_statement(|statement, issuer| {
        let credential = issuer.sign(&statement).unwrap();
        let value: Value = serde_json::from_str(&credential.text).unwrap();
        assert_eq!(to_canonical(&value).unwrap(), credential.text.as_bytes());
        assert_eq!(issuer.sign(&statement).unwrap(), credential);
        assert_eq!(credential.digest, Credential::of(credential.text.clone()).digest);
    });
}

#[test]
fn every_changed_member_breaks_the_proof() {
    with_statement(|statement, issuer| {
        let text = issuer.sign(&statement).unwrap().text;
        let changes = [
            ("S000043000012264000001", "S000043000012264000002"),
            ("欧阳㛃", "欧阳静"),
            ("钳工", "焊工"),
            ("Level 4", "Level 3"),
            ("\"value\":\"87\"", "\"value\":\"88\""),
            ("2026-11-22T00:00:00", "2026-11-21T00:00:00"),
            ("2026-11-22T09:30:00", "2026-11-22T09:31:00"),
            ("S000043000012\"", "S000043000013\""),
            ("sha256$", "sha256$0"),
            ("5 份", "6 份"),
            ("OpenBadgeCredential", "AchievementCredential"),
            ("1EdTechJsonSchemaValidator2019", "x"),
        ];
        for (from, to) in changes {
            assert!(text.contains(from), "{from}");
            let altered = text.replace(from, to);
            let holds = integrity::read(altered.as_bytes()).is_ok_and(|signed| signed.proof.holds());
            assert!(!holds, "{from}");
        }
    });
}

#[test]
fn whoever_follows_with_other_results_another_level_or_another_standard_gets_their_own_opening() {
    with_statement(|statement, issuer| {
        let other_digest = Digest("cd".repeat(32));
        let mut other = statement.outcome.clone();
        other.subjects[1].score = Some(Score::points(90));
        let mut full = statement.outcome.clone();
        full.dimensions[0].full = Score::points(200);
        let trade = Trade { branch: "机修".into(), ..statement.trade.clone() };
        let row = [
            statement.clone(),
            Statement { outcome: &other, ..statement.clone() },
            Statement { name: "买买提", number: "S000043000012264000002", outcome: &other, ..statement.clone() },
            Statement { outcome: &full, ..statement.clone() },
            Statement { level: Level::Five, ..statement.clone() },
            Statement { standard: &other_digest, ..statement.clone() },
            Statement { trade: &trade, standard: &other_digest, ..statement.clone() },
            statement.clone(),
        ];
        for said in row.iter().flat_map(|said| [said, said]) {
            let credential = issuer.sign(said).unwrap();
            assert_eq!(credential, Issuer::new(issuer.signer().clone()).sign(said).unwrap());
            let signed = integrity::read(credential.text.as_bytes()).unwrap();
            assert!(signed.proof.holds());
            assert_eq!(to_canonical(&signed.document).unwrap(), unsigned(said, &issuer.signer().public()).unwrap());
            assert_eq!(Credential::of(credential.text.clone()), credential);
        }
    });
}

#[test]
fn a_pile_of_several_keys_with_a_forged_one_and_one_unreadable_is_told_one_by_one() {
    with_statement(|statement, issuer| {
        let other = Issuer::new(Signer::from_seed(&[9; 32]));
        let mut texts: Vec<String> = (0..MANY_OF_BOTH)
            .map(|n| if n < 400 || n % 2 == 0 { issuer } else { &other }.sign(&statement).unwrap().text)
            .collect();
        texts[7] = texts[7].replace("欧阳㛃", "欧阳");
        texts[410] = texts[410].replace("欧阳㛃", "欧阳");
        texts[300].truncate(300);
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for (n, (looked, text)) in look_at_all(&texts).into_iter().zip(&texts).enumerate() {
            let alone = integrity::read(text.as_bytes()).map(|signed| signed.proof.holds());
            assert_eq!(looked.as_ref().map(|looked| looked.holds), alone.as_ref().map(|holds| *holds), "{n}");
            assert_eq!(alone.ok(), (n != 300).then_some(n != 7 && n != 410), "{n}");
        }
    });
}

/// So many that each core works out the multiples of the key that signed most.
const MANY_OF_BOTH: usize = 420;
