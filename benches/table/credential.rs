//! Certificates: the credential made and signed beside a bare signature, its QR beside the QR alone, a pile verified beside bare
//! verification, and the program as a stranger runs it beside openbadgeslib's.

use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

use touchstone::credential::badge::{Statement, said, sheets_digest, sign};
use touchstone::credential::claim::Claim;
use touchstone::credential::integrity;
use touchstone::credential::leaf::leaf_of;
use touchstone::credential::note::{Cosignature, cosigned_message};
use touchstone::credential::registration::Registration;
use touchstone::credential::salted::Salt;
use touchstone::credential::signing::{Signer, Verifier};
use touchstone::credential::tree::{Hash, Levels, leaf_hash};
use touchstone::domain::evaluation::batch::BatchKind;
use touchstone::domain::evaluation::outcome::Outcome;
use touchstone::domain::evaluation::standard::Standard;
use touchstone::domain::id::Digest;
use touchstone::domain::identity::DocumentKind;
use touchstone::domain::level::Level;

use crate::rows::{Goal, Round, Rounds, Table};
use crate::support::STANDARD;

/// Certificates in a round.
const PILE: usize = 1_000;

struct Station {
    standard: Standard,
    outcome: Outcome,
    digest: Digest,
    signer: Signer,
}

pub fn run(table: &mut Table) {
    let digest = Digest("ab".repeat(32));
    let standard: Standard = toml::from_str(STANDARD).expect("the test standard");
    let subject =
        |kind| serde_json::json!({"kind": kind, "verdict": "pass", "because": [{"reason": "reached"}], "score": 8750});
    let outcome = serde_json::json!({
        "verdict": "pass", "standard": digest.0, "subjects": [subject("theory"), subject("skills")],
        "dimensions": [{"dimension": "ethics", "got": "450/1", "full": 500}, {"dimension": "ability", "got": "17000/1", "full": 19500}],
    });
    let outcome = serde_json::from_value(outcome).expect("an outcome");
    let station = Station { standard, outcome, digest, signer: Signer::from_seed(&[7; 32]) };
    issuing(table, &station);
    growing(table, &station);
    verifying(table, &station);
    printing(table, &station);
    whole_process(table, &station);
}

impl Station {
    /// The credential of the `n`th certificate, and its claim.
    fn issue(&self, n: usize) -> (String, Claim) {
        let number = format!("S00004300001226{:07}", n % 10_000_000);
        let holder = Salt([7; 16]).digest(number.as_bytes());
        let statement = Statement {
            number: &number,
            kind: BatchKind::SkillLevel,
            issued_on: "2026-11-22".parse().expect("a day"),
            at: "2026-11-22T09:30:00+08:00".parse().expect("a time"),
            issuer: "测试县职业技能鉴定所",
            site_code: "S000043000012",
            trade: &self.standard.trade,
            level: Level::Four,
            edition: &self.standard.edition,
            standard: &self.digest,
            rules: self.standard.level(Level::Four).expect("the level"),
            outcome: &self.outcome,
            outcome_digest: &self.digest,
            sheets: (5, sheets_digest([&b"one"[..], b"two"])),
            name: "欧阳小明",
            doc_kind: DocumentKind::ResidentIdCard,
            document: holder,
            photo: Some(holder),
        };
        let credential = sign(&statement, &self.signer).expect("canonical");
        let claim = Claim {
            kind: statement.kind,
            level: statement.level,
            issued_on: statement.issued_on,
            trade: self.standard.trade.clone(),
            name: statement.name.to_owned(),
            holder,
            credential: credential.digest,
            number,
        };
        (credential.text, claim)
    }

    fn pile(&self, count: usize) -> Vec<(String, Claim)> {
        (0..count).map(|n| self.issue(n)).collect()
    }
}

fn rate(count: usize, begin: Instant) -> f64 {
    count as f64 / begin.elapsed().as_secs_f64()
}

fn told(rate: f64) -> String {
    format!("{rate:.0}/s")
}

fn add(table: &mut Table, work: &str, beside: &str, goal: Goal, mut round: impl FnMut() -> (f64, f64)) {
    let rounds = Rounds::paired(goal, || {
        let (theirs, ours) = round();
        Some(Round { theirs, ours, ratio: ours / theirs })
    });
    table.add(work, beside, &rounds.expect("every round has figures"), told, goal);
}

fn issuing(table: &mut Table, station: &Station) {
    add(
        table,
        "credential built, canonical, signed, claim and leaf",
        "bare Ed25519 signature",
        Goal::AtLeast(0.5),
        || {
            let begin = Instant::now();
            for n in 0..PILE {
                black_box(station.signer.raw(&[n as u8; 64]));
            }
            let theirs = rate(PILE, begin);
            let begin = Instant::now();
            for n in 0..PILE {
                let (text, claim) = station.issue(n);
                black_box((text, leaf_of(Some(&claim.digest().expect("it fits")), &leaf_hash(b"row"))));
            }
            (theirs, rate(PILE, begin))
        },
    );
    table.skip(
        "the same beside @digitalbazaar/vc issue",
        "npm install @digitalbazaar/vc @digitalbazaar/eddsa-rdfc-2022-cryptosuite",
    );
}

