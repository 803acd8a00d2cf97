//! A stranger verifies: the file, the QR and the page's proof, with nothing but the trust list; and every way to tamper is named.

mod support;

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use support::{Bench, CERTIFIER};
use touchstone::credential::attached;
use touchstone::credential::custody::Secret;
use touchstone::credential::entropy::SeededEntropy;
use touchstone::credential::note::{Cosignature, NoteSigner};
use touchstone::credential::registration::Registration;
use touchstone::credential::signing::Signer;
use touchstone::credential::status::{Change, Entry, StatusList};
use touchstone::credential::trust::{Card, TrustList};
use touchstone::credential::verify::{Known, Report, Stage, State, Verdict, read, verify};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::id::EntryId;
use touchstone::ops::photo::{Photo, attach};
use touchstone::ops::register::{Register, proof_of};
use touchstone::ops::trust::{own_card, status_list, vouch};
use touchstone::ops::{account, certificate};

/// A station that issued three certificates, the first with a photo.
struct Station {
    bench: Bench,
    numbers: Vec<String>,
}

fn station() -> Station {
    let mut bench = Bench::marking(3);
    let candidate = bench.office.read().entry(EntryId(1)).unwrap().unwrap().candidate;
    let photo = Photo { candidate, format: "jpeg", width: 295, height: 413, bytes: b"\xff\xd8\xff a face".to_vec() };
    attach(&mut bench.office, vec![photo]).unwrap();
    for n in 1..=3 {
        bench.full_marks(EntryId(n));
    }
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-10-20T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(CERTIFIER);
    let numbers = certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap().numbers;
    Station { bench, numbers }
}

impl Station {
    fn trust(&self) -> TrustList {
        TrustList { cards: vec![own_card(&self.bench.office).unwrap()] }
    }

    fn credential(&self, at: usize) -> String {
        self.bench.office.read().credential(&self.numbers[at]).unwrap().unwrap()
    }

    fn proof(&self, at: usize) -> Registration {
        proof_of(&self.bench.office.read(), &self.numbers[at]).unwrap()
    }
}

/// A credential with its proof beside it.
fn look(credential: &str, proof: Option<&Registration>, known: &Known) -> Report {
    let mut given = read(credential.as_bytes());
    if let (Ok(given), Some(proof)) = (&mut given, proof) {
        assert!(given.with_registration(&proof.to_text().unwrap().unwrap()));
    }
    verify(&given, known)
}

fn state(report: &Report, stage: Stage) -> Option<(State, &'static str)> {
    report.step(stage).map(|step| (step.state, step.code))
}

#[test]
fn a_certificate_is_genuine_by_its_file_and_by_its_qr_with_the_trust_list_alone() {
    let station = station();
    let trust = station.trust();
    let known = Known { trust: Some(&trust), ..Known::default() };
    let proof = station.proof(0);
    let report = look(&station.credential(0), Some(&proof), &known);
    assert_eq!(report.verdict, Verdict::Genuine, "{report:#?}");
    assert_eq!(state(&report, Stage::Inclusion), Some((State::Holds, "registered")));
    assert_eq!(state(&report, Stage::Status), Some((State::Unknown, "no_status")));

    let (qr, whole) = proof.qr_text().unwrap();
    assert!(whole);
    let report = verify(&read(qr.as_bytes()), &known);
    assert_eq!(report.verdict, Verdict::Genuine, "{report:#?}");
    let shown = report.certificate.unwrap();
    assert_eq!((shown.number.as_str(), shown.holder.as_str()), (station.numbers[0].as_str(), "张伟"));
    assert_eq!(shown.issuer.as_deref(), Some("测试县职业技能鉴定所"));

    let text = proof.to_text().unwrap().unwrap();
    assert_eq!(verify(&read(text.as_bytes()), &known).verdict, Verdict::Genuine);
}

#[test]
fn the_qr_is_printed_read_back_as_a_telephone_does_and_verified() {
    let station = station();
    let trust = station.trust();
    let (text, _) = station.proof(1).qr_text().unwrap();
    let code = fast_qr::QRBuilder::new(text.clone()).ecl(fast_qr::ECL::M).build().unwrap();
    let (quiet, scale) = (4, 3);
    let side = (code.size + 2 * quiet) * scale;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
        let at = |n: usize| (n / scale).checked_sub(quiet).filter(|n| *n < code.size);
        let dark = at(x).zip(at(y)).is_some_and(|(x, y)| code[y][x].value());
        if dark { 0 } else { 255 }
    });
    let (_, decoded) = image.detect_grids()[0].decode().unwrap();
    assert_eq!(decoded, text);
    let report = verify(&read(decoded.as_bytes()), &Known { trust: Some(&trust), ..Known::default() });
    assert_eq!(report.verdict, Verdict::Genuine);
}

