//! Certificates: the credential made and signed beside a bare signature, its QR beside the QR alone, a pile verified beside bare
//! verification, and the program as a stranger runs it beside openbadgeslib's.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

#[cfg(feature = "batch")]
use touchstone::credential::badge::look_at_all;
use touchstone::credential::badge::{Issuer, Statement, said, sheets_digest};
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
    issuer: Issuer,
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
    let station = Station { standard, outcome, digest, issuer: Issuer::new(Signer::from_seed(&[7; 32])) };
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
        let credential = self.issuer.sign(&statement).expect("canonical");
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
                black_box(station.issuer.signer().raw(&[n as u8; 64]));
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
    beside_another(table, station);
}

const PACKAGES: &str = "npm install @digitalbazaar/vc @digitalbazaar/data-integrity @digitalbazaar/eddsa-rdfc-2022-cryptosuite \
     @digitalbazaar/ed25519-multikey @digitalbazaar/credentials-context, then TOUCHSTONE_PEERS=that folder";

/// Credentials a second of processor time, beside another implementation's own; `TOUCHSTONE_PEERS` names the folder where it was installed.
fn beside_another(table: &mut Table, station: &Station) {
    let work = "credential built, canonical, signed, claim and leaf";
    let peers = std::env::var_os("TOUCHSTONE_PEERS").map(std::path::PathBuf::from);
    let Some(peers) = peers.filter(|peers| peers.join("node_modules/@digitalbazaar/vc").is_dir()) else {
        return table.skip(&format!("{work}, beside @digitalbazaar/vc"), PACKAGES);
    };
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("issue.mjs");
    std::fs::write(&script, include_str!("peers/issue.mjs")).expect("the script");
    let theirs = || -> Option<f64> {
        let ran = Command::new("node").arg(&script).arg("200").current_dir(&peers).output().ok()?;
        String::from_utf8(ran.stdout).ok()?.trim().parse().ok()
    };
    let rounds = Rounds::paired(Goal::AtLeast(30.0), || {
        let theirs = theirs()?;
        let begin = cpu_time::ProcessTime::now();
        for n in 0..PILE {
            let (text, claim) = station.issue(n);
            black_box((text, leaf_of(Some(&claim.digest().expect("it fits")), &leaf_hash(b"row"))));
        }
        let ours = PILE as f64 / begin.elapsed().as_secs_f64();
        Some(Round { theirs, ours, ratio: ours / theirs })
    });
    match rounds {
        Some(rounds) => {
            let told = |rate: f64| format!("{rate:.0}/cpu-s");
            table.add(work, "@digitalbazaar/vc issue, eddsa-rdfc-2022", &rounds, told, Goal::AtLeast(30.0));
        }
        None => table.fail(work, "@digitalbazaar/vc is there and gave no figure"),
    }
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
    let key = Verifier::new(&station.issuer.signer().public()).expect("a key of our own");
    let bare: Vec<([u8; 64], [u8; 64])> =
        (0..PILE).map(|n| [n as u8; 64]).map(|message| (message, station.issuer.signer().raw(&message))).collect();
    let work = "credential read, canonical, verified strictly, told";
    add(table, work, "bare strict Ed25519 verification", Goal::AtLeast(0.5), || {
        let begin = Instant::now();
        assert!(bare.iter().all(|(message, signature)| key.verifies_raw(message, signature)));
        let theirs = rate(PILE, begin);
        let begin = Instant::now();
        assert!(pile.iter().all(holds));
        (theirs, rate(PILE, begin))
    });
    #[cfg(feature = "batch")]
    beside_batch(table, &bare, &pile, &station.issuer.signer().public());
    #[cfg(not(feature = "batch"))]
    table.skip(&format!("{work}, beside verify_batch(256)"), "cargo bench --features batch");
}

