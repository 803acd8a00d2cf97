//! The trust list 信任名单: which keys are whose. One card a station: its name, site code, journal and public keys with the days of
//! their use, under its own signature, and under those of higher offices that vouch for it.
//!
//! A card is a signed note ([`super::note`]); a list is cards one after another, so that two lists put together are a list. Nobody is
//! trusted because a card says so: whoever takes a card into their list trusts it, and the vouchers are told beside it.

use chrono::{DateTime, NaiveDate, Utc};

use super::did;
use super::note::{Note, NoteSigner};
use super::signing::PUBLIC;

const HEADER: &str = "touchstone-station/1";

/// A public key and the days on which it is in use; a retired key's last day is its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyDays {
    pub key: [u8; PUBLIC],
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// What a card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Station {
    pub name: String,
    pub site_code: String,
    /// The name of its journal, under which its checkpoints are signed.
    pub journal: String,
    /// The keys of its credentials.
    pub credential: Vec<KeyDays>,
    /// The keys of its checkpoints.
    pub register: Vec<KeyDays>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub station: Station,
    note: Note,
}

/// Why a text is no trust list; lines are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadCard {
    #[error("no card of a station begins with “touchstone-station/1”")]
    Header,
    #[error("card {0}: its lines are not those of a card")]
    Lines(usize),
    #[error("card {0}: not signed by its own station")]
    Unsigned(usize),
}

/// Somebody who vouches for a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    /// The office's name, from its own card; none where the list has no card of it, and then nobody can tell whether it did.
    pub name: Option<String>,
    /// The name of its journal, as the signature has it.
    pub journal: String,
    pub on: NaiveDate,
}

impl Station {
    fn to_text(&self) -> String {
        let mut text = format!(
            "{HEADER}\nname {}\nsite {}\njournal {}\n",
            one_line(&self.name),
            one_line(&self.site_code),
            one_line(&self.journal)
        );
        for (word, keys) in [("credential", &self.credential), ("register", &self.register)] {
            for KeyDays { key, from, until } in keys {
                let until = until.map_or("-".to_owned(), |day| day.to_string());
                text.push_str(&format!("{word} {} {from} {until}\n", did::did(key)));
            }
        }
        text
    }

    fn read(text: &str) -> Option<Station> {
        let mut lines = text.lines();
        (lines.next()? == HEADER).then_some(())?;
        let mut word = |word: &str| Some(lines.next()?.strip_prefix(word)?.strip_prefix(' ')?.to_owned());
        let (name, site_code, journal) = (word("name")?, word("site")?, word("journal")?);
        let mut station = Station { name, site_code, journal, credential: Vec::new(), register: Vec::new() };
        for line in lines {
            let parts: Vec<&str> = line.split(' ').collect();
            let &[word, key, from, until] = &parts[..] else { return None };
            let until = if until == "-" { None } else { Some(until.parse().ok()?) };
            let key = KeyDays { key: did::key_of(key)?, from: from.parse().ok()?, until };
            match word {
                "credential" => station.credential.push(key),
                "register" => station.register.push(key),
                _ => return None,
            }
        }
        // One card has one spelling.
        (station.to_text() == text).then_some(station)
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl Card {
    /// A station's own card, signed with its register key.
    pub fn sign(station: Station, signer: &NoteSigner) -> Option<Card> {
        let note = Note::sign(&station.to_text(), &station.journal, signer).ok()?;
        Some(Card { station, note })
    }

    fn read(text: &str, number: usize) -> Result<Card, BadCard> {
        let note = Note::parse(text.as_bytes()).map_err(|_| BadCard::Lines(number))?;
        let station = Station::read(note.text()).ok_or(BadCard::Lines(number))?;
        let own = |keys: &KeyDays| note.verify(&station.journal, &keys.key).is_ok();
        if !station.register.iter().any(own) {
            return Err(BadCard::Unsigned(number));
        }
        Ok(Card { station, note })
    }

    /// Adds the signature of an office that vouches for this card, with the credential key that it signs certificates with.
    pub fn vouch(&mut self, office: &str, signer: &NoteSigner, at: u64) -> bool {
        self.note.cosign(office, signer, at).is_ok()
    }

    pub fn to_text(&self) -> String {
        self.note.to_text()
    }
}

/// Cards, each of another journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustList {
    pub cards: Vec<Card>,
}

/// What a list knows of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known<'a> {
    /// In use on that day.
    Then(&'a Card),
    /// Of this station, but retired before that day.
    Retired(&'a Card, NaiveDate),
    /// Of this station, but made after that day.
    NotYet(&'a Card, NaiveDate),
    Nobody,
}

impl TrustList {
    /// Reads cards one after another.
    pub fn read(text: &str) -> Result<TrustList, BadCard> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let starts: Vec<usize> = text.match_indices(HEADER).map(|(at, _)| at).filter(|at| begins(&text, *at)).collect();
        if starts.is_empty() || !text[..starts[0]].trim().is_empty() {
            return Err(BadCard::Header);
        }
        let mut list = TrustList::default();
        for (number, at) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(text.len());
            let card = Card::read(&format!("{}\n", text[*at..end].trim_end()), number + 1)?;
            list.take(card);
        }
        Ok(list)
    }

    pub fn to_text(&self) -> String {
        self.cards.iter().map(Card::to_text).collect::<Vec<_>>().join("\n")
    }

    /// Takes a card; one of the same journal gives way to it.
    pub fn take(&mut self, card: Card) {
        match self.cards.iter_mut().find(|kept| kept.station.journal == card.station.journal) {
            Some(kept) => *kept = card,
            None => self.cards.push(card),
        }
    }

    pub fn of_journal(&self, journal: &str) -> Option<&Card> {
        self.cards.iter().find(|card| card.station.journal == journal)
    }

    /// Whose credential key this is, and whether it was in use on that day.
    pub fn knows(&self, key: &[u8; PUBLIC], day: NaiveDate) -> Known<'_> {
        let of = |card: &Card| card.station.credential.iter().copied().find(|days| days.key == *key);
        match self.cards.iter().find_map(|card| Some((card, of(card)?))) {
            Some((card, days)) => days.on(card, day),
            None => Known::Nobody,
        }
    }

    /// Who vouches for a card. A signature of an office in this list counts only where it holds.
    pub fn vouchers(&self, card: &Card) -> Vec<Voucher> {
        let timed = card.note.timed().filter(|(name, _)| *name != card.station.journal);
        let told = timed.filter_map(|(name, seal)| {
            let time = i64::try_from(seal.time).ok().and_then(|time| DateTime::<Utc>::from_timestamp(time, 0))?;
            let voucher = |known| Voucher { name: known, journal: name.to_owned(), on: time.date_naive() };
            let Some(office) = self.of_journal(name) else { return Some(voucher(None)) };
            let holds = office.station.credential.iter().any(|days| seal.holds(card.note.text(), &days.key));
            holds.then(|| voucher(Some(office.station.name.clone())))
        });
        told.collect()
    }
}

impl KeyDays {
    /// Whether it was in use on that day.
    pub fn on<'a>(&self, card: &'a Card, day: NaiveDate) -> Known<'a> {
        match self.until {
            Some(until) if until < day => Known::Retired(card, until),
            _ if day < self.from => Known::NotYet(card, self.from),
            _ => Known::Then(card),
        }
    }
}

/// Whether the header at `at` stands at the beginning of a line of its own.
fn begins(text: &str, at: usize) -> bool {
    (at == 0 || text[..at].ends_with('\n')) && text[at + HEADER.len()..].starts_with('\n')
}

#[cfg(test)]
mod tests;