#[test]
fn without_the_issuer_in_the_list_it_is_untouched_and_of_somebody_unknown() {
    let station = station();
    let (credential, proof) = (station.credential(0), station.proof(0));
    let (qr, _) = proof.qr_text().unwrap();
    let empty = TrustList::default();
    for trust in [None, Some(&empty)] {
        let known = Known { trust, ..Known::default() };
        for report in [look(&credential, Some(&proof), &known), verify(&read(qr.as_bytes()), &known)] {
            assert_eq!(report.verdict, Verdict::UnknownIssuer, "{report:#?}");
            assert_eq!(report.verdict.exit(), 4);
        }
    }
}

#[test]
fn every_altered_member_and_every_altered_byte_of_the_proof_value_is_not_genuine() {
    let station = station();
    let trust = station.trust();
    let known = Known { trust: Some(&trust), ..Known::default() };
    let text = station.credential(0);
    let whole: Value = serde_json::from_str(&text).unwrap();
    let mut pointers = Vec::new();
    leaves(&whole, String::new(), &mut pointers);
    assert!(pointers.len() > 60);
    for pointer in pointers {
        let mut other = whole.clone();
        let value = other.pointer_mut(&pointer).unwrap();
        *value = match value {
            Value::String(text) => format!("{text}x").into(),
            Value::Bool(is) => Value::Bool(!*is),
            _ => Value::Null,
        };
        let report = look(&other.to_string(), None, &known);
        assert_eq!(report.verdict, Verdict::NotGenuine, "{pointer}");
    }
    let at = text.find("\"proofValue\":\"").unwrap() + "\"proofValue\":\"".len();
    let end = at + text[at..].find('"').unwrap();
    for at in at..end {
        let mut bytes = text.clone().into_bytes();
        bytes[at] = if bytes[at] == b'2' { b'3' } else { b'2' };
        let report = look(&String::from_utf8(bytes).unwrap(), None, &known);
        assert_eq!(report.verdict, Verdict::NotGenuine, "byte {at}");
    }
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)).step_by(17) {
        assert_eq!(look(&text[..end], None, &known).verdict, Verdict::NotGenuine, "cut at {end}");
    }
}

fn leaves(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| leaves(value, format!("{at}/{}", key.replace('/', "~1")), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, value)| leaves(value, format!("{at}/{n}"), found));
        }
        _ => found.push(at),
    }
}

#[test]
fn the_holder_and_the_photo_are_told_from_other_peoples() {
    let station = station();
    let trust = station.trust();
    let (credential, proof) = (station.credential(0), station.proof(0));
    let (own, other) = (support::id_number(0), support::id_number(1));
    let ask = |id: &str, photo: &[u8]| {
        look(&credential, Some(&proof), &Known { trust: Some(&trust), status: None, id: Some(id), photo: Some(photo) })
    };
    let report = ask(&own.to_lowercase(), b"\xff\xd8\xff a face");
    assert_eq!(report.verdict, Verdict::Genuine, "{report:#?}");
    assert_eq!(state(&report, Stage::Holder), Some((State::Holds, "holder")));
    assert_eq!(state(&report, Stage::Photo), Some((State::Holds, "photo")));
    let report = ask(&other, b"\xff\xd8\xff another face");
    assert_eq!(report.verdict, Verdict::NotGenuine);
    assert_eq!(state(&report, Stage::Holder), Some((State::Fails, "other_holder")));
    assert_eq!(state(&report, Stage::Photo), Some((State::Fails, "swapped_photo")));
    assert_eq!(state(&ask("110", b""), Stage::Holder), Some((State::Unknown, "bad_number")));

    let (qr, _) = proof.qr_text().unwrap();
    let by_qr =
        |id: &str| verify(&read(qr.as_bytes()), &Known { trust: Some(&trust), id: Some(id), ..Known::default() });
    assert_eq!(state(&by_qr(&own), Stage::Holder), Some((State::Holds, "holder")));
    assert_eq!(by_qr(&other).verdict, Verdict::NotGenuine);
}

#[test]
fn a_proof_of_another_certificate_or_of_another_tree_is_named() {
    let (station, other) = (station(), station());
    let trust = station.trust();
    let known = Known { trust: Some(&trust), ..Known::default() };
    let report = look(&station.credential(0), Some(&station.proof(1)), &known);
    assert_eq!(state(&report, Stage::Inclusion), Some((State::Fails, "other_certificate")));
    assert_eq!(report.verdict, Verdict::NotGenuine);

    let mut crossed = station.proof(0);
    crossed.row = station.proof(1).row;
    let (qr, _) = crossed.qr_text().unwrap();
    let report = verify(&read(qr.as_bytes()), &known);
    assert_eq!(state(&report, Stage::Signature), Some((State::Fails, "altered")));
    drop(other);
}

