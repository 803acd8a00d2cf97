//! From a batch to paper: what there is to print, how it looks, where it goes; and a certificate's page from its sealed bytes.

mod support;

use support::{Bench, CERTIFIER};
use touchstone::credential::attached;
use touchstone::credential::registration::{Qr, read_qr};
use touchstone::credential::verify::{Report, Stage, State, Verdict};
use touchstone::document::certificate::{Certificate, LAYOUT, Placement, document as draw};
use touchstone::document::pdf::Attachment;
use touchstone::document::typeface::Typefaces;
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::printing::Layout;
use touchstone::domain::id::EntryId;
use touchstone::domain::language::{Lang, Say};
use touchstone::exchange::print::certificate::{self as page, Setting};
use touchstone::exchange::print::page_part::PagePart;
use touchstone::exchange::print::run::{Kind, Run, Stage as Step, Target};
use touchstone::exchange::verifying::{Question, ask};
use touchstone::ops::photo::{Photo, attach};
use touchstone::ops::register::Register;
use touchstone::ops::trust::own_card;
use touchstone::ops::{Office, certificate, printing};
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};

fn start(office: Office, lang: Lang) -> Journey {
    let context = Context::new(office, lang, Theme::new(Palette::Mono, false));
    let mut journey = Journey::new(context, Home::default(), 80, 24);
    journey.settle();
    journey
}

/// Three who passed, the first with a photo, and their certificates.
fn issued() -> (Bench, Vec<String>) {
    let mut bench = Bench::marking(3);
    let candidate = bench.office.read().entry(EntryId(1)).unwrap().unwrap().candidate;
    let bytes = include_bytes!("data/photo.jpg").to_vec();
    attach(&mut bench.office, vec![Photo { candidate, format: "jpeg", width: 118, height: 165, bytes }]).unwrap();
    (1..=3).for_each(|n| bench.full_marks(EntryId(n)));
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-10-20T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(CERTIFIER);
    let numbers = certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap().numbers;
    (bench, numbers)
}

#[test]
fn a_certificates_page_carries_its_credential_its_proof_and_its_photo_and_a_reprint_is_the_same_bytes() {
    let (bench, numbers) = issued();
    let read = bench.office.read();
    let register = Register::open(&read).unwrap();
    let faces = Typefaces::embedded();
    for (n, number) in numbers.iter().enumerate() {
        let bytes = page::document(&read, &register, number, Setting::default(), &faces).unwrap();
        assert_eq!(bytes, page::document(&read, &register, number, Setting::default(), &faces).unwrap());
        let found = attached::find(&bytes);
        assert_eq!(found.credential.as_deref(), read.credential(number).unwrap().as_deref().map(str::as_bytes));
        assert!(found.registration.unwrap().contains("c2sp.org/tlog-proof"));
        assert_eq!(found.photo.is_some(), n == 0, "the photo of the first");
        let own = page::of(&read, &register, number, true).unwrap();
        assert!(matches!(read_qr(own.code.as_deref().unwrap()), Ok(Qr::Whole(_))), "the code proves the claim");
        let holder = own.holder.unwrap();
        assert_eq!(holder.document_number, support::id_number(n), "whole on the page");
    }
    assert!(page::of(&read, &register, "S000043000012263000999", false).is_err());
}

#[test]
fn a_later_act_changes_no_page_that_was_printed() {
    let (mut bench, numbers) = issued();
    let faces = Typefaces::embedded();
    let print = |office: &Office| {
        let read = office.read();
        page::document(&read, &Register::open(&read).unwrap(), &numbers[0], Setting::default(), &faces).unwrap()
    };
    let before = print(&bench.office);
    bench.clock.set("2026-10-21T09:00:00+08:00");
    touchstone::ops::day::end(&mut bench.office).unwrap();
    assert_eq!(print(&bench.office), before);
}