fn growing(table: &mut Table, station: &Station) {
    add(table, "credentials, 16,000 in a row", "1,000 in a row", Goal::AtLeast(0.9), || {
        let begin = Instant::now();
        black_box(station.pile(PILE));
        let few = rate(PILE, begin);
        let begin = Instant::now();
        black_box(station.pile(16 * PILE));
        (few, rate(16 * PILE, begin))
    });
}

fn verifying(table: &mut Table, station: &Station) {
    let pile = station.pile(PILE);
    let key = Verifier::new(&station.signer.public()).expect("a key of our own");
    let bare: Vec<([u8; 64], [u8; 64])> =
        (0..PILE).map(|n| [n as u8; 64]).map(|message| (message, station.signer.raw(&message))).collect();
    add(table, "credential read, canonical, verified, told", "bare strict Ed25519 verification", Goal::Told, || {
        let begin = Instant::now();
        assert!(bare.iter().all(|(message, signature)| key.verifies_raw(message, signature)));
        let theirs = rate(PILE, begin);
        let begin = Instant::now();
        let holds = |(text, _): &(String, Claim)| {
            integrity::read(text.as_bytes()).is_ok_and(|signed| signed.holds() && said(&signed.document).is_ok())
        };
        assert!(pile.iter().all(holds));
        (theirs, rate(PILE, begin))
    });
}

fn printing(table: &mut Table, station: &Station) {
    let count = PILE / 4;
    let qr = |text: &str| fast_qr::QRBuilder::new(text).ecl(fast_qr::ECL::M).build().expect("it fits").size;
    let rows: Vec<Hash> = (0..count).map(|n| leaf_hash(&n.to_be_bytes())).collect();
    add(table, "credential, claim, proof and its QR", "the QR alone (fast_qr)", Goal::AtLeast(0.75), || {
        let begin = Instant::now();
        let pile = station.pile(count);
        let leaf =
            |(n, (_, claim)): (usize, &(String, Claim))| leaf_of(Some(&claim.digest().expect("it fits")), &rows[n]);
        let levels = Levels::over(pile.iter().enumerate().map(leaf).collect());
        // One signature over the checkpoint of them all.
        let seal = Cosignature { time: 1, signature: station.signer.raw(&cosigned_message(1, "checkpoint\n")) };
        let texts: Vec<String> = (0..count as u64)
            .zip(pile)
            .map(|(index, (_, claim))| {
                let registration = Registration {
                    claim,
                    salt: Salt([7; 16]),
                    photo_salt: None,
                    row: rows[index as usize],
                    index,
                    origin: "touchstone/S000043000012/0123456789abcdef".to_owned(),
                    size: count as u64,
                    path: levels.path(index, count as u64).expect("it is there"),
                    seal,
                    note: None,
                };
                registration.qr_text().expect("it fits").0
            })
            .collect();
        for text in &texts {
            black_box(qr(text));
        }
        let ours = rate(count, begin);
        let begin = Instant::now();
        for text in &texts {
            black_box(qr(text));
        }
        (rate(count, begin), ours)
    });
}

/// The program started, one certificate verified, and ended; beside the other's command line started alone.
fn whole_process(table: &mut Table, station: &Station) {
    let work = "verify one certificate, whole process";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("certificate.json");
    std::fs::write(&path, station.issue(1).0).expect("written");
    let once = |program: &str, arguments: &[&str]| -> Option<f64> {
        let begin = Instant::now();
        let ran = Command::new(program).args(arguments).current_dir(folder.path()).output().ok()?;
        // Ours answers 4: untouched, and no trust list here.
        matches!(ran.status.code(), Some(0 | 4)).then(|| begin.elapsed().as_secs_f64() * 1000.0)
    };
    if once("openbadges-verifier", &["--help"]).is_none() {
        table.skip(work, "openbadgeslib is missing (pip install openbadgeslib)");
        return;
    }
    let path = path.to_str().expect("a path of our own");
    let rounds = Rounds::paired(Goal::AtMost(0.1), || {
        let theirs = once("openbadges-verifier", &["--help"])?;
        let ours = once(env!("CARGO_BIN_EXE_touchstone"), &["verify", path])?;
        Some(Round { theirs, ours, ratio: ours / theirs })
    });
    match rounds {
        Some(rounds) => {
            let told = |time: f64| format!("{time:.1} ms");
            table.add(work, "openbadgeslib's command line, its help alone", &rounds, told, Goal::AtMost(0.1));
        }
        None => table.fail(work, "a run failed"),
    }
}
