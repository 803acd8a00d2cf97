//! The program in a real terminal: it draws, answers keys, and gives the terminal back.
#![cfg(unix)]

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const ROWS: NonZero<u16> = NonZero::new(24).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(80).unwrap();

/// A terminal in which programs run one after another, and what stands on it.
struct Window {
    screen: Arc<Mutex<vt100::Parser>>,
    input: Box<dyn Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    slave: Option<Box<dyn portable_pty::SlavePty + Send>>,
    master: Box<dyn portable_pty::MasterPty + Send>,
    /// Ends after the next output once it is told to, so that the window can be closed whole.
    reader: std::thread::JoinHandle<()>,
    closing: Arc<AtomicBool>,
}

impl Window {
    fn open(arguments: &[&str]) -> Window {
        Window::open_as(arguments, true)
    }

    /// A program whose terminal is not the controlling one hears no signal when it goes.
    fn open_as(arguments: &[&str], controlling: bool) -> Window {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_touchstone"));
        command.args(arguments);
        command.set_controlling_tty(controlling);
        Window::run(command)
    }

    fn run(mut command: CommandBuilder) -> Window {
        let pair =
            native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
        dressed(&mut command);
        let child = pair.slave.spawn_command(command).unwrap();
        let screen = Arc::new(Mutex::new(vt100::Parser::new(ROWS, COLUMNS, 0)));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let seen = Arc::clone(&screen);
        let closing = Arc::new(AtomicBool::new(false));
        let close = Arc::clone(&closing);
        let reader = std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                seen.lock().unwrap().process(&buffer[..n]);
                if close.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let input = pair.master.take_writer().unwrap();
        Window { screen, input, child, slave: Some(pair.slave), master: pair.master, reader, closing }
    }

    /// Somebody of the sample, signed in by the passphrase in the environment.
    fn open_in(arguments: &[&str], folder: &Path) -> Window {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_touchstone"));
        command.args(arguments);
        command.env("TOUCHSTONE_PASSPHRASE", "touchstone");
        command.cwd(folder);
        Window::run(command)
    }

    fn then_in(&mut self, arguments: &[&str], folder: &Path) {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_touchstone"));
        command.args(arguments);
        command.env("TOUCHSTONE_PASSPHRASE", "touchstone");
        command.cwd(folder);
        self.start(command);
    }

    /// Starts another program in the same terminal, as a shell would.
    fn then(&mut self, arguments: &[&str]) {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_touchstone"));
        command.args(arguments);
        self.start(command);
    }