/// The credential key that the station has now; and one that nobody has.
#[test]
fn another_key_in_the_stations_name_is_not_the_stations() {
    let station = station();
    let mut trust = station.trust();
    let stranger = Signer::generate(&mut SeededEntropy::new(b"stranger")).unwrap();
    // A card with the same name and site code, and the stranger's keys only.
    let mut forged = trust.cards[0].station.clone();
    forged.credential[0].key = stranger.public();
    forged.register[0].key = stranger.public();
    let sign = |bytes: &[u8]| stranger.raw(bytes);
    trust.cards[0] = Card::sign(forged, &NoteSigner { key: stranger.public(), sign: &sign }).unwrap();
    let known = Known { trust: Some(&trust), ..Known::default() };
    let report = look(&station.credential(0), None, &known);
    assert_eq!(
        (report.verdict, state(&report, Stage::Issuer)),
        (Verdict::UnknownIssuer, Some((State::Unknown, "unknown_issuer")))
    );
    let (qr, _) = station.proof(0).qr_text().unwrap();
    assert_eq!(verify(&read(qr.as_bytes()), &known).verdict, Verdict::NotGenuine);
}

#[test]
fn a_key_retired_before_the_day_of_issue_is_named_with_its_day() {
    let station = station();
    let seat = station.trust().cards.remove(0).station;
    let mut retired = seat.clone();
    retired.credential[0].until = Some("2026-10-19".parse().unwrap());
    let mut early = seat.clone();
    early.credential[0].from = "2026-10-21".parse().unwrap();
    let mut last_day = seat;
    last_day.credential[0].until = Some("2026-10-20".parse().unwrap());
    for (card, verdict, code) in [
        (retired, Verdict::NotGenuine, "retired_key"),
        (early, Verdict::NotGenuine, "early_key"),
        (last_day, Verdict::Genuine, "known_issuer"),
    ] {
        // Whoever verifies trusts the card that they have: its own signature does not matter here.
        let stranger = Signer::generate(&mut SeededEntropy::new(b"any")).unwrap();
        let sign = |bytes: &[u8]| stranger.raw(bytes);
        let card = Card::sign(card, &NoteSigner { key: stranger.public(), sign: &sign }).unwrap();
        let trust = TrustList { cards: vec![card] };
        let report = look(&station.credential(0), None, &Known { trust: Some(&trust), ..Known::default() });
        assert_eq!((report.verdict, state(&report, Stage::Issuer).unwrap().1), (verdict, code));
    }
}

#[test]
fn the_status_list_tells_what_was_revoked_or_replaced_as_far_as_its_day() {
    let station = station();
    let trust = station.trust();
    let now = status_list(&station.bench.office).unwrap();
    let (credential, proof) = (station.credential(0), station.proof(0));
    let ask = |list: &StatusList| {
        look(&credential, Some(&proof), &Known { trust: Some(&trust), status: Some(list), ..Known::default() })
    };
    assert_eq!(state(&ask(&now), Stage::Status), Some((State::Holds, "not_revoked")));

    // Lists that the station might sign one day, under a register key that the trust list knows.
    let register = Signer::generate(&mut SeededEntropy::new(b"register")).unwrap();
    let sign = |bytes: &[u8]| register.raw(bytes);
    let by = NoteSigner { key: register.public(), sign: &sign };
    let mut known = trust.cards[0].station.clone();
    known.register.push(touchstone::credential::trust::KeyDays { key: register.public(), ..known.register[0] });
    let known = TrustList { cards: vec![Card::sign(known, &by).unwrap()] };
    let list = |change: Change, time: u64| {
        let entry = Entry { number: station.numbers[0].clone(), change, on: "2026-11-20".parse().unwrap() };
        StatusList::sign(&proof.origin, proof.size, vec![entry], &by, time).unwrap()
    };
    let later = proof.seal.time + 1;
    let cases = [
        (list(Change::Revoked, later), State::Fails, "revoked"),
        (list(Change::Replaced(proof.claim.credential), later), State::Holds, "corrected"),
        (list(Change::Replaced(proof.row), later), State::Fails, "replaced"),
        (list(Change::Revoked, proof.seal.time - 1), State::Unknown, "old_status"),
    ];
    for (list, wanted, code) in &cases {
        let report =
            look(&credential, Some(&proof), &Known { trust: Some(&known), status: Some(list), ..Known::default() });
        assert_eq!(state(&report, Stage::Status), Some((*wanted, *code)));
    }
    assert_eq!(state(&ask(&cases[0].0), Stage::Status), Some((State::Unknown, "unsigned_status")));
}