#[test]
fn tickets_of_a_batch_go_into_one_file_or_one_each_and_stop_where_the_user_stops() {
    let bench = Bench::marking(5);
    let read = bench.office.read();
    let path = bench.path().with_file_name("tickets.pdf");
    let mut run = Run::of(&bench.office, bench.batch, Kind::Tickets, Target::One(path.clone()), Lang::Zh).unwrap();
    assert_eq!((run.progress(), run.pages()), ((0, 5), 3));
    let first = run.page(&read, 0).unwrap().unwrap();
    assert!(first.lines().any(|line| line.text == "准 考 证") && run.page(&read, 3).unwrap().is_none());
    while run.step(&read).unwrap() != Step::Done {}
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));

    let folder = bench.path().with_file_name("each");
    let mut run = Run::of(&bench.office, bench.batch, Kind::Tickets, Target::Each(folder.clone()), Lang::En).unwrap();
    run.step(&read).unwrap();
    run.step(&read).unwrap();
    assert_eq!((run.progress(), run.written()), ((2, 5), 2), "what is written stays");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
    // What is there is never written over.
    let mut again = Run::of(&bench.office, bench.batch, Kind::Tickets, Target::Each(folder), Lang::Zh).unwrap();
    assert!(again.step(&read).is_err());
}

#[test]
fn a_clerk_sees_the_tickets_before_printing_them_and_writes_them_to_a_file() {
    let bench = Bench::marking(3);
    let path = bench.path().with_file_name("准考证.pdf");
    let folder = bench.folder;
    let mut journey = start(bench.office, Lang::Zh);
    journey.keys("b<Enter>").settle();
    journey.keys("p");
    insta::assert_snapshot!("print_choose_zh", journey.screen_text());
    insta::assert_snapshot!("print_choose_en", journey.keys("<F2>").screen_text());
    journey.keys("<F2>准考证<Enter>").settle();
    assert!(journey.crumbs().ends_with("准考证 预览"), "{}", journey.crumbs());
    insta::assert_snapshot!("print_preview_zh", journey.screen_text());
    journey.keys("]").settle();
    assert!(journey.screen_text().contains("第 2 页，共 2 页"), "{}", journey.screen_text());
    journey.keys("w");
    journey.keys(&format!("<C-u>{}<Enter>", path.display()));
    // The file is put together aside.
    while journey.settle().message().is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(journey.message().contains("3 人的已写到"), "{}", journey.message());
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
    drop(folder);
}

#[test]
fn a_certificate_is_looked_at_in_both_languages_and_written_from_its_preview() {
    let (bench, _) = issued();
    let path = bench.path().with_file_name("证书.pdf");
    let folder = bench.folder;
    let mut journey = start(bench.office, Lang::Zh);
    journey.keys("<F6>").settle();
    journey.keys("V").settle();
    insta::assert_snapshot!("print_certificate_zh", journey.screen_text());
    assert!(journey.keys("<End>").screen_text().contains("发证日期"), "{}", journey.screen_text());
    journey.keys("b").settle();
    assert!(journey.screen_text().contains("Certificate of Vocational Skill Level"), "{}", journey.screen_text());
    assert!(journey.keys("e").message().contains("只有一份"), "{}", journey.message());
    journey.keys("w");
    journey.keys(&format!("<C-u>{}<Enter>", path.display())).settle();
    assert!(journey.message().contains("已写到"), "{}", journey.message());
    assert!(attached::find(&std::fs::read(&path).unwrap()).credential.is_some());
    drop(folder);
}

/// What a stranger is told of a file.
fn looked_at(pdf: &[u8], bench: &Bench) -> Report {
    let question = Question { bytes: Some(pdf.to_vec()), ..Question::default() };
    ask(&question, Some(own_card(&bench.office).unwrap())).unwrap()
}

fn page_code(report: &Report) -> (Verdict, Option<&'static str>) {
    (report.verdict, report.step(Stage::Page).map(|step| step.code))
}

