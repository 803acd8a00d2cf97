//! Work that nobody waits for gives way to whoever works at the keys: an old disk does one thing at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;

/// Clones tell one another: one is at the keys, the others work behind.
#[derive(Clone, Debug)]
pub struct Courtesy {
    begun: Instant,
    /// Milliseconds since then of the last key; 0 before the first.
    last: Arc<AtomicU64>,
}

/// After so long without a key whoever gave way goes on.
const QUIET: Duration = Duration::from_millis(300);
/// So often whoever gives way looks whether it is quiet.
const GLANCE: Duration = Duration::from_millis(25);
/// Steps of SQLite between two looks: a millisecond or two of its work.
const STEPS: i32 = 4_000;
/// Pages kept in memory meanwhile, in KiB as SQLite counts them.
const CACHE: i32 = -1_024;

impl Default for Courtesy {
    fn default() -> Self {
        Courtesy { begun: Instant::now(), last: Arc::default() }
    }
}

impl Courtesy {
    /// Somebody has pressed a key.
    pub fn somebody_works(&self) {
        self.last.store(self.now().max(1), Ordering::Relaxed);
    }

    /// Waits until nobody has pressed a key for a moment.
    pub fn give_way(&self) {
        while self.is_somebody_at_work() {
            std::thread::sleep(GLANCE);
        }
    }

    fn is_somebody_at_work(&self) -> bool {
        works(self.last.load(Ordering::Relaxed), self.now())
    }

    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Whatever this connection does from here on gives way, in time and in memory: a walk through the file needs few pages at once.
    pub(super) fn over(&self, conn: &mut Connection) -> rusqlite::Result<()> {
        conn.pragma_update(None, "cache_size", CACHE)?;
        let own = self.clone();
        between(conn, move || own.give_way())
    }
}

/// Whether the last key was pressed just now; both in milliseconds.
fn works(last: u64, now: u64) -> bool {
    last > 0 && u128::from(now.saturating_sub(last)) < QUIET.as_millis()
}

/// Has this done between the steps of whatever the connection is asked.
fn between(conn: &mut Connection, mut pause: impl FnMut() + Send + 'static) -> rusqlite::Result<()> {
    conn.progress_handler(
        STEPS,
        Some(move || {
            pause();
            false
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_at_work_for_a_moment_after_a_key_and_nobody_is_before_the_first() {
        let rows = [(0, 0, false), (0, 5, false), (1, 1, true), (1, 300, true), (1, 301, false), (900, 899, true)];
        for (last, now, want) in rows {
            assert_eq!(works(last, now), want, "a key at {last}, seen at {now}");
        }
        let (keys, check) = (Courtesy::default(), Courtesy::default());
        keys.clone().somebody_works();
        assert!(keys.last.load(Ordering::Relaxed) > 0, "clones tell one another");
        assert_eq!(check.last.load(Ordering::Relaxed), 0, "others do not");
    }

    #[test]
    fn a_check_of_the_file_and_a_walk_through_its_rows_pause_again_and_again() {
        let mut conn = Connection::open_in_memory().unwrap();
        let rows = "CREATE TABLE t AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT i FROM n";
        conn.execute_batch(rows).unwrap();
        let pauses = Arc::new(AtomicU64::new(0));
        let counted = pauses.clone();
        between(&mut conn, move || {
            counted.fetch_add(1, Ordering::Relaxed);
        })
        .unwrap();
        for sql in ["PRAGMA quick_check", "SELECT sum(i) FROM t"] {
            let before = pauses.load(Ordering::Relaxed);
            conn.query_row(sql, [], |_| Ok(())).unwrap();
            let more = pauses.load(Ordering::Relaxed) - before;
            assert!(more > 5, "{sql} paused {more} times over 50,000 rows");
        }
    }
}