    fn start(&mut self, mut command: CommandBuilder) {
        dressed(&mut command);
        self.child = self.slave.as_ref().expect("the terminal is open").spawn_command(command).unwrap();
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        assert!(std::process::Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Waits for the end of the program, and a little for what it wrote last.
    fn ended(&mut self, what: &str) -> portable_pty::ExitStatus {
        let begin = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(begin.elapsed() < Duration::from_secs(120), "{what}: it did not end:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(20));
        };
        std::thread::sleep(Duration::from_millis(200));
        status
    }

    /// Main screen, cursor, and the line discipline with its echo.
    fn assert_given_back(&self, what: &str) {
        {
            let parser = self.screen.lock().unwrap();
            assert!(!parser.screen().alternate_screen(), "{what}: the main screen is not back");
            assert!(!parser.screen().hide_cursor(), "{what}: the cursor is not back");
            assert!(!parser.screen().bracketed_paste(), "{what}: pastes are still bracketed");
        }
        self.assert_cooked(what);
    }

    fn assert_cooked(&self, what: &str) {
        const ECHO_AND_LINES: u32 = 0o10 | 0o2;
        let modes = self.master.get_termios().expect("a terminal has modes");
        if cfg!(target_os = "linux") {
            let local = modes.local_flags.bits() & ECHO_AND_LINES;
            assert_eq!(local, ECHO_AND_LINES, "{what}: echo or lines are not back");
        }
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until `wanted` stands on the screen.
    fn until(&self, wanted: &str) {
        let begin = Instant::now();
        while !self.text().contains(wanted) {
            assert!(begin.elapsed() < Duration::from_secs(120), "`{wanted}` never came:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn type_keys(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }
}

fn dressed(command: &mut CommandBuilder) {
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "zh_CN.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")] {
        command.env(name, value);
    }
}

#[test]
fn the_sample_station_opens_takes_a_mark_at_the_cursor_and_gives_the_terminal_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.touchstone");
    let mut window = Window::open(&["--file", file.to_str().unwrap(), "demo"]);
    // The sample's people and their passphrase stand where one signs in.
    window.until("罗志刚");
    window.until("touchstone");
    window.type_keys("\r");
    window.until("罗志刚登录");
    window.type_keys("touchstone\r");
    window.until("今日待办");
    assert!(window.screen.lock().unwrap().screen().alternate_screen());
    window.type_keys("\r");
    window.until("1.1 ");
    window.type_keys("4");
    std::thread::sleep(Duration::from_millis(200));
    {
        let parser = window.screen.lock().unwrap();
        let (row, _) = parser.screen().cursor_position();
        let line = parser.screen().rows(0, 80).nth(row.into()).unwrap();
        assert!(line.contains("1.1"), "the cursor stands in the mark's field, for the input method: {line}");
        assert!(!parser.screen().hide_cursor());
    }
    window.type_keys("\r");
    window.until("1/23");
    // F2: the other language at once.
    window.type_keys("\x1bOQ");
    window.until("Total");
    window.type_keys("\x11");
    std::thread::sleep(Duration::from_millis(300));
    if window.child.try_wait().unwrap().is_none() {
        window.type_keys("y");
    }
    let begin = Instant::now();
    let status = loop {
        if let Some(status) = window.child.try_wait().unwrap() {
            break status;
        }
        assert!(begin.elapsed() < Duration::from_secs(20), "it did not end:\n{}", window.text());
        std::thread::sleep(Duration::from_millis(20));
    };
    assert!(status.success());
    std::thread::sleep(Duration::from_millis(200));
    let parser = window.screen.lock().unwrap();
    assert!(!parser.screen().alternate_screen(), "the main screen is back");
    assert!(!parser.screen().hide_cursor(), "and the cursor");
}

#[test]
fn a_window_that_is_closed_ends_the_program() {
    closed(true);
}

#[test]
fn a_window_that_vanishes_without_a_signal_ends_the_program_too() {
    closed(false);
}

fn closed(controlling: bool) {
    let folder = tempfile::tempdir().unwrap();
    let file = sample(folder.path());
    let mut window = Window::open_as(&["--file", file.to_str().unwrap()], controlling);
    window.until("罗志刚");
    window.closing.store(true, Ordering::SeqCst);
    window.type_keys("\x1bOQ");
    let Window { mut child, input, master, reader, slave, .. } = window;
    drop(slave);
    reader.join().unwrap();
    drop((input, master));
    let begin = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(begin.elapsed() < Duration::from_secs(120), "it runs on without a window");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn whoever_waits_for_the_other_window_is_told_so_and_then_it_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let file = sample(folder.path());
    let mut window = Window::open(&["--file", file.to_str().unwrap()]);
    window.until("罗志刚");
    // Another window writes for a while.
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // F2 keeps the language in the file.
    window.type_keys("\x1bOQ");
    window.until("正在等待另一个窗口写完");
    other.execute_batch("COMMIT").unwrap();
    window.until("Sign in");
    assert!(!window.text().contains("等待另一个窗口"), "{}", window.text());
    window.child.kill().unwrap();
}

/// A copy of the sample station, built once.
fn sample(folder: &Path) -> PathBuf {
    static SAMPLE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, sample) = SAMPLE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("demo.touchstone");
        touchstone::demo::build(&file).unwrap();
        (folder, file)
    });
    let file = folder.join("demo.touchstone");
    std::fs::copy(sample, &file).unwrap();
    file
}

/// Signs the group leader in and opens the desk.
fn at_the_desk(window: &mut Window) {
    window.until("罗志刚");
    window.type_keys("\r");
    window.until("罗志刚登录");
    window.type_keys("touchstone\r");
    window.until("今日待办");
    window.type_keys("\r");
    window.until("1.1 ");
}

