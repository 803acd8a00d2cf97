//! Ctrl-C while something long only reads: it stops where it is and tells what it has, instead of ending at once.

#[cfg(unix)]
mod system {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use signal_hook::consts::SIGINT;
    use signal_hook::flag;

    pub struct Stop {
        asked: Arc<AtomicBool>,
    }

    impl Stop {
        /// Watches from now on. A second Ctrl-C ends the program as ever.
        pub fn watched() -> Stop {
            let asked = Arc::new(AtomicBool::new(false));
            // The second one finds the flag set. Where nobody can watch, Ctrl-C ends the program as it always did.
            let second = flag::register_conditional_shutdown(SIGINT, 130, asked.clone());
            if second.is_ok() {
                let _ = flag::register(SIGINT, asked.clone());
            }
            Stop { asked }
        }

        pub fn asked(&self) -> bool {
            self.asked.load(Ordering::SeqCst)
        }
    }
}

#[cfg(not(unix))]
mod system {
    /// Windows ends a console program at Ctrl-C; a check only reads, so that nothing is lost by it.
    pub struct Stop;

    impl Stop {
        pub fn watched() -> Stop {
            Stop
        }

        pub fn asked(&self) -> bool {
            false
        }
    }
}

pub use system::Stop;
