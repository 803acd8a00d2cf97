//! Signals of the system, as flags that the loop looks at: the window is closed, the program is stopped or goes on.

use std::io;

/// What the system asked for since the loop last looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// TERM, HUP, INT or QUIT.
    pub close: bool,
    /// TSTP: the shell wants the terminal.
    pub stop: bool,
    /// CONT: the terminal is ours again, and nobody knows what is on it.
    pub resume: bool,
}

#[cfg(unix)]
mod system {
    use super::Asked;
    use std::io::{self, IsTerminal};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::{flag, low_level};

    /// How long a step may still take after the system asked to close, before the terminal is given back without it.
    const PATIENCE: Duration = Duration::from_secs(2);
    /// How often it is asked whether the terminal is still there: one that vanishes need not send a signal.
    const GLANCE: Duration = Duration::from_secs(1);

    pub struct Watch {
        close: Arc<AtomicBool>,
        stop: Arc<AtomicBool>,
        resume: Arc<AtomicBool>,
    }

    impl Watch {
        pub fn new(give_back: fn()) -> io::Result<Watch> {
            let flag = || Arc::new(AtomicBool::new(false));
            let watch = Watch { close: flag(), stop: flag(), resume: flag() };
            flag::register(SIGTSTP, watch.stop.clone())?;
            flag::register(SIGCONT, watch.resume.clone())?;
            // A file that may grow no further is an error that is told, not the end of the program.
            flag::register(SIGXFSZ, flag())?;
            let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
            let close = watch.close.clone();
            std::thread::spawn(move || {
                if let Some(signal) = signals.forever().next() {
                    close_down(&close, give_back, signal);
                }
            });
            let close = watch.close.clone();
            if io::stdin().is_terminal() {
                std::thread::spawn(move || {
                    while io::stdin().is_terminal() {
                        std::thread::sleep(GLANCE);
                    }
                    close_down(&close, give_back, SIGHUP);
                });
            }
            Ok(watch)
        }

        pub fn asked(&self) -> Asked {
            let taken = |flag: &AtomicBool| flag.swap(false, Ordering::SeqCst);
            Asked { close: self.close.load(Ordering::SeqCst), stop: taken(&self.stop), resume: taken(&self.resume) }
        }

        /// Stops the program as the shell expects; comes back when it goes on.
        pub fn stop_now(&self) -> io::Result<()> {
            low_level::emulate_default_handler(SIGTSTP)
        }
    }

    /// Asks the loop to close, and ends the program where it does not come to it: whatever a step that hangs had not committed
    /// was never acknowledged.
    fn close_down(close: &AtomicBool, give_back: fn(), signal: i32) {
        close.store(true, Ordering::SeqCst);
        std::thread::sleep(PATIENCE);
        give_back();
        std::process::exit(128 + signal);
    }
}

#[cfg(not(unix))]
mod system {
    use super::Asked;
    use std::io;

    /// Windows closes a console program without such signals; what is saved is in the file.
    pub struct Watch;

    impl Watch {
        pub fn new(_: fn()) -> io::Result<Watch> {
            Ok(Watch)
        }

        pub fn asked(&self) -> Asked {
            Asked::default()
        }

        pub fn stop_now(&self) -> io::Result<()> {
            Ok(())
        }
    }
}

/// Watches from now on; `give_back` restores the terminal where the loop does not come to it.
pub fn watch(give_back: fn()) -> io::Result<system::Watch> {
    system::Watch::new(give_back)
}
