//! A station where so many candidates have three signed sheets of thirty marks each, made by acts alone; and the same marks, a row each.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rusqlite::Connection;
use touchstone::credential::signing::Signer;
use touchstone::credential::tags;
use touchstone::domain::evaluation::criterion::{Criterion, Given, How};
use touchstone::domain::evaluation::paper::Paper;
use touchstone::domain::evaluation::sheet::Sheet;
use touchstone::domain::evaluation::subject::SubjectKind::Skills;
use touchstone::domain::id::EntryId;
use touchstone::ops::marking::Typed;
use touchstone::store::draft::SheetKey;
use touchstone::store::settings;

use crate::piles::{self, BATCH};
use crate::support::{Bench, EXAMINERS, STANDARD};

/// Marks of a sheet.
pub const MARKS: usize = 30;

pub struct Marked {
    pub bench: Bench,
    pub paper: Paper,
    pub entries: Vec<EntryId>,
}

impl Marked {
    pub fn of(count: usize) -> Marked {
        // The skills alone, and one panel for all of them.
        let parts: Vec<&str> = STANDARD.split("[[level.subject]]").collect();
        let standard = format!("{}[[level.subject]]{}", parts[0], parts[2]).replace("ratio = 5", "ratio = 60000");
        let written = paper();
        let paper: Paper = toml::from_str(&written).expect("a paper");
        let mut bench = Bench::founded_with(&standard, &[&written]);
        let typed = |_: &Bench, key: SheetKey| marks(&paper, key.entry, key.examiner.0);
        piles::sign(&mut bench, count, BATCH, &[(Skills, &EXAMINERS)], typed);
        Marked { bench, paper, entries: piles::entries(0, count) }
    }

    /// The signed sheets, as a question to the file gives them.
    pub fn sheets(&self) -> Vec<Sheet> {
        let read = self.bench.office.read();
        self.entries.iter().flat_map(|entry| read.sheets(*entry, Skills).expect("its sheets")).collect()
    }

    /// What a criterion's marks are worth, in hundredths.
    pub fn worth(criterion: &Criterion, given: &Given) -> i64 {
        let exact = criterion.mark(given);
        assert!(exact.is_integer(), "the paper has no thirds");
        i64::try_from(exact.to_integer()).expect("a small number")
    }
}

/// Three questions of ten criteria, marked in every way that gives whole hundredths, and a knock-out.
fn paper() -> String {
    let mut text = String::from(
        "format = 1\ntitle = \"三十个评分点\"\nversion = \"B\"\nstandard = \"2020\"\nlevel = 4\nsubject = \"skills\"\nminutes = 240\n\
         trade = { classification = \"2015\", code = \"6-20-01-01\", name = \"钳工\" }\n",
    );
    let band = "{ band = [{ name = \"不合格\", from = 0, to = 1.5, text = \"差\" }, { name = \"合格\", from = 2, to = 3.5, text = \"好\" }] }";
    let ways: [(&str, u32, f64, [&str; 5]); 3] = [
        (
            "基本作业",
            30,
            3.0,
            [
                "\"measure\"",
                "{ each = 0.5 }",
                "{ steps = [{ when = \"≤0.03\", mark = 3 }, { when = \"≤0.05\", mark = 2 }] }",
                "{ deduct = [{ fault = \"毛刺\", off = 0.5, times = 4 }, { fault = \"划痕\", off = 1 }] }",
                "\"measure\"",
            ],
        ),
        (
            "机械设备装调",
            35,
            3.5,
            [band, "{ each = 0.5 }", "\"measure\"", band, "{ deduct = [{ fault = \"漏油\", off = 1 }] }"],
        ),
        ("机械设备保养与维修", 35, 3.5, ["{ each = 0.5 }", "\"measure\"", band, "{ each = 0.5 }", "\"measure\""]),
    ];
    for (question, (function, full, each, hows)) in ways.iter().enumerate() {
        let no = question + 1;
        text += &format!(
            "\n[[question]]\nno = \"{no}\"\ntitle = \"第 {no} 题\"\nfunction = \"{function}\"\nfull = {full}\n"
        );
        for nth in 0..MARKS / ways.len() {
            let how = hows[nth % hows.len()];
            let dimension = if nth == 9 { "attitude" } else { "ability" };
            let knockout = if (no, nth) == (3, 6) { "knockout = \"zero_subject\"\n" } else { "" };
            text += &format!(
                "\n[[question.criterion]]\nid = \"{no}.{}\"\ntext = \"评分点 {no}.{}\"\nfull = {each}\ndimension = \"{dimension}\"\nhow = {how}\n{knockout}",
                nth + 1,
                nth + 1
            );
        }
    }
    text
}