#[test]
fn a_page_carries_its_credential_and_proof_and_one_with_a_swapped_photo_is_told() {
    let station = station();
    let trust = station.trust();
    let object = |contents: &[u8]| {
        let head = format!("1 0 obj\n<< /Type /EmbeddedFile /Length {} >>\nstream\n", contents.len());
        [head.as_bytes(), contents, b"\nendstream\nendobj\n"].concat()
    };
    let page = |photo: &[u8]| {
        let proof = station.proof(0).to_text().unwrap().unwrap();
        let parts = [object(station.credential(0).as_bytes()), object(proof.as_bytes()), object(photo)];
        [b"%PDF-1.7\n".to_vec(), parts.concat()].concat()
    };
    let known = Known { trust: Some(&trust), id: Some("43012419900101000X"), ..Known::default() };
    let own = page(b"\xff\xd8\xff a face");
    assert!(attached::is_pdf(&own));
    let report = verify(&read(&own), &Known { id: None, ..known });
    assert_eq!(report.verdict, Verdict::Genuine, "{report:#?}");
    assert_eq!(state(&report, Stage::Photo), Some((State::Holds, "photo")));
    let report = verify(&read(&page(b"\xff\xd8\xff another")), &Known { id: None, ..known });
    assert_eq!(state(&report, Stage::Photo), Some((State::Fails, "swapped_photo")));
    let report = verify(&read(b"%PDF-1.7\nnothing"), &known);
    assert_eq!(state(&report, Stage::Shape), Some((State::Fails, "empty_pdf")));
}

#[test]
fn a_rolled_back_register_gives_other_proofs_than_those_that_were_printed() {
    let mut one = station();
    let before = one.proof(0);
    // The file goes on, and the first proof stays what it was: it is of the first checkpoint that covered the leaf.
    one.bench.clock.set("2026-10-21T09:00:00+08:00");
    account::take_desk(&mut one.bench.office, CERTIFIER, support::PASSPHRASE).unwrap();
    touchstone::ops::checkpoint::keep(&one.bench.office, touchstone::domain::anchor::Reason::DayEnd).unwrap();
    assert_eq!(one.proof(0), before);
    let register = Register::open(&one.bench.office.read()).unwrap();
    assert_eq!(register.proof(&one.bench.office.read(), &one.numbers[0]).unwrap(), before);
}

#[test]
fn an_office_vouches_with_its_credential_key_and_never_for_itself() {
    let (county, city) = (station(), station());
    let mut card = own_card(&county.bench.office).unwrap();
    // Both benches have the same first act, hence the same journal: the city refuses to vouch for its own.
    assert!(vouch(&city.bench.office, &mut card).is_err());
    assert!(city.bench.office.read().station_key(Secret::Credential.word()).unwrap().is_some());
}

fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_touchstone"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .envs([("HOME", folder), ("XDG_DATA_HOME", folder), ("APPDATA", folder), ("USERPROFILE", folder)])
        .env("TOUCHSTONE_LANG", "zh")
        .output()
        .unwrap();
    let text = [ran.stdout, ran.stderr].concat();
    (ran.status.code().unwrap(), String::from_utf8(text).unwrap())
}

#[test]
fn the_command_line_verifies_in_an_empty_folder_with_its_four_exit_statuses() {
    let station = station();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let proof = station.proof(0);
    write("c.json", &station.credential(0));
    write("c.tlog-proof", &proof.to_text().unwrap().unwrap());
    write("trust.txt", &station.trust().to_text());
    write("status.txt", &status_list(&station.bench.office).unwrap().to_text());
    write("bad.json", &station.credential(0).replace("张伟", "李伟"));
    let (qr, _) = proof.qr_text().unwrap();

    let (status, text) = run(folder.path(), &["verify", "c.json"]);
    assert_eq!(status, 4, "{text}");
    let (status, text) = run(folder.path(), &["verify", "c.json", "--trust", "trust.txt", "--status", "status.txt"]);
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("✓ 登记：") && text.contains("测试县职业技能鉴定所"), "{text}");
    for told in ["科目 理论知识 ", "科目 操作技能 ", "维度 职业道德 ", "维度 技术能力 "] {
        assert!(text.lines().any(|line| line.trim_start().starts_with(told)), "{told}: {text}");
    }
    let (_, text) = run(folder.path(), &["verify", "c.json", "--trust", "trust.txt", "--json"]);
    let json: Value = serde_json::from_str(&text).unwrap();
    let of: Vec<_> = json["certificate"]["results"].as_array().unwrap().iter().map(|result| &result["of"]).collect();
    assert!(of.contains(&&"subject".into()) && of.contains(&&"dimension".into()), "{of:?}");
    let (status, text) =
        run(folder.path(), &["verify", &qr, "--trust", "trust.txt", "--json", "--id", &support::id_number(0)]);
    assert_eq!(status, 0, "{text}");
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&json["verdict"], &json["stages"][5]["code"]), (&"genuine".into(), &"holder".into()));
    assert_eq!(run(folder.path(), &["verify", "bad.json", "--trust", "trust.txt"]).0, 1);
    assert_eq!(run(folder.path(), &["verify", "nowhere.json"]).0, 3);
    assert_eq!(run(folder.path(), &["verify"]).0, 2);
    assert_eq!(run(folder.path(), &["verify", "trust.txt"]).0, 1, "not a certificate");

    assert_eq!(run(folder.path(), &["trust", "import", "trust.txt"]).0, 0);
    assert_eq!(run(folder.path(), &["verify", "c.json"]).0, 0, "the kept list is used");
    let (_, text) = run(folder.path(), &["trust", "show"]);
    assert!(text.contains("did:key:z6Mk"), "{text}");
}

