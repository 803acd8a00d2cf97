use super::*;
use crate::credential::entropy::SeededEntropy;
use crate::credential::signing::Signer;

fn signer(seed: &str) -> Signer {
    Signer::generate(&mut SeededEntropy::new(seed.as_bytes())).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn card(name: &str) -> Card {
    let (credential, register) = (signer(&format!("{name} credential")), signer(&format!("{name} register")));
    let days = |key, from, until: Option<&str>| KeyDays { key, from: day(from), until: until.map(day) };
    let station = Station {
        name: name.to_owned(),
        site_code: "S000043000012".to_owned(),
        journal: format!("touchstone/S000043000012/{name}"),
        credential: vec![
            days(signer("old").public(), "2025-01-01", Some("2025-12-31")),
            days(credential.public(), "2026-01-01", None),
        ],
        register: vec![days(register.public(), "2025-01-01", None)],
    };
    let sign = |bytes: &[u8]| register.raw(bytes);
    Card::sign(station, &NoteSigner { key: register.public(), sign: &sign }).unwrap()
}

fn vouched() -> TrustList {
    let (mut county, city) = (card("county"), card("city"));
    let key = signer("city credential");
    let sign = |bytes: &[u8]| key.raw(bytes);
    assert!(county.vouch(
        "touchstone/S000043000012/city",
        &NoteSigner { key: key.public(), sign: &sign },
        1_795_000_000
    ));
    TrustList { cards: vec![county, city] }
}

#[test]
fn a_list_is_cards_one_after_another_and_reads_back() {
    let list = vouched();
    assert_eq!(TrustList::read(&list.to_text()), Ok(list.clone()));
    let twice = format!("{}\n\n{}", list.to_text(), list.cards[0].to_text());
    assert_eq!(TrustList::read(&twice), Ok(list));
}

#[test]
fn a_key_is_known_on_the_days_of_its_use_only() {
    let list = vouched();
    let (old, new) = (signer("old").public(), signer("county credential").public());
    assert!(matches!(list.knows(&new, day("2026-11-22")), Known::Then(card) if card.station.name == "county"));
    assert!(matches!(list.knows(&new, day("2025-12-31")), Known::NotYet(_, from) if from == day("2026-01-01")));
    assert!(matches!(list.knows(&old, day("2025-12-31")), Known::Then(_)));
    assert!(matches!(list.knows(&old, day("2026-01-01")), Known::Retired(_, until) if until == day("2025-12-31")));
    assert_eq!(list.knows(&signer("stranger").public(), day("2026-11-22")), Known::Nobody);
}

#[test]
fn a_voucher_counts_only_where_its_own_card_is_in_the_list_and_its_signature_holds() {
    let mut list = vouched();
    let told = list.vouchers(&list.cards[0]);
    assert_eq!(told[0].name.as_deref(), Some("city"));
    list.cards.remove(1);
    assert_eq!(list.vouchers(&list.cards[0])[0].name, None, "nobody can tell");
    let mut forged = vouched();
    let key = signer("somebody");
    let sign = |bytes: &[u8]| key.raw(bytes);
    forged.cards[0] = card("county");
    forged.cards[0].vouch("touchstone/S000043000012/city", &NoteSigner { key: key.public(), sign: &sign }, 1);
    assert_eq!(forged.vouchers(&forged.cards[0]), []);
}

#[test]
fn an_altered_card_is_refused_and_its_number_named() {
    let text = vouched().to_text();
    assert_eq!(TrustList::read(&text.replacen("name county", "name Country", 1)), Err(BadCard::Unsigned(1)));
    assert_eq!(TrustList::read(&text.replacen("name city", "name City", 1)), Err(BadCard::Unsigned(2)));
    assert_eq!(TrustList::read(&text.replacen("site ", "seat ", 1)), Err(BadCard::Lines(1)));
    assert_eq!(TrustList::read("hello"), Err(BadCard::Header));
    assert_eq!(TrustList::read(""), Err(BadCard::Header));
}