/// What an examiner gives an entry: alike but for one criterion in sixteen, most of it good.
fn marks(paper: &Paper, entry: EntryId, examiner: i64) -> Vec<Typed> {
    let given = |(place, (_, criterion)): (usize, (_, &Criterion))| {
        let seed =
            |n: i64| (n * 7919 + place as i64 * 104_729).unsigned_abs().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
        let own = seed(entry.0 * 8 + examiner) % 16 == 0;
        let draw = if own { seed(entry.0 * 8 + examiner) >> 4 } else { seed(entry.0 * 8) };
        let given = match (&criterion.how, draw % 4) {
            (How::Deduct(_), 0) => Given::Faults("a".to_owned()),
            (How::Measure, 0) if criterion.knockout.is_none() || seed(entry.0) % 32 == 0 => Given::Number(0),
            (How::Each(_) | How::Band(_), 0) => Given::Number(criterion.full.0.0 - 50),
            (How::Steps(_), 0) => Given::Number(200),
            _ => criterion.best(),
        };
        let note = if criterion.needs_note(&given) { "理由" } else { "" };
        Typed { criterion: criterion.id.clone(), given, note: note.to_owned() }
    };
    let chosen = paper.first_choices();
    paper.criteria(&chosen).enumerate().map(given).collect()
}

/// The same marks as rows, each signature beside: the file that one would make without packing. Its keys are integers.
pub struct Rows {
    pub conn: Connection,
    _folder: tempfile::TempDir,
}

impl Rows {
    fn fresh() -> Rows {
        let folder = tempfile::tempdir().expect("a folder");
        let conn = Connection::open(folder.path().join("rows.db")).expect("a new file");
        settings::guard(&conn).expect("the program's settings");
        settings::pin_for_writing(&conn).expect("the program's settings");
        Rows { conn, _folder: folder }
    }

