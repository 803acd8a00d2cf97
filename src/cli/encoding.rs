//! In which encoding a CSV is read, where it could be either: said once, for every file of rows.

use clap::Args;

use crate::exchange::source::Source;
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
    /// A file as it was said to be.
    pub fn source<'a>(&self, bytes: &'a [u8], name: &'a str) -> Source<'a> {
        Source { encoding: self.encoding, ..Source::new(bytes, name) }
    }
}