#[test]
fn however_the_system_ends_it_the_terminal_comes_back_and_the_marks_are_there_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        let file = sample(folder.path());
        let file = file.to_str().unwrap();
        let mut window = Window::open(&["--file", file]);
        at_the_desk(&mut window);
        window.type_keys("4\r");
        window.until("1/23");
        assert!(window.screen.lock().unwrap().screen().alternate_screen());
        window.signal(signal);
        window.ended(signal);
        window.assert_given_back(signal);
        // The next start, in the same terminal: the mark stands where it was typed.
        window.then(&["--file", file]);
        at_the_desk(&mut window);
        window.until("1/23");
        window.signal("TERM");
        window.ended(signal);
        window.assert_given_back(signal);
    }
}

#[test]
fn stopped_and_continued_the_program_gives_the_terminal_to_the_shell_and_takes_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = sample(folder.path());
    let mut window = Window::open(&["--file", file.to_str().unwrap()]);
    at_the_desk(&mut window);
    window.type_keys("4\r");
    window.until("1/23");
    window.signal("TSTP");
    let begin = Instant::now();
    while window.screen.lock().unwrap().screen().alternate_screen() {
        assert!(begin.elapsed() < Duration::from_secs(20), "it does not stop");
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(100));
    window.assert_given_back("stopped");
    assert!(window.child.try_wait().unwrap().is_none(), "stopped is not ended");
    window.signal("CONT");
    window.until("1/23");
    assert!(window.screen.lock().unwrap().screen().alternate_screen());
    window.type_keys("\x11");
    window.until("退出程序？");
    window.type_keys("y");
    window.ended("continued");
    window.assert_given_back("continued");
}

#[test]
fn after_an_abort_the_next_start_mends_the_terminal_and_the_marks_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = sample(folder.path());
    let file = file.to_str().unwrap();
    let mut window = Window::open(&["--file", file]);
    at_the_desk(&mut window);
    window.type_keys("4\r");
    window.until("1/23");
    window.signal("ABRT");
    window.ended("abort");
    window.then(&["--file", file]);
    at_the_desk(&mut window);
    window.until("1/23");
    window.signal("TERM");
    window.ended("the next start");
    window.assert_given_back("the next start");
}