#[test]
fn a_certificate_is_exported_as_its_exact_bytes_its_proof_and_a_jwt() {
    let station = station();
    let folder = station.bench.folder.path();
    let number = station.numbers[2].as_str();
    let out = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let export = |name: &str| {
        let ran = Command::new(env!("CARGO_BIN_EXE_touchstone"))
            .args(["--file", station.bench.path().to_str().unwrap(), "--as", "证一"])
            .args(["export", "certificate", number, "--output", &out(name)])
            .env("TOUCHSTONE_PASSPHRASE", support::PASSPHRASE)
            .env("HOME", folder)
            .output()
            .unwrap();
        (ran.status.code().unwrap(), String::from_utf8(ran.stderr).unwrap())
    };
    assert_eq!(export("a.json"), (0, String::new()));
    assert_eq!(std::fs::read_to_string(folder.join("a.json")).unwrap(), station.credential(2));
    assert_eq!(
        std::fs::read_to_string(folder.join("a.tlog-proof")).unwrap(),
        station.proof(2).to_text().unwrap().unwrap()
    );
    assert_eq!(export("a.jwt"), (0, String::new()));
    assert_eq!(std::fs::read_to_string(folder.join("a.jwt")).unwrap().split('.').count(), 3);
    assert_eq!(export("a.docx").0, 2);
    assert_eq!(export("a.json").0, 3, "a file that is there is never written over");
}

#[test]
fn an_office_cosigns_a_journal_that_only_grew_and_refuses_one_that_was_cut() {
    use touchstone::credential::checkpoint::Checkpoint;
    use touchstone::credential::note::Note;
    use touchstone::credential::request::Request;
    use touchstone::credential::tree::{Hash, consistency, leaf_hash, root_of};
    use touchstone::ops::cosign::cosign;
    use touchstone::store::Failure;

    let mut office = Bench::founded();
    let signer = Signer::generate(&mut SeededEntropy::new(b"county")).unwrap();
    let sign = |bytes: &[u8]| signer.raw(bytes);
    let by = NoteSigner { key: signer.public(), sign: &sign };
    let mut county = own_card(&office.office).unwrap().station;
    county.journal = "touchstone/S000043000013/0123456789abcdef".to_owned();
    county.register[0].key = signer.public();
    let journal = county.journal.clone();
    let trust = TrustList { cards: vec![Card::sign(county, &by).unwrap()] };
    let leaves: Vec<Hash> = (0..20u8).map(|n| leaf_hash(&[n])).collect();
    let brought = |size: usize, old: usize| {
        let checkpoint = Checkpoint { origin: journal.clone(), size: size as u64, root: root_of(&leaves[..size]) };
        let note = Note::sign(&checkpoint.body(), &journal, &by).unwrap();
        let proof = if old == 0 { Vec::new() } else { consistency(&mut &leaves[..], old as u64, size as u64).unwrap() };
        Request { old: old as u64, proof, checkpoint, note }.to_text()
    };
    let first = cosign(&mut office.office, &brought(8, 0), &trust).unwrap();
    assert_eq!((first.before, first.size), (None, 8));
    let next = cosign(&mut office.office, &brought(20, 8), &trust).unwrap();
    assert_eq!(next.before, Some(8));
    let own = office.office.read().journal_name().unwrap().unwrap();
    let key: [u8; 32] = office.office.read().station_key("checkpoint").unwrap().unwrap().try_into().unwrap();
    assert!(next.note.cosignature(&own, &key).is_some() && next.note.verify(&journal, &signer.public()).is_ok());
    let code = |text: &str, trust: &TrustList, office: &mut Bench| match cosign(&mut office.office, text, trust)
        .unwrap_err()
    {
        Failure::Refused(refusal) => refusal.code,
        other => panic!("{other:?}"),
    };
    assert_eq!(code(&brought(8, 0), &trust, &mut office), "cosign_inconsistent", "cut since");
    assert_eq!(code(&brought(20, 0), &TrustList::default(), &mut office), "cosign_unknown");
    assert_eq!(code("hello", &trust, &mut office), "cosign_form");
}

/// A higher office whose journal has another name than the station's, so that neither cosigns its own.
fn higher(name: &[u8]) -> (Signer, Card) {
    let signer = Signer::generate(&mut SeededEntropy::new(name)).unwrap();
    let sign = |bytes: &[u8]| signer.raw(bytes);
    let by = NoteSigner { key: signer.public(), sign: &sign };
    let mut office = own_card(&Bench::founded().office).unwrap().station;
    office.name = "临江市职业技能鉴定中心".to_owned();
    office.site_code = "S000043000099".to_owned();
    office.journal = "touchstone/S000043000099/0123456789abcdef".to_owned();
    office.credential.clear();
    office.register[0].key = signer.public();
    let card = Card::sign(office, &by).unwrap();
    (signer, card)
}

