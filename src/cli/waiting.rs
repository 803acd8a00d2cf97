//! "Waiting for the other window" on standard error, once a wait.

use std::io::{Write, stderr};
use std::time::Duration;

use crate::domain::language::Lang;
use crate::store::waiting::tell_by;

/// Tells on this thread from now on.
pub fn tell(lang: Lang) {
    let mut last = Duration::MAX;
    tell_by(move |waited| {
        // A shorter wait than the last one told is a new one.
        if waited < last {
            let words = lang.pick("正在等待另一个窗口写完…", "Waiting for the other window to finish writing…");
            let _ = writeln!(stderr(), "{words}");
        }
        last = waited;
    });
}
