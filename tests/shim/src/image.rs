//! What a power cut leaves: rebuilt from a log, at any of its points, under each notion of what a disk may have kept.

use std::collections::BTreeMap;
use std::path::Path;

use crate::chance::Chance;
use crate::disk::{Event, History};

const SECTOR: usize = 512;

/// What became of the bytes that were written and not yet synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// None of them arrived.
    Synced,
    /// Some writes arrived, whichever.
    Some,
    /// Some sectors of some writes arrived.
    Torn,
    /// As torn, and sectors that did not arrive may hold anything.
    Garbage,
}

impl Left {
    pub const ALL: [Left; 4] = [Left::Synced, Left::Some, Left::Torn, Left::Garbage];
}

/// Goes through a log once and builds an image wherever it is asked to, forwards only.
pub struct Replay<'a> {
    events: &'a [Event],
    at: usize,
    synced: BTreeMap<String, Vec<u8>>,
    /// Indexes of events that no sync has confirmed.
    pending: Vec<usize>,
    marked: Option<usize>,
}

/// The files that are found when the power is back.
pub struct Image(BTreeMap<String, Vec<u8>>);

impl<'a> Replay<'a> {
    pub fn of(history: &'a History) -> Replay<'a> {
        Replay { events: &history.events, at: 0, synced: history.base.clone(), pending: Vec::new(), marked: None }
    }

    /// Goes on to just before event `at`.
    pub fn advance(&mut self, at: usize) {
        while self.at < at.min(self.events.len()) {
            let event = &self.events[self.at];
            match event {
                Event::Mark(number) => self.marked = Some(*number),
                Event::Sync { file } => self.settle(file),
                Event::Delete { file, synced: true } => {
                    self.settle(file);
                    self.synced.remove(file);
                }
                _ => self.pending.push(self.at),
            }
            self.at += 1;
        }
    }

    /// The last mark that was passed.
    pub fn marked(&self) -> Option<usize> {
        self.marked
    }

    /// The power fails here.
    pub fn cut(&self, left: Left, chance: &mut Chance) -> Image {
        let mut files = self.synced.clone();
        for &index in &self.pending {
            if left != Left::Synced && !chance.one_in(2) {
                apply(&mut files, &self.events[index], left, chance);
            } else if let (Left::Garbage, Event::Write { file, at, bytes }) = (left, &self.events[index]) {
                // The head was over the sector as the power went.
                if chance.one_in(4) {
                    let noise = bytes.iter().map(|_| chance.next() as u8).collect::<Vec<_>>();
                    put(&mut files, file, *at, &noise);
                }
            }
        }
        Image(files)
    }

    fn settle(&mut self, file: &str) {
        let mut rest = Vec::new();
        for index in std::mem::take(&mut self.pending) {
            let event = &self.events[index];
            if of(event) == Some(file) {
                apply(&mut self.synced, event, Left::Some, &mut Chance::new(0));
            } else {
                rest.push(index);
            }
        }
        self.pending = rest;
    }
}

fn of(event: &Event) -> Option<&str> {
    match event {
        Event::Write { file, .. } | Event::Truncate { file, .. } | Event::Sync { file } | Event::Delete { file, .. } => {
            Some(file)
        }
        Event::Mark(_) => None,
    }
}

fn apply(files: &mut BTreeMap<String, Vec<u8>>, event: &Event, left: Left, chance: &mut Chance) {
    match event {
        Event::Write { file, at, bytes } if matches!(left, Left::Torn | Left::Garbage) => {
            let mut start = 0;
            while start < bytes.len() {
                // Sectors lie where the disk has them, not where the write begins.
                let end = (start + SECTOR - (*at as usize + start) % SECTOR).min(bytes.len());
                if !chance.one_in(3) {
                    put(files, file, at + start as u64, &bytes[start..end]);
                }
                start = end;
            }
        }
        Event::Write { file, at, bytes } => put(files, file, *at, bytes),
        Event::Truncate { file, len } => {
            files.entry(file.clone()).or_default().resize(*len as usize, 0);
        }
        Event::Delete { file, .. } => {
            files.remove(file);
        }
        Event::Sync { .. } | Event::Mark(_) => {}
    }
}

fn put(files: &mut BTreeMap<String, Vec<u8>>, file: &str, at: u64, bytes: &[u8]) {
    let content = match files.get_mut(file) {
        Some(content) => content,
        None => files.entry(file.to_owned()).or_default(),
    };
    let (start, end) = (at as usize, at as usize + bytes.len());
    if content.len() < end {
        content.resize(end, 0);
    }
    content[start..end].copy_from_slice(bytes);
}

impl Image {
    pub fn write_to(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        self.0.iter().try_for_each(|(name, content)| std::fs::write(folder.join(name), content))
    }
}