#[test]
fn a_cosignature_that_came_back_is_filed_shown_and_carried_in_later_proofs() {
    use touchstone::ops::cosign::{file, request};
    use touchstone::store::Failure;

    let mut station = station();
    let printed = station.proof(0);
    let (signer, card) = higher(b"city");
    let (_, stranger) = higher(b"stranger");
    let sign = |bytes: &[u8]| signer.raw(bytes);
    let by = NoteSigner { key: signer.public(), sign: &sign };
    let brought = request(&station.bench.office, 0).unwrap();
    let mut cosigned = brought.note.clone();
    cosigned.cosign(&card.station.journal, &by, 1_760_000_000).unwrap();
    let trust = TrustList { cards: vec![card.clone()] };
    let code = |text: &str, trust: &TrustList, station: &mut Station| match file(&mut station.bench.office, text, trust)
        .unwrap_err()
    {
        Failure::Refused(refusal) => refusal.code,
        other => panic!("{other:?}"),
    };
    assert_eq!(code(&brought.to_text(), &trust, &mut station), "cosign_none", "nobody signed yet");
    assert_eq!(code(&cosigned.to_text(), &TrustList::default(), &mut station), "cosign_none", "nobody knows them");
    let forged = TrustList { cards: vec![stranger] };
    assert_eq!(code(&cosigned.to_text(), &forged, &mut station), "cosign_forged", "another key in that name");
    assert_eq!(code("hello", &trust, &mut station), "cosign_form");
    let elsewhere = cosigned.to_text().replacen("S000043000012", "S000043000013", 1);
    assert_eq!(code(&elsewhere, &trust, &mut station), "cosign_elsewhere");
    let other_size = cosigned.to_text().replacen(&format!("\n{}\n", brought.checkpoint.size), "\n3\n", 1);
    assert_eq!(code(&other_size, &trust, &mut station), "cosign_unkept");

    let filed = file(&mut station.bench.office, &cosigned.to_text(), &trust).unwrap();
    assert_eq!((filed.new, filed.size), (1, brought.checkpoint.size));
    assert_eq!(file(&mut station.bench.office, &cosigned.to_text(), &trust).unwrap().new, 0, "filed once");
    let read = station.bench.office.read();
    assert_eq!(read.cosignatures(filed.number).unwrap().len(), 1);

    // The page that was printed stays what it was; a proof that leaves as a file carries it.
    assert_eq!(station.proof(0), printed);
    let carried = Register::open(&read).unwrap().proof_cosigned(&read, &station.numbers[0]).unwrap();
    let trust = TrustList { cards: vec![station.trust().cards.remove(0), card] };
    let known = Known { trust: Some(&trust), ..Known::default() };
    let report = look(&station.credential(0), Some(&carried), &known);
    assert_eq!(report.verdict, Verdict::Genuine, "{report:#?}");
    let told = &report.step(Stage::Inclusion).unwrap().text;
    assert!(told.zh.contains("“临江市职业技能鉴定中心”于 2025-10-09 联署"), "{told:?}");
    // In the office's name by another key.
    let text = carried.to_text().unwrap().unwrap();
    let wrong = touchstone::credential::registration::read_text(&text).map(|mut proof| {
        let made = Cosignature {
            time: 1_760_000_001,
            ..proof.note.as_ref().unwrap().cosignature(&trust.cards[1].station.journal, &signer.public()).unwrap()
        };
        proof.note.as_mut().unwrap().add_cosignature(&trust.cards[1].station.journal, &signer.public(), &made);
        proof
    });
    let report = look(&station.credential(0), Some(&wrong.unwrap()), &known);
    assert_eq!(state(&report, Stage::Inclusion), Some((State::Fails, "forged_cosignature")));
    let findings =
        touchstone::ops::check::check(&station.bench.office, touchstone::ops::check::Depth::Full, &mut |_, _| true);
    assert_eq!(findings.unwrap().findings, []);
}

/// The places of all values in a document, each as its path; objects and lists are entered.
fn places(value: &Value, path: &str, into: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| {
            let path = format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
            into.push(path.clone());
            places(value, &path, into);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| {
            let path = format!("{path}/{at}");
            into.push(path.clone());
            places(value, &path, into);
        }),
        _ => {}
    }
}