/// What one equation over 256 signatures would save. It is not used: [`touchstone::credential::signing`] says why.
#[cfg(feature = "batch")]
fn beside_batch(table: &mut Table, bare: &[([u8; 64], [u8; 64])], pile: &[(String, Claim)], key: &[u8; 32]) {
    use ed25519_dalek::{Signature, VerifyingKey, verify_batch};

    let messages: Vec<&[u8]> = bare.iter().map(|(message, _)| &message[..]).collect();
    let signatures: Vec<_> = bare.iter().map(|(_, signature)| Signature::from_bytes(signature)).collect();
    let keys = vec![VerifyingKey::from_bytes(key).expect("a key of our own"); PILE];
    let texts: Vec<&str> = pile.iter().map(|(text, _)| text.as_str()).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let work = format!("a pile of credentials read, verified strictly, told, on {cores} cores");
    add(table, &work, "bare verify_batch(256), on one core", Goal::AtLeast(0.5), || {
        let begin = Instant::now();
        for at in (0..PILE - 255).step_by(256) {
            let part = at..at + 256;
            verify_batch(&messages[part.clone()], &signatures[part.clone()], &keys[part]).expect("they hold");
        }
        let theirs = rate(PILE / 256 * 256, begin);
        let begin = Instant::now();
        let looked = look_at_all(&texts);
        let ours = rate(PILE, begin);
        assert!(looked.into_iter().all(|looked| looked.is_ok_and(|looked| looked.holds && looked.said.is_ok())));
        (theirs, ours)
    });
}

/// Read, canonical, verified strictly and told.
fn holds((text, _): &(String, Claim)) -> bool {
    integrity::read(text.as_bytes()).is_ok_and(|signed| signed.proof.holds() && said(&signed.document).is_ok())
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
        let seal =
            Cosignature { time: 1, signature: station.issuer.signer().raw(&cosigned_message(1, "checkpoint\n")) };
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

/// The program started, one certificate verified, and ended; beside openbadgeslib's command line verifying a badge that it signed itself.
fn whole_process(table: &mut Table, station: &Station) {
    let work = "verify one certificate, whole process";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("certificate.json");
    std::fs::write(&path, station.issue(1).0).expect("written");
    let badge = match badge(folder.path()) {
        Ok(badge) => badge,
        Err(why) => return table.skip(work, why),
    };
    let once = |program: &str, arguments: &[&str]| -> Option<f64> {
        let begin = Instant::now();
        let ran = Command::new(program).args(arguments).current_dir(folder.path().join("badges")).output().ok()?;
        // Ours answers 4: untouched, and no trust list here.
        matches!(ran.status.code(), Some(0 | 4)).then(|| begin.elapsed().as_secs_f64() * 1000.0)
    };
    let path = path.to_str().expect("a path of our own");
    let goal = Goal::AtMost(0.1);
    let rounds = Rounds::paired(goal, || {
        let theirs = once("openbadges-verifier", &["-c", "config.ini", "-i", &badge, "-r", HOLDER, "-l", "1"])?;
        let ours = once(env!("CARGO_BIN_EXE_touchstone"), &["verify", path])?;
        Some(Round { theirs, ours, ratio: ours / theirs })
    });
    match rounds {
        Some(rounds) => {
            let told = |time: f64| format!("{time:.1} ms");
            table.add(work, "openbadgeslib verifying its own badge, Ed25519", &rounds, told, goal);
        }
        None => table.fail(work, "a run failed"),
    }
}

const HOLDER: &str = "holder@example.org";

/// A badge that openbadgeslib signs with a key of its own, under `badges` in a folder.
fn badge(folder: &Path) -> Result<String, &'static str> {
    const MISSING: &str = "openbadgeslib is missing (pip install openbadgeslib)";
    const UNSIGNED: &str = "openbadgeslib signed no badge: another version than 4.6 may want other settings";
    let badges = folder.join("badges");
    let made = Command::new("openbadges-init").arg(&badges).output().map_err(|_| MISSING)?;
    let config = badges.join("config.ini");
    let settings = std::fs::read_to_string(&config).ok().filter(|_| made.status.success()).ok_or(UNSIGNED)?;
    let settings = settings.replace("key_type    = RSA", "key_type    = ED25519");
    std::fs::write(&config, settings).expect("its settings");
    let picture =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><rect width=\"10\" height=\"10\"/></svg>";
    std::fs::write(badges.join("images/image_badge1.svg"), picture).expect("a picture");
    std::fs::create_dir(badges.join("out")).expect("a folder");
    let run = |program: &str, arguments: &[&str]| {
        let ran = Command::new(program).args(["-c", "config.ini"]).args(arguments).current_dir(&badges).output();
        ran.is_ok_and(|ran| ran.status.success()).then_some(()).ok_or(UNSIGNED)
    };
    run("openbadges-keygenerator", &["-g", "1"])?;
    run("openbadges-signer", &["-b", "1", "-r", HOLDER, "-E", "-o", "out"])?;
    let mut signed = std::fs::read_dir(badges.join("out")).map_err(|_| UNSIGNED)?;
    let signed = signed.find_map(Result::ok).ok_or(UNSIGNED)?;
    Ok(signed.path().to_string_lossy().into_owned())
}
