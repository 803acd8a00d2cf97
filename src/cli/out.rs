//! Standard output. A reader that has seen enough (`| head`) is no error: what is left is dropped, and long lists stop.

use std::io::{self, BufWriter, Write};

use super::problem::Problem;
use crate::domain::identity::inert;
use crate::domain::refusal::Refusal;
use crate::refusal;

pub struct Out {
    to: Box<dyn Write>,
    failed: Option<io::Error>,
}

impl Out {
    pub fn standard() -> Out {
        // Not locked: when the window is closed, another thread gives the terminal back over the same stream.
        Out { to: Box::new(BufWriter::new(io::stdout())), failed: None }
    }

    /// A line of text for people; whatever came from outside is inert.
    pub fn line(&mut self, text: &str) {
        for line in text.split('\n') {
            self.bytes(inert(line).as_bytes());
            self.bytes(b"\n");
        }
    }

    /// Bytes as they are: JSON, a standard's own text, a script.
    pub fn bytes(&mut self, bytes: &[u8]) {
        if self.failed.is_none() {
            self.failed = self.to.write_all(bytes).err();
        }
    }

    /// Brings out what is written so far, before a question or long work.
    pub fn flush(&mut self) {
        if self.failed.is_none() {
            self.failed = self.to.flush().err();
        }
    }

    /// Whether nobody reads any longer.
    pub fn is_over(&self) -> bool {
        self.failed.is_some()
    }

    pub fn finish(&mut self) -> Result<(), Problem> {
        self.flush();
        match &self.failed {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Problem::file(&unwritten(error))),
            _ => Ok(()),
        }
    }
}

fn unwritten(error: &io::Error) -> Refusal {
    refusal!(
        "output",
        "输出没有写完（{error}）。请检查磁盘空间，再运行一次。",
        "The output was not written to its end ({error}). Check the disk's space and run it again."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closed(io::ErrorKind);

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_went_away_ends_the_output_and_a_full_disk_is_told() {
        for (kind, right) in [(io::ErrorKind::BrokenPipe, true), (io::ErrorKind::StorageFull, false)] {
            let mut out = Out { to: Box::new(Closed(kind)), failed: None };
            out.line("一行");
            assert!(out.is_over());
            assert_eq!(out.finish().is_ok(), right);
        }
    }
}