#[test]
fn each_field_of_a_credential_that_is_altered_or_taken_away_is_found() {
    let station = station();
    let trust = station.trust();
    let known = Known { trust: Some(&trust), ..Known::default() };
    let proof = station.proof(0);
    let whole: Value = serde_json::from_str(&station.credential(0)).unwrap();
    let mut all = Vec::new();
    places(&whole, "", &mut all);
    assert!(all.len() > 100, "{} places", all.len());
    let mut codes = std::collections::BTreeMap::new();
    for path in &all {
        let mut altered = whole.clone();
        let place = altered.pointer_mut(path).unwrap();
        *place = match place.take() {
            Value::String(text) => Value::String(format!("{text}x")),
            Value::Bool(value) => Value::Bool(!value),
            Value::Number(number) => Value::from(number.as_i64().unwrap() + 1),
            Value::Array(mut items) => {
                items.push(Value::Null);
                items.into()
            }
            Value::Object(mut members) => {
                members.insert("more".to_owned(), Value::Null);
                members.into()
            }
            Value::Null => Value::Bool(true),
        };
        let mut without = whole.clone();
        let (parent, key) = path.rsplit_once('/').unwrap();
        match without.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.shift_remove(&key.replace("~1", "/").replace("~0", "~"))),
            Value::Array(items) => drop(items.remove(key.parse().unwrap())),
            other => panic!("{other}"),
        }
        for (what, document) in [("altered", altered), ("taken away", without)] {
            // As somebody would write it again, and in the canonical form that it had.
            let canonical = touchstone::credential::canonical::any_canonical(&document).unwrap();
            for text in [document.to_string(), String::from_utf8(canonical).unwrap()] {
                let mut given = read(text.as_bytes());
                if let Ok(given) = &mut given {
                    given.with_registration(&proof.to_text().unwrap().unwrap());
                }
                let report = verify(&given, &known);
                assert_eq!(report.verdict, Verdict::NotGenuine, "{path} {what}: {report:#?}");
                let failed = report.stages.iter().find(|step| step.state == State::Fails).unwrap();
                *codes.entry(failed.code).or_insert(0) += 1;
            }
        }
    }
    // Each is named as what it is: no certificate of ours any more, no proof of that form, or altered after signing.
    assert!(codes.keys().all(|code| ["altered", "bad_proof", "other_credential"].contains(code)), "{codes:?}");
    assert!(codes["altered"] > 100, "{codes:?}");
}

#[test]
fn no_byte_of_a_proof_or_of_a_qr_can_be_altered_and_no_part_of_them_cut_off() {
    let station = station();
    let trust = station.trust();
    // The holder's salt is proven by the number that it was drawn for: whoever holds the ID card sees that it is the one.
    let id = support::id_number(1);
    let known = Known { trust: Some(&trust), id: Some(&id), ..Known::default() };
    let proof = station.proof(1);
    let (qr, text) = (proof.qr_text().unwrap().0, proof.to_text().unwrap().unwrap());
    for (what, whole) in [("the QR", qr), ("the proof", text)] {
        assert_eq!(verify(&read(whole.as_bytes()), &known).verdict, Verdict::Genuine);
        for at in 0..whole.len() {
            for flip in [0x01, 0x10] {
                let mut bytes = whole.clone().into_bytes();
                bytes[at] ^= flip;
                let report = verify(&read(&bytes), &known);
                assert_ne!(report.verdict, Verdict::Genuine, "{what}, byte {at} ^ {flip:#x}: {report:#?}");
            }
            let report = verify(&read(&whole.as_bytes()[..at]), &known);
            assert_ne!(report.verdict, Verdict::Genuine, "{what}, cut at {at}");
        }
    }
    let credential = station.credential(1);
    for at in 0..credential.len() {
        let report = verify(&read(&credential.as_bytes()[..at]), &known);
        assert_eq!(report.verdict, Verdict::NotGenuine, "the credential, cut at {at}");
    }
}

#[test]
fn a_path_of_another_tree_leads_to_no_checkpoint_of_the_station_and_a_claim_of_another_level_is_told() {
    use touchstone::credential::tree::{Levels, leaf_hash};

    let station = station();
    let trust = station.trust();
    let known = Known { trust: Some(&trust), ..Known::default() };
    let own = station.proof(0);
    let other = Levels::over((0..own.size).map(|n| leaf_hash(&n.to_be_bytes())).collect());
    let mut grafted = own.clone();
    grafted.path = other.path(own.index, own.size).unwrap();
    grafted.note = None;
    let (qr, _) = grafted.qr_text().unwrap();
    let report = verify(&read(qr.as_bytes()), &known);
    assert_eq!(state(&report, Stage::Signature), Some((State::Fails, "altered")));
    let mut moved = own.clone();
    moved.index ^= 1;
    moved.note = None;
    assert_eq!(verify(&read(moved.qr_text().unwrap().0.as_bytes()), &known).verdict, Verdict::NotGenuine);

    // A proof of one's own making, of a register that nobody knows, around the true credential: the level is another.
    let mut invented = own.clone();
    invented.claim.level = touchstone::domain::level::Level::One;
    let leaf = touchstone::credential::leaf::leaf_of(Some(&invented.claim.digest().unwrap()), &invented.row);
    (invented.index, invented.size, invented.path) = (0, 1, Vec::new());
    invented.origin = "touchstone/S000043000012/ffffffffffffffff".to_owned();
    let stranger = Signer::generate(&mut SeededEntropy::new(b"stranger")).unwrap();
    let sign = |bytes: &[u8]| stranger.raw(bytes);
    let by = NoteSigner { key: stranger.public(), sign: &sign };
    let checkpoint =
        touchstone::credential::checkpoint::Checkpoint { origin: invented.origin.clone(), size: 1, root: leaf };
    let mut note = touchstone::credential::note::Note::sign(&checkpoint.body(), &invented.origin, &by).unwrap();
    note.cosign(&invented.origin, &by, own.seal.time).unwrap();
    invented.seal = note.cosignature(&invented.origin, &stranger.public()).unwrap();
    invented.note = Some(note);
    let report = look(&station.credential(0), Some(&invented), &known);
    assert_eq!(
        (report.verdict, state(&report, Stage::Inclusion)),
        (Verdict::NotGenuine, Some((State::Fails, "claim_differs")))
    );
}

