//! The checkpoint 存证 of a journal: whose it is, how long, and its root; in three lines, as C2SP writes them
//! (<https://c2sp.org/tlog-checkpoint>). Signed, it is the text of a [`super::note::Note`].

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::note::{BadNote, Note};
use super::tree::Hash;

/// What a journal amounted to at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose journal it is: see [`origin`]. No other journal bears the name.
    pub origin: String,
    /// How many acts.
    pub size: u64,
    /// The RFC 6962 root over their leaves.
    pub root: Hash,
}

/// Why a text is no checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadCheckpoint {
    #[error("three lines are expected: origin, size, root")]
    Lines,
    #[error("the origin is empty or holds a blank")]
    Origin,
    #[error("the size is not a whole number without leading zeros")]
    Size,
    #[error("the root is not 32 bytes in base64")]
    Root,
    #[error(transparent)]
    Note(#[from] BadNote),
}

/// `touchstone/SITE/FILE`: the station's site code, and the first 16 hex digits of the leaf of the file's first act, which holds
/// the station's name and the second in which its file was begun. So two files of one station are two journals.
pub fn origin(site_code: &str, first: &Hash) -> String {
    let file = first.to_string();
    format!("touchstone/{site_code}/{}", &file[..16])
}

impl Checkpoint {
    /// The three lines, with the last one's break: what is signed.
    pub fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.0))
    }

    /// Reads exactly what [`Checkpoint::body`] writes. Further lines, which C2SP lets others add, are refused: we write none,
    /// so that a checkpoint has one spelling.
    pub fn parse(body: &str) -> Result<Checkpoint, BadCheckpoint> {
        let lines: Vec<&str> = body.strip_suffix('\n').ok_or(BadCheckpoint::Lines)?.split('\n').collect();
        let [origin, size, root] = lines[..] else { return Err(BadCheckpoint::Lines) };
        if origin.is_empty() || origin.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+') {
            return Err(BadCheckpoint::Origin);
        }
        let number: u64 = size.parse().map_err(|_| BadCheckpoint::Size)?;
        if number.to_string() != size {
            return Err(BadCheckpoint::Size);
        }
        let root = STANDARD.decode(root).map_err(|_| BadCheckpoint::Root)?;
        let root = Hash(root.try_into().map_err(|_| BadCheckpoint::Root)?);
        Ok(Checkpoint { origin: origin.to_owned(), size: number, root })
    }

    /// Reads a saved checkpoint: a signed note, or the bare three lines of a station that has no key for it yet.
    pub fn read(bytes: &[u8]) -> Result<(Checkpoint, Option<Note>), BadCheckpoint> {
        match Note::parse(bytes) {
            Ok(note) => Ok((Checkpoint::parse(note.text())?, Some(note))),
            Err(BadNote::Unsigned) => {
                let body = std::str::from_utf8(bytes).map_err(|_| BadNote::Text)?;
                Ok((Checkpoint::parse(body)?, None))
            }
            Err(bad) => Err(bad.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::tree::leaf_hash;
    use proptest::prelude::*;

    fn sample() -> Checkpoint {
        let origin = origin("S000043000012", &leaf_hash(b"the first act"));
        Checkpoint { origin, size: 1043, root: leaf_hash(b"root") }
    }

    /// The example of the C2SP specification.
    #[test]
    fn a_published_checkpoint_is_read_and_written_alike() {
        let body = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        let checkpoint = Checkpoint::parse(body).unwrap();
        assert_eq!((checkpoint.origin.as_str(), checkpoint.size), ("example.com/behind-the-sofa", 20_852_163));
        assert_eq!(checkpoint.body(), body);
    }

    #[test]
    fn the_origin_names_the_station_and_the_file() {
        assert_eq!(sample().origin.len(), "touchstone/S000043000012/0123456789abcdef".len());
        assert_ne!(origin("S000043000012", &leaf_hash(b"another first act")), sample().origin);
    }

    #[test]
    fn what_is_not_exactly_three_right_lines_is_refused() {
        let body = sample().body();
        let root = body.lines().nth(2).unwrap();
        let cases = [
            (body.trim_end().to_owned(), BadCheckpoint::Lines),
            (format!("{body}extension\n"), BadCheckpoint::Lines),
            (format!("{body}\n"), BadCheckpoint::Lines),
            (body.replace("touchstone/", "touch stone/"), BadCheckpoint::Origin),
            (format!("\n1\n{root}\n"), BadCheckpoint::Origin),
            (body.replace("\n1043\n", "\n01043\n"), BadCheckpoint::Size),
            (body.replace("\n1043\n", "\n+1043\n"), BadCheckpoint::Size),
            (body.replace("\n1043\n", "\n-1\n"), BadCheckpoint::Size),
            (body.replace("\n1043\n", "\n99999999999999999999\n"), BadCheckpoint::Size),
            (body.replace(root, &root[..40]), BadCheckpoint::Root),
            (body.replace(root, &root.replace('=', "")), BadCheckpoint::Root),
            (body.replace(root, "AAAA"), BadCheckpoint::Root),
        ];
        for (text, why) in cases {
            assert_eq!(Checkpoint::parse(&text), Err(why), "{text:?}");
        }
        assert_eq!(Checkpoint::read(body.as_bytes()), Ok((sample(), None)));
    }

    proptest! {
        #[test]
        fn no_altered_byte_reads_as_the_same_checkpoint(at in any::<prop::sample::Index>(), bit in 0..8u32) {
            let mut bytes = sample().body().into_bytes();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert_ne!(Checkpoint::read(&bytes).ok(), Some((sample(), None)), "byte {}", at);
        }
    }
}
