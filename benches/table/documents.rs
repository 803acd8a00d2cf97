//! Certificates as PDF, a file each, beside typst making the same page with the same font and photo: its program, or else its Python
//! module, which is spared the start of a program.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;
use touchstone::document::certificate::{Certificate, Holder, Placement, document};
use touchstone::document::pdf::Attachment;
use touchstone::document::ticket::Photo;
use touchstone::document::typeface::Typefaces;

use crate::rows::{Goal, Round, Rounds, Table};

const WORK: &str = "certificates as PDF/A-3, a file each";
const PHOTO: &[u8] = include_bytes!("../../tests/data/photo.jpg");
const FONTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/document/fonts");
/// The other program makes so many in a round: it takes a while.
const THEIRS: usize = 10;

pub fn run(table: &mut Table, pages: usize) {
    // The program may lie anywhere: `TYPST` names it.
    let program = std::env::var("TYPST").unwrap_or_else(|_| "typst".to_owned());
    let typst = if Command::new(&program).arg("--version").output().is_ok() {
        Typst::Program(program)
    } else if Command::new("python3").args(["-c", "import typst"]).output().is_ok_and(|ran| ran.status.success()) {
        Typst::Module
    } else {
        return table
            .skip(WORK, "typst is missing (cargo install typst-cli; TYPST names the program; or pip install typst)");
    };
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("photo.jpg"), PHOTO).expect("the photo");
    let goal = Goal::AtLeast(5.0);
    let rounds = Rounds::paired(goal, || {
        let theirs = theirs(&typst, folder.path())?;
        let ours = ours(pages);
        Some(Round { theirs, ours, ratio: ours / theirs })
    });
    match rounds {
        Some(rounds) => table.add(WORK, typst.name(), &rounds, |rate| format!("{rate:.0} pages/s"), goal),
        None => table.fail(WORK, "typst made no page"),
    }
}

enum Typst {
    Program(String),
    Module,
}

impl Typst {
    fn name(&self) -> &'static str {
        match self {
            Typst::Program(_) => "typst CLI",
            Typst::Module => "typst as a Python module, a process each, its start not counted",
        }
    }

    /// Seconds for one page.
    fn page(&self, folder: &Path, source: &Path) -> Option<f64> {
        match self {
            Typst::Program(program) => {
                let begin = Instant::now();
                let output = Command::new(program)
                    .args(["compile", "--ignore-system-fonts", "--font-path", FONTS, "--pdf-standard", "a-3b"])
                    .arg(source)
                    .arg(source.with_extension("pdf"))
                    .output()
                    .ok()?;
                output.status.success().then(|| begin.elapsed().as_secs_f64())
            }
            Typst::Module => {
                let script = include_str!("peers/typst_page.py");
                let ran = Command::new("python3").args(["-c", script, FONTS]).arg(folder).arg(source).output().ok()?;
                String::from_utf8(ran.stdout).ok()?.trim().parse().ok()
            }
        }
    }
}

/// Pages a second; each page is another candidate's.
fn ours(pages: usize) -> f64 {
    let (faces, photo) = (Typefaces::embedded(), Arc::new(PHOTO.to_vec()));
    let certificates: Vec<Certificate> = (0..pages).map(|n| certificate(n, &photo)).collect();
    let begin = Instant::now();
    for certificate in &certificates {
        let bytes = document(certificate, Placement::default(), &faces).expect("every character has its glyph");
        assert!(bytes.starts_with(b"%PDF"));
    }
    pages as f64 / begin.elapsed().as_secs_f64()
}

fn name(n: usize) -> String {
    let names = ["向少华", "欧阳婉清", "阿依古丽·买买提", "李㛃䶮𬱖", "程春燕"];
    names[n % names.len()].to_owned()
}

fn certificate(n: usize, photo: &Arc<Vec<u8>>) -> Certificate {
    let number = format!("S00004300001226300{n:04}");
    Certificate {
        title: "职业技能等级证书".to_owned(),
        title_en: String::new(),
        evaluation: "职业技能等级认定".to_owned(),
        holder: Some(Holder {
            name: name(n),
            document_kind: "居民身份证".to_owned(),
            document_number: "430122199608150025".to_owned(),
            photo: Some(Photo { bytes: Arc::clone(photo), size: (118, 165) }),
        }),
        trade: "电工".to_owned(),
        branch: String::new(),
        level: "三级/高级工".to_owned(),
        level_en: String::new(),
        issuer: "临江市职业技能鉴定所".to_owned(),
        issued_on: NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"),
        way: "考核".to_owned(),
        code: Some(format!("TS1:{number}{}", "0123456789ABCDEF".repeat(60))),
        code_note: None,
        read_out: Some("7K4M-29PQ".to_owned()),
        print_serial: None,
        remarks: Vec::new(),
        bilingual: false,
        attachments: vec![Attachment {
            name: "credential.json".to_owned(),
            mime: "application/json",
            description: "The signed credential".to_owned(),
            bytes: vec![b' '; 4000],
        }],
        number,
    }
}

/// Pages a second of the other program: the text, the frame and the photo; a QR code and an attachment it is spared.
fn theirs(typst: &Typst, folder: &Path) -> Option<f64> {
    let sources: Vec<_> = (0..THEIRS).map(|n| folder.join(format!("{n}.typ"))).collect();
    for (n, source) in sources.iter().enumerate() {
        let text = format!(
            "#set page(paper: \"a4\", margin: 28mm)\n#set text(font: \"Noto Serif SC\", size: 13pt, lang: \"zh\")\n\
             #rect(width: 100%, height: 100%, stroke: 1pt)[\n#align(center, text(38pt)[职业技能等级证书])\n\
             本证书由临江市职业技能鉴定所颁发，表明持证人通过本机构组织的职业技能等级认定，具备该职业（工种）相应技能等级水平。\n\
             #image(\"photo.jpg\", width: 25mm)\n#table(columns: 2, [姓名], [{}], [证件类型], [居民身份证], [证件号码], [430122199608150025], \
             [职业名称], [电工], [工种/职业方向], [-- ], [职业技能等级], [三级/高级工], [证书编号], [S00004300001226300{n:04}])\n\
             证书信息查询网址：http:\\/\\/jndj.osta.org.cn \\ 机构信息查询网址：http:\\/\\/pjjg.osta.org.cn \\ 2026年11月22日\n]\n",
            name(n)
        );
        std::fs::write(source, text).ok()?;
    }
    let seconds: f64 = sources.iter().map(|source| typst.page(folder, source)).sum::<Option<f64>>()?;
    Some(THEIRS as f64 / seconds)
}