#[test]
fn an_older_file_that_was_put_back_is_found_by_what_left_the_office_since() {
    use touchstone::credential::checkpoint_code::CheckpointCode;
    use touchstone::ops::Office;
    use touchstone::ops::against::{Anchor, compare};
    use touchstone::ops::cosign::{cosign, request};
    use touchstone::ops::life::{Ending, end};
    use touchstone::store::Failure;

    let mut station = station();
    station.bench.office.settle().unwrap();
    let older = station.bench.folder.path().join("older.touchstone");
    std::fs::copy(station.bench.path(), &older).unwrap();
    // Since then one was revoked; the state left with a stick, a page and a status list.
    let second = station.bench.second(support::SUPERVISOR);
    let ending = Ending {
        change: touchstone::domain::evaluation::certificate::Change::Revoke,
        ground: touchstone::domain::evaluation::certificate::Ground::Forged,
        document: "撤〔2026〕1号".into(),
        because: "伪造".into(),
    };
    end(&mut station.bench.office, &station.numbers[0], &ending, &second).unwrap();
    let brought = request(&station.bench.office, 0).unwrap();
    let later = CheckpointCode::of(&brought.checkpoint);
    let list = status_list(&station.bench.office).unwrap();

    let mut restored = Office::open(&older).unwrap();
    account::sign_in(&mut restored, CERTIFIER, support::PASSPHRASE).unwrap();
    assert!(restored.read().certificate(&station.numbers[0]).unwrap().unwrap().status.holds(), "revoked no more");
    // It goes on from there, as if nothing had been.
    touchstone::ops::day::end(&mut restored).unwrap();
    let compared = compare(&restored.read(), &[Anchor::Code(later)]).unwrap();
    assert!(!compared[0].holds(), "the code on paper is of another history");
    // The office that saw the later state does not cosign the older one.
    let mut office = Bench::founded();
    let mut card = own_card(&station.bench.office).unwrap();
    let journal = "touchstone/S000043000077/0123456789abcdef".to_owned();
    let own = restored.read().journal_name().unwrap().unwrap();
    card.station.journal = own.clone();
    let trust = TrustList { cards: vec![card] };
    match cosign(&mut office.office, &brought.to_text(), &trust) {
        // Benches share their first act: the office would cosign itself. Then the comparison above is what there is.
        Err(Failure::Refused(refusal)) => assert_eq!(refusal.code, "cosign_own", "{journal}"),
        Ok(_) => {
            let again =
                request(&restored, brought.checkpoint.size.min(restored.read().journal_root().unwrap().unwrap().0));
            let code = match cosign(&mut office.office, &again.unwrap().to_text(), &trust).unwrap_err() {
                Failure::Refused(refusal) => refusal.code,
                other => panic!("{other:?}"),
            };
            assert_eq!(code, "cosign_inconsistent");
        }
        Err(other) => panic!("{other:?}"),
    }
    // Whoever carries the later status list is told, whatever the restored file says.
    let trust = station.trust();
    let report = look(
        &restored.read().credential(&station.numbers[0]).unwrap().unwrap(),
        Some(&station.proof(0)),
        &Known { trust: Some(&trust), status: Some(&list), ..Known::default() },
    );
    assert_eq!(state(&report, Stage::Status), Some((State::Fails, "revoked")));
}

#[test]
fn a_register_key_that_was_retired_before_the_checkpoint_is_named_on_a_qr() {
    let station = station();
    let seat = station.trust().cards.remove(0).station;
    let mut retired = seat.clone();
    retired.register[0].until = Some("2026-10-19".parse().unwrap());
    let mut early = seat;
    early.register[0].from = "2026-10-21".parse().unwrap();
    let (qr, _) = station.proof(0).qr_text().unwrap();
    for (card, code) in [(retired, "retired_key"), (early, "early_key")] {
        let stranger = Signer::generate(&mut SeededEntropy::new(b"any")).unwrap();
        let sign = |bytes: &[u8]| stranger.raw(bytes);
        let card = Card::sign(card, &NoteSigner { key: stranger.public(), sign: &sign }).unwrap();
        let trust = TrustList { cards: vec![card] };
        let report = verify(&read(qr.as_bytes()), &Known { trust: Some(&trust), ..Known::default() });
        assert_eq!((report.verdict, state(&report, Stage::Issuer)), (Verdict::NotGenuine, Some((State::Fails, code))));
    }
}