/// What is kept of half-typed forms, as it stands in the file.
fn kept_forms(file: &str) -> Vec<String> {
    let conn = rusqlite::Connection::open(file).unwrap();
    let sql = "SELECT fields FROM form_draft UNION ALL SELECT fields FROM employment_form_draft";
    let mut rows = conn.prepare(sql).unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Waits until the file holds this text among what was half-typed.
fn until_kept(file: &str, text: &str) {
    let begin = Instant::now();
    while !kept_forms(file).iter().any(|fields| fields.contains(text)) {
        assert!(begin.elapsed() < Duration::from_secs(120), "`{text}` was never kept: {:?}", kept_forms(file));
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn however_it_ends_a_half_typed_form_is_offered_at_the_next_start_with_every_character() {
    let folder = tempfile::tempdir().unwrap();
    let file = sample(folder.path());
    let file = file.to_str().unwrap();
    let arguments = ["--file", file, "--as", "周海燕"];
    let mut window = Window::open_in(&arguments, folder.path());
    for (n, signal) in ["TERM", "HUP", "INT", "QUIT", "ABRT", "KILL"].into_iter().enumerate() {
        let text = format!("第{n}份没打完的批次名称");
        window.until("今日待办");
        window.type_keys("\x1bOR");
        window.until("考试日期");
        window.type_keys("n");
        window.until("计划备案号");
        window.type_keys("\t");
        window.type_keys(&text);
        window.until(&text);
        // Whoever is killed has no last word: what a pause kept is there.
        if matches!(signal, "ABRT" | "KILL") {
            until_kept(file, &text);
        }
        window.signal(signal);
        window.ended(signal);
        window.then_in(&arguments, folder.path());
        window.until("没填完");
        window.type_keys("\x1bOR");
        window.until("考试日期");
        window.type_keys("n");
        window.until("接着填吗");
        window.type_keys("y");
        window.until(&text);
        // Given up: it is not offered again.
        window.type_keys("\x1b");
        window.until("要丢下吗");
        window.type_keys("y");
        let begin = Instant::now();
        while !kept_forms(file).is_empty() {
            assert!(begin.elapsed() < Duration::from_secs(120), "{signal}: given up and kept");
            std::thread::sleep(Duration::from_millis(20));
        }
        window.signal("TERM");
        window.ended(signal);
        window.then_in(&arguments, folder.path());
    }
    window.until("今日待办");
    window.signal("TERM");
    window.ended("the last");
}

/// Types a text into a form, is ended at once, and finds the text offered at the next start.
fn killed_and_offered(who: &str, to_the_form: &[(&str, &str)], text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = sample(folder.path());
    let file = file.to_str().unwrap();
    let arguments = ["--file", file, "--as", who];
    let walk = |window: &mut Window| {
        for (shown, keys) in to_the_form {
            window.until(shown);
            window.type_keys(keys);
        }
    };
    let mut window = Window::open_in(&arguments, folder.path());
    walk(&mut window);
    window.type_keys(text);
    window.until(text);
    until_kept(file, text);
    window.signal("KILL");
    window.ended("killed");
    window.then_in(&arguments, folder.path());
    window.until("没填完");
    let (last, way) = to_the_form.split_last().unwrap();
    for (shown, keys) in way {
        window.until(shown);
        window.type_keys(keys);
    }
    window.until("接着填吗");
    window.type_keys("y");
    window.until(last.0);
    window.until(text);
    window.signal("TERM");
    window.ended("the end");
}

#[test]
fn an_objection_half_typed_when_the_program_is_killed_is_offered_at_the_next_start() {
    let way = [
        ("今日待办", "\x1bOR"),
        ("公示中", "\x1b[B\x1b[B\r"),
        ("养老护理员五级认定", "O"),
        ("回执", "n"),
        ("异议内容", "\t"),
    ];
    killed_and_offered("周海燕", &way, "操作时旁边有人提示，请核查监控");
}

#[test]
fn a_form_of_the_wing_half_typed_when_the_program_is_killed_is_offered_at_the_next_start() {
    let way = [("聂书琴", "e"), ("用人单位", "n"), ("信用代码", "")];
    killed_and_offered("聂书琴", &way, "没登记完的县机械厂");
}

const FALLS_AT: &str = "TOUCHSTONE_TEST_FALLS_AT";

/// The system's clock until a file of this name lies there; then whoever asks for the time fails.
struct FallingClock(PathBuf);

impl touchstone::ops::Clock for FallingClock {
    fn now(&self) -> chrono::DateTime<chrono::FixedOffset> {
        assert!(!self.0.exists(), "fell as it was asked to");
        touchstone::ops::SystemClock.now()
    }
}

/// The child of the tests below: the whole program at its screens, which fails once it is asked to, and dies of it as what is shipped
/// does: no destructor runs and nothing more is written.
#[test]
fn works_until_it_falls() {
    let Some(file) = std::env::var_os(FALLS_AT).map(PathBuf::from) else { return };
    touchstone::cli::tell_faults();
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        tell(panic);
        std::process::abort();
    }));
    let mut office = touchstone::ops::Office::open(&file).unwrap();
    let who = std::env::var("TOUCHSTONE_AS").unwrap();
    let person = office.read().names().unwrap().into_iter().find(|(_, name)| *name == who).unwrap().0;
    touchstone::ops::account::sign_in(&mut office, person, touchstone::demo::PASSPHRASE).unwrap();
    office.set_clock(Box::new(FallingClock(falling(&file))));
    let theme = touchstone::tui::theme::Theme::new(touchstone::tui::theme::Palette::Mono, false);
    let mut context = touchstone::tui::context::Context::new(office, touchstone::domain::language::Lang::Zh, theme);
    let first = touchstone::tui::screens::open(touchstone::tui::screens::Place::Home, &mut context);
    drop(touchstone::tui::run::run(context, first));
}

