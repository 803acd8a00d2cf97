use super::*;
use crate::credential::checkpoint::origin;
use crate::credential::entropy::SeededEntropy;
use crate::credential::note::NoteSigner;
use crate::credential::signing::Signer;
use crate::credential::tree::{Levels, leaf_hash};
use crate::domain::evaluation::batch::BatchKind;
use crate::domain::evaluation::standard::Trade;
use crate::domain::level::Level;

fn signer() -> Signer {
    Signer::generate(&mut SeededEntropy::new(b"station")).unwrap()
}

/// A certificate among `size` acts, and the proof of it.
fn sample(index: u64, size: u64) -> Registration {
    let claim = Claim {
        number: "S000043000012264000001".to_owned(),
        kind: BatchKind::SkillLevel,
        level: Level::Four,
        issued_on: "2026-11-22".parse().unwrap(),
        trade: Trade {
            classification: "2015".to_owned(),
            code: "6-20-01-01".to_owned(),
            name: "钳工".to_owned(),
            branch: String::new(),
        },
        name: "欧阳㛃".to_owned(),
        holder: leaf_hash(b"holder"),
        credential: leaf_hash(b"credential"),
    };
    let row = leaf_hash(b"row");
    let own = leaf_of(Some(&claim.digest().unwrap()), &row);
    let leaf = |n: u64| if n == index { own } else { leaf_hash(&n.to_be_bytes()) };
    let path = Levels::over((0..size).map(leaf).collect()).path(index, size).unwrap();
    seal(Registration {
        claim,
        salt: Salt([5; 16]),
        photo_salt: Some(Salt([6; 16])),
        row,
        index,
        origin: origin("S000043000012", &leaf_hash(b"first")),
        size,
        path,
        seal: Cosignature { time: 0, signature: [0; 64] },
        note: None,
    })
}

fn seal(unsealed: Registration) -> Registration {
    let (checkpoint, signer) = (unsealed.checkpoint().unwrap(), signer());
    let sign = |bytes: &[u8]| signer.raw(bytes);
    let by = NoteSigner { key: signer.public(), sign: &sign };
    let mut note = Note::sign(&checkpoint.body(), &checkpoint.origin, &by).unwrap();
    note.cosign(&checkpoint.origin, &by, 1_795_000_000).unwrap();
    let seal = note.cosignature(&checkpoint.origin, &signer.public()).unwrap();
    Registration { seal, note: Some(note), ..unsealed }
}

#[test]
fn the_qr_and_the_text_carry_the_same_proof() {
    let registration = sample(700, 1043);
    assert!(registration.holds(&signer().public()));
    let text = registration.to_text().unwrap().unwrap();
    assert_eq!(text::read(&text), Ok(registration.clone()));
    let (qr, whole) = registration.qr_text().unwrap();
    assert!(whole);
    let read = qr::read(&qr).unwrap();
    assert_eq!(read, Qr::Whole(Box::new(Registration { photo_salt: None, note: None, ..registration })));
}

#[test]
fn a_journal_of_a_million_acts_still_fits_and_a_longer_claim_says_that_the_proof_is_in_the_file() {
    let mut long = sample(700, 1043);
    (long.index, long.size) = (700_000, 1 << 20);
    long.path = (0..20u8).map(|n| leaf_hash(&[n])).collect();
    let (text, whole) = long.qr_text().unwrap();
    assert!(whole && text.len() <= LONGEST, "{}", text.len());
    let code = fast_qr::QRBuilder::new(text).ecl(fast_qr::ECL::M).build().unwrap();
    assert!(code.size <= 17 + 4 * 25, "{} modules", code.size);

    long.path.push(leaf_hash(b"one more"));
    long.claim.trade.branch = "数控机床装调维修工（加长的工种名称）".to_owned();
    let (text, whole) = long.qr_text().unwrap();
    assert!(!whole);
    assert_eq!(qr::read(&text), Ok(Qr::ClaimAlone(Box::new(long.claim), long.salt)));
}

#[test]
fn no_altered_byte_of_the_qr_leads_to_a_signed_checkpoint() {
    let (registration, key) = (sample(9, 21), signer().public());
    let (text, _) = registration.qr_text().unwrap();
    let bytes =
        crate::credential::base45::decode(text.strip_prefix(PREFIX).unwrap().strip_suffix(END).unwrap()).unwrap();
    let salt_at = 1 + registration.claim.to_bytes().unwrap().len();
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 1;
        let text = format!("{PREFIX}{}{END}", crate::credential::base45::encode(&other));
        let holds = matches!(qr::read(&text), Ok(Qr::Whole(read)) if read.holds(&key));
        // The salt is proven by the holder's digest, not by the tree.
        assert_eq!(holds, (salt_at..salt_at + 16).contains(&at), "byte {at}");
    }
    for end in 0..bytes.len() {
        let text = format!("{PREFIX}{}{END}", crate::credential::base45::encode(&bytes[..end]));
        assert!(!matches!(qr::read(&text), Ok(Qr::Whole(read)) if read.holds(&key)), "{end}");
    }
}

#[test]
fn no_altered_byte_of_the_text_is_a_proof_that_holds() {
    let (registration, key) = (sample(9, 21), signer().public());
    let text = registration.to_text().unwrap().unwrap();
    let mut same = 0;
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let Ok(read) = String::from_utf8(bytes).map_err(|_| ()).and_then(|text| text::read(&text).map_err(|_| ()))
        else {
            continue;
        };
        // What may differ in a proof that holds: a salt, which the holder's digest proves, and the note's other lines and hints, on which
        // it does not rest.
        let rest = Registration {
            salt: registration.salt,
            photo_salt: registration.photo_salt,
            note: registration.note.clone(),
            ..read.clone()
        };
        assert!(!read.holds(&key) || rest == registration, "byte {at}");
        same += usize::from(read.holds(&key));
    }
    assert!(same < 200, "{same}");
}

#[test]
fn a_path_of_another_tree_another_place_or_another_key_does_not_hold() {
    let (one, other) = (sample(9, 21), sample(9, 22));
    let key = signer().public();
    let crossed = [
        Registration { path: other.path.clone(), size: other.size, ..one.clone() },
        Registration { seal: other.seal, ..one.clone() },
        Registration { index: 8, ..one.clone() },
        Registration { size: 20, ..one.clone() },
        Registration { origin: origin("S000043000013", &leaf_hash(b"first")), ..one.clone() },
        Registration { row: leaf_hash(b"another"), ..one.clone() },
    ];
    for registration in crossed {
        assert!(!registration.holds(&key));
    }
    let stranger = Signer::generate(&mut SeededEntropy::new(b"stranger")).unwrap();
    assert!(one.holds(&key) && !one.holds(&stranger.public()));
}
