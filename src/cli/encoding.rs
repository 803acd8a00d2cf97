//! In which encoding a CSV is read, where it could be either: said once, for every file of rows.

use clap::Args;

use super::problem::Problem;
use crate::exchange::doubt::reading_as;
use crate::exchange::text::Encoding;

#[derive(Debug, Args)]
pub struct Encoded {
    /// CSV 的编码，两种都读得通时须写明 · the encoding of a CSV, needed where two of them fit
    #[arg(long, value_name = "utf-8|gb18030", value_parser = named)]
    pub encoding: Option<Encoding>,
}

fn named(text: &str) -> Result<Encoding, String> {
    match text.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => Ok(Encoding::Utf8),
        "gb18030" | "gbk" | "gb2312" => Ok(Encoding::Gb18030),
        _ => Err("utf-8, gb18030".to_owned()),
    }
}

impl Encoded {
    /// Reads a file as it was said, and guesses nothing: text that two encodings fit is refused with both readings.
    pub fn read<T, E>(&self, work: impl FnOnce() -> Result<T, E>) -> Result<T, Problem>
    where
        Problem: From<E>,
    {
        match reading_as(self.encoding, work) {
            (_, Some(doubt)) => Err(doubt.refusal().into()),
            (read, None) => Ok(read?),
        }
    }
}
