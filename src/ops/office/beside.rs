//! The same file for another thread.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::{Office, Seat};
use crate::credential::entropy::OsEntropy;
use crate::ops::{Clock, SetClock, SystemClock};
use crate::store::Failure;

/// The way for another thread to the same file: it reads what whoever sits here may read, keeps checkpoints, and acts in no one's name.
pub struct Beside {
    path: PathBuf,
    seat: Option<Seat>,
}

impl Beside {
    pub fn open(self) -> Result<Office, Failure> {
        self.open_with(Box::new(SystemClock))
    }

    /// The same at one moment that does not pass: what is looked through is judged by one date.
    pub fn open_at(self, moment: DateTime<FixedOffset>) -> Result<Office, Failure> {
        self.open_with(Box::new(SetClock::of(moment)))
    }

    fn open_with(self, clock: Box<dyn Clock>) -> Result<Office, Failure> {
        let mut office = Office::open_with(&self.path, clock, Box::new(OsEntropy))?;
        if let Some(seat) = self.seat {
            office.take_seat(seat)?;
        }
        Ok(office)
    }
}

impl Office {
    /// How another thread opens the same file, in the name of whoever sits here.
    pub fn beside(&self) -> Beside {
        let seat = self.seat.as_ref().map(|seat| Seat {
            person: seat.person,
            data: seat.data.clone(),
            checkpoint: seat.checkpoint.clone(),
            credential: None,
            temporary: seat.temporary,
            pin: None,
        });
        Beside { path: self.path().to_owned(), seat }
    }
}