#[test]
fn a_page_that_was_edited_beside_its_untouched_credential_is_found() {
    let (mut bench, numbers) = issued();
    printing::print_one(&mut bench.office, &numbers[0], Layout::Whole, None).unwrap();
    let read = bench.office.read();
    let register = Register::open(&read).unwrap();
    let faces = Typefaces::embedded();
    let own = || page::of(&read, &register, &numbers[0], true).unwrap();
    let file = |own| page::bytes(own, Placement::default(), &faces).unwrap();
    let honest = file(own());
    let report = looked_at(&honest, &bench);
    assert_eq!(page_code(&report), (Verdict::Genuine, Some("page_same")), "{report:#?}");
    let told = &report.step(Stage::Page).unwrap().text;
    assert!(told.zh.contains("不在签名之内的只有取得方式“考核”") && told.en.contains("byte by byte"), "{told:?}");

    // The page drawn anew with something else on it, and every attachment as it was.
    type Edit = fn(&mut Certificate);
    let edits: [(&str, Edit); 8] = [
        ("the name", |own| own.holder.as_mut().unwrap().name = "李伟".to_owned()),
        ("the level", |own| own.level = "一级/高级技师".to_owned()),
        ("the trade", |own| own.trade = "焊工".to_owned()),
        ("the number", |own| own.number.replace_range(21.., "9")),
        ("the day", |own| own.issued_on = own.issued_on.pred_opt().unwrap()),
        ("the issuer", |own| own.issuer = "某省职业技能鉴定中心".to_owned()),
        ("the code", |own| own.code = Some(format!("{}X.", own.code.take().unwrap()))),
        ("the photo", |own| own.holder.as_mut().unwrap().photo = None),
    ];
    for (what, edit) in edits {
        let mut forged = own();
        let part = PagePart::of(&forged, Placement::default()).unwrap();
        edit(&mut forged);
        forged.attachments.push(part.attachment());
        let forged = draw(&forged, Placement::default(), &faces).unwrap();
        assert_eq!(attached::find(&forged), attached::find(&honest), "{what}: what the file carries is untouched");
        let report = looked_at(&forged, &bench);
        assert_eq!(page_code(&report), (Verdict::NotGenuine, Some("page_changed")), "{what}");
    }

    // The number of another's card, on the page and in the part that says how it is drawn.
    let mut other = own();
    other.holder.as_mut().unwrap().document_number = support::id_number(1);
    assert_eq!(page_code(&looked_at(&file(other), &bench)), (Verdict::NotGenuine, Some("page_other_holder")));
    // What no signature covers may be written by anybody, and is told as that.
    let mut remarked = own();
    remarked.remarks = vec!["优秀".to_owned()];
    let report = looked_at(&file(remarked), &bench);
    assert!(report.step(Stage::Page).unwrap().text.zh.contains("备注“优秀”"), "{report:#?}");

    // The file as it was, with one byte of the page, the photo, a font or the closing table changed.
    let mut changed = 0;
    for at in (9..honest.len()).step_by(honest.len() / 150) {
        let mut edited = honest.clone();
        edited[at] ^= 0x20;
        let report = looked_at(&edited, &bench);
        assert!(report.step(Stage::Page).is_none_or(|step| step.state != State::Holds), "byte {at}");
        changed += usize::from(page_code(&report) == (Verdict::NotGenuine, Some("page_changed")));
    }
    assert!(changed > 50, "most bytes are the page's own: {changed}");
}

#[test]
fn a_page_without_its_part_was_changed_and_one_of_another_version_is_left_to_the_eye() {
    let (bench, numbers) = issued();
    let read = bench.office.read();
    let register = Register::open(&read).unwrap();
    let faces = Typefaces::embedded();
    let mut bare = page::of(&read, &register, &numbers[0], false).unwrap();
    let part = PagePart::of(&bare, Placement::default()).unwrap().attachment();
    let without = draw(&bare, Placement::default(), &faces).unwrap();
    let report = looked_at(&without, &bench);
    assert_eq!(page_code(&report), (Verdict::NotGenuine, Some("page_absent")), "{report:#?}");
    let text = String::from_utf8(part.bytes.clone()).unwrap();
    let newer = text.replacen(&LAYOUT.to_string(), "999", 1).into_bytes();
    bare.attachments.push(Attachment { bytes: newer, ..part.clone() });
    let report = looked_at(&draw(&bare, Placement::default(), &faces).unwrap(), &bench);
    assert_eq!(page_code(&report), (Verdict::Genuine, Some("page_other_version")));
    assert!(report.say(Lang::Zh).contains("页面核对不了") && report.say(Lang::En).contains("not the page"));
    bare.attachments.pop();
    bare.attachments.push(Attachment { bytes: text.replace("\"way\"", "\"weg\"").into_bytes(), ..part });
    let report = looked_at(&draw(&bare, Placement::default(), &faces).unwrap(), &bench);
    assert_eq!(page_code(&report), (Verdict::NotGenuine, Some("page_unreadable")));
}
