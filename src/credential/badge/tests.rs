use super::*;
use crate::credential::entropy::SeededEntropy;
use crate::credential::integrity;
use crate::credential::salted::Salt;
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

fn with_statement<T>(then: impl FnOnce(Statement, &Signer) -> T) -> T {
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
    then(statement, &signer)
}

#[test]
fn a_credential_verifies_says_what_it_was_made_of_and_never_the_number_or_the_salt() {
    with_statement(|statement, signer| {
        let credential = sign(&statement, signer).unwrap();
        let signed = integrity::read(credential.text.as_bytes()).unwrap();
        assert!(signed.proof.holds());
        assert_eq!(
            (signed.proof.key, signed.proof.created.as_deref()),
            (signer.public(), Some("2026-11-22T09:30:00+08:00"))
        );
        assert_eq!(to_canonical(&signed.document).unwrap(), unsigned(&statement, &signer.public()).unwrap());
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
    with_statement(|statement, signer| {
        let credential = sign(&statement, signer).unwrap();
        let value: Value = serde_json::from_str(&credential.text).unwrap();
        assert_eq!(to_canonical(&value).unwrap(), credential.text.as_bytes());
        assert_eq!(sign(&statement, signer).unwrap(), credential);
        assert_eq!(credential.digest, Credential::of(credential.text.clone()).digest);
    });
}

#[test]
fn every_changed_member_breaks_the_proof() {
    with_statement(|statement, signer| {
        let text = sign(&statement, signer).unwrap().text;
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