    /// All that a signed sheet says, still a row a mark: the criterion by its own name, what was given as it was given, the reasons, and
    /// beside the signature which paper and standard it was signed over, in one digest.
    pub fn whole(marked: &Marked) -> Rows {
        let rows = Rows::fresh();
        let sql = "CREATE TABLE sheet (id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, subject TEXT NOT NULL, examiner INTEGER NOT NULL,
                     attempt INTEGER NOT NULL, version INTEGER NOT NULL, basis BLOB NOT NULL, station TEXT NOT NULL,
                     signed_at TEXT NOT NULL, key BLOB NOT NULL, signature BLOB NOT NULL,
                     UNIQUE (entry, subject, examiner, attempt, version)) STRICT;
                   CREATE TABLE mark (sheet INTEGER NOT NULL REFERENCES sheet (id), criterion TEXT NOT NULL, given TEXT NOT NULL, note TEXT NOT NULL,
                     PRIMARY KEY (sheet, criterion)) STRICT, WITHOUT ROWID;";
        rows.conn.execute_batch(sql).expect("tables");
        let tx = rows.conn.unchecked_transaction().expect("a transaction");
        let signer = Signer::from_seed(&[7; 32]);
        let chosen = marked.paper.first_choices();
        for (id, sheet) in (1_i64..).zip(marked.sheets()) {
            let signature = signer.sign(tags::SHEET, &serde_json::to_vec(&sheet).expect("JSON"));
            let basis = BASE64_URL_SAFE_NO_PAD.decode(&sheet.basis.0).expect("a digest");
            tx.prepare_cached("INSERT INTO sheet VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")
                .and_then(|mut insert| {
                    insert.execute(rusqlite::params![
                        id,
                        sheet.entry,
                        sheet.subject,
                        sheet.examiner,
                        sheet.attempt,
                        sheet.version,
                        basis,
                        sheet.station,
                        sheet.signed_at,
                        signer.public(),
                        signature
                    ])
                })
                .expect("a row");
            for ((_, criterion), given) in marked.paper.criteria(&chosen).zip(&sheet.marks) {
                let given = serde_json::to_string(given).expect("JSON");
                let note = sheet.notes.get(&criterion.id).map_or("", String::as_str);
                tx.prepare_cached("INSERT INTO mark VALUES (?1, ?2, ?3, ?4)")
                    .and_then(|mut insert| insert.execute((id, &criterion.id, given, note)))
                    .expect("a row");
            }
        }
        tx.commit().expect("a commit");
        rows
    }

    /// The least that a row a mark can be: integers alone, worth in hundredths, and a signature over what is not there.
    pub fn beside(marked: &Marked) -> Rows {
        let rows = Rows::fresh();
        let conn = &rows.conn;
        conn.execute_batch(
            "CREATE TABLE criterion (id INTEGER PRIMARY KEY, question INTEGER NOT NULL, dimension TEXT NOT NULL, knockout INTEGER NOT NULL) STRICT;
             CREATE TABLE sheet (id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, examiner INTEGER NOT NULL, signed_at TEXT NOT NULL,
               key BLOB NOT NULL, signature BLOB NOT NULL, UNIQUE (entry, examiner)) STRICT;
             CREATE TABLE mark (entry INTEGER NOT NULL, examiner INTEGER NOT NULL, criterion INTEGER NOT NULL REFERENCES criterion (id),
               hundredths INTEGER NOT NULL, PRIMARY KEY (entry, examiner, criterion)) STRICT, WITHOUT ROWID;",
        )
        .expect("tables");
        let tx = conn.unchecked_transaction().expect("a transaction");
        let signer = Signer::from_seed(&[7; 32]);
        let chosen = marked.paper.first_choices();
        let criteria: Vec<_> = marked.paper.criteria(&chosen).collect();
        for (n, (question, criterion)) in (0_i64..).zip(&criteria) {
            let dimension = serde_json::to_string(&criterion.dimension).expect("a word");
            let row = (
                n,
                question.no.parse::<i64>().expect("a number"),
                dimension.trim_matches('"').to_owned(),
                criterion.knockout.is_some(),
            );
            tx.execute("INSERT INTO criterion VALUES (?1, ?2, ?3, ?4)", row).expect("a row");
        }
        for sheet in marked.sheets() {
            let signature = signer.sign(tags::SHEET, &serde_json::to_vec(&sheet).expect("JSON"));
            tx.prepare_cached(
                "INSERT INTO sheet (entry, examiner, signed_at, key, signature) VALUES (?1, ?2, ?3, ?4, ?5)",
            )
            .and_then(|mut insert| {
                insert.execute((sheet.entry.0, sheet.examiner.0, &sheet.signed_at, signer.public(), signature))
            })
            .expect("a row");
            for ((n, (_, criterion)), given) in (0_i64..).zip(&criteria).zip(&sheet.marks) {
                let worth = Marked::worth(criterion, given);
                tx.prepare_cached("INSERT INTO mark VALUES (?1, ?2, ?3, ?4)")
                    .and_then(|mut insert| insert.execute((sheet.entry.0, sheet.examiner.0, n, worth)))
                    .expect("a row");
            }
        }
        tx.commit().expect("a commit");
        rows
    }
}