fn falling(file: &Path) -> PathBuf {
    file.with_extension("falls")
}

/// The program at its screens, in a terminal, until [`fall`].
fn works_in(file: &Path, who: &str) -> Window {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "works_until_it_falls", "--nocapture", "--test-threads=1"]);
    command.env(FALLS_AT, file);
    command.env("TOUCHSTONE_AS", who);
    Window::run(command)
}

/// It fails at the next thing it does, says so, and gives the terminal back.
fn fall(window: &mut Window, file: &Path) {
    std::fs::write(falling(file), "").unwrap();
    window.until("程序出错");
    assert!(!window.ended("fallen").success());
    window.assert_given_back("fallen");
    assert!(window.text().contains("fell as it was asked to"), "{}", window.text());
}

#[test]
fn after_a_panic_a_half_typed_form_is_offered_at_the_next_start_with_every_character() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample(folder.path());
    let (file, text) = (path.to_str().unwrap(), "没打完的批次名称");
    let mut window = works_in(&path, "周海燕");
    window.until("今日待办");
    window.type_keys("\x1bOR");
    window.until("考试日期");
    window.type_keys("n");
    window.until("计划备案号");
    window.type_keys("\t");
    window.type_keys(text);
    window.until(text);
    until_kept(file, text);
    fall(&mut window, &path);
    window.then_in(&["--file", file, "--as", "周海燕"], folder.path());
    window.until("没填完");
    window.type_keys("\x1bOR");
    window.until("考试日期");
    window.type_keys("n");
    window.until("接着填吗");
    window.type_keys("y");
    window.until(text);
    window.signal("TERM");
    window.ended("the next start");
    window.assert_given_back("the next start");
}

#[test]
fn after_a_panic_a_half_marked_sheet_is_there_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = sample(folder.path());
    let mut window = works_in(&path, "罗志刚");
    window.until("今日待办");
    window.type_keys("\r");
    window.until("1.1 ");
    window.type_keys("4\r");
    window.until("1/23");
    fall(&mut window, &path);
    window.then(&["--file", path.to_str().unwrap()]);
    at_the_desk(&mut window);
    window.until("1/23");
    window.signal("TERM");
    window.ended("the next start");
}

const FALLS: &str = "TOUCHSTONE_TEST_FALLS";

/// The child of the test below: it takes the terminal and fails with a sentence that holds data.
#[test]
fn falls_in_a_terminal() {
    if std::env::var_os(FALLS).is_none() {
        return;
    }
    touchstone::cli::tell_faults();
    let _taken = touchstone::tui::terminal::Taken::new().unwrap();
    panic!("no row for 11010519491231002X \u{1b}]0;title\u{7}\u{202e}");
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_one_harmless_line() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "falls_in_a_terminal", "--nocapture", "--test-threads=1"]);
    command.env(FALLS, "1");
    let mut window = Window::run(command);
    window.until("程序出错");
    let status = window.ended("panic");
    assert!(!status.success());
    window.assert_given_back("panic");
    let text: String = window.text().split_whitespace().collect();
    assert!(text.contains("110105********002X") && !text.contains("11010519491231002X"), "{text}");
    assert!(text.contains("⟨U+001B⟩]0;title⟨U+0007⟩⟨U+202E⟩"), "{text}");
    assert!(text.contains("touchstonecheck"), "{text}");
}

#[test]
fn a_paste_into_the_terminal_fires_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let file = sample(folder.path());
    let mut window = Window::open(&["--file", file.to_str().unwrap()]);
    at_the_desk(&mut window);
    assert!(window.screen.lock().unwrap().screen().bracketed_paste());
    window.type_keys("\x1b[201~\x1b[200~q\x11y\r:quit\r\x1b[201~");
    std::thread::sleep(Duration::from_millis(500));
    assert!(window.child.try_wait().unwrap().is_none(), "a paste quit the program:\n{}", window.text());
    assert!(window.text().contains("1.1 "), "{}", window.text());
    window.signal("TERM");
    window.ended("paste");
}
