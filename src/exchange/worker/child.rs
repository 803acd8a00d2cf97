//! The worker's side: caps first, then the order, the file, the answer. It opens no file and writes to standard output only.

use std::io::{self, BufWriter, Read, Write};

use super::{Answer, Order, caps};
use crate::exchange::read::{Reading, read_workbook};

/// Does one order and answers the exit status.
pub fn serve() -> u8 {
    match answer() {
        Ok(()) => 0,
        Err(_) => 3,
    }
}

fn answer() -> io::Result<()> {
    caps::put_on()?;
    let mut input = Vec::new();
    io::stdin().lock().read_to_end(&mut input)?;
    let end = input.iter().position(|byte| *byte == b'\n').ok_or(io::ErrorKind::InvalidInput)?;
    let order: Order = serde_json::from_slice(&input[..end])?;
    let reading = Reading { known: &order.known, limits: order.limits };
    let read = read_workbook(&input[end + 1..], &order.file, &reading);
    drop(input);
    let mut out = BufWriter::new(io::stdout().lock());
    match read {
        Ok(grid) => {
            let rows = grid.rows.len();
            say(&mut out, &Answer::Read { sheet: grid.sheet, titles: grid.titles, header: grid.header, rows })?;
            grid.rows.iter().try_for_each(|row| say(&mut out, row))?;
        }
        Err(fault) => {
            let (code, because, next) = (fault.code.to_owned(), fault.because, fault.next);
            say(&mut out, &Answer::Refused { code, because, next })?;
        }
    }
    out.flush()
}

fn say(out: &mut impl Write, what: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, what)?;
    out.write_all(b"\n")
}
