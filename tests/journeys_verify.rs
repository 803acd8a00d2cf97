//! A certificate verified at the screen: by its file, by the text that a scanner types, and by one that was changed.

mod support;

use ratatui::Frame;
use ratatui::layout::Rect;
use support::{Bench, CERTIFIER};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::id::EntryId;
use touchstone::domain::language::Lang;
use touchstone::ops::certificate;
use touchstone::ops::register::proof_of;
use touchstone::tui::context::Context;
use touchstone::tui::intent::Intent;
use touchstone::tui::journey::Journey;
use touchstone::tui::keytable::Scope;
use touchstone::tui::screen::{Flow, Screen};
use touchstone::tui::theme::{Palette, Theme};

/// Where the keys of the places start from.
struct Start;

impl Screen for Start {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("首页", "Home").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::List
    }

    fn draw(&mut self, _: &mut Frame, _: Rect, _: &mut Context) {}

    fn intent(&mut self, _: Intent, _: &mut Context) -> Flow {
        Flow::Pass
    }
}

/// The journey, the text of the certificate's QR, and its credential.
fn start(columns: u16, rows: u16) -> (Journey, tempfile::TempDir, String, String) {
    let mut bench = Bench::marking(1);
    bench.full_marks(EntryId(1));
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(CERTIFIER);
    let issued = certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    let number = &issued.numbers[0];
    let (qr, _) = proof_of(&bench.office.read(), number).unwrap().qr_text().unwrap();
    let credential = bench.office.read().credential(number).unwrap().unwrap();
    let context = Context::new(bench.office, Lang::Zh, Theme::new(Palette::Dark, false));
    (Journey::new(context, Start, columns, rows), bench.folder, qr, credential)
}

/// What stands on the screen in both languages.
fn both(journey: &mut Journey, zh: &[&str], en: &[&str]) {
    for (words, key) in [(zh, "<F2>"), (en, "<F2>")] {
        let text = journey.screen_text();
        assert!(words.iter().all(|word| text.contains(word)), "{words:?}:\n{text}");
        journey.keys(key);
    }
}

#[test]
fn a_scanned_qr_is_genuine_of_this_station_and_its_holder_is_compared() {
    let (mut journey, _folder, qr, _) = start(80, 24);
    journey.keys("<F6>v");
    both(&mut journey, &["证书文件或二维码文字", "状态清单文件"], &["Certificate file or QR text", "Status list file"]);
    journey.paste(&qr).keys("<Tab>").keys(&support::id_number(0)).keys("<C-s>");
    assert!(journey.screen_text().contains("真实"), "{}", journey.screen_text());
    both(&mut journey, &["真实", "✓ 持证人"], &["Genuine", "✓ Holder"]);
    journey.keys("<Esc>");
    assert!(journey.crumbs().ends_with("查验"), "what was typed is still there: {}", journey.crumbs());
}

#[test]
fn a_result_of_a_subject_and_one_of_a_dimension_are_told_apart() {
    let (mut journey, folder, _, credential) = start(80, 36);
    let path = folder.path().join("c.json");
    std::fs::write(&path, credential).unwrap();
    journey.keys("<F6>v");
    journey.paste(path.to_str().unwrap()).keys("<C-s>");
    both(&mut journey, &["科目       理论", "维度       职业道德"], &["Subject    理论", "Dimension  职业道德"]);
}

#[test]
fn a_changed_file_is_not_genuine_and_a_missing_one_is_told_without_losing_what_was_typed() {
    let (mut journey, folder, _, credential) = start(120, 36);
    let path = folder.path().join("c.json");
    std::fs::write(&path, credential.replace("张伟", "李伟")).unwrap();
    journey.keys("<F6>v");
    journey.paste(path.to_str().unwrap()).keys("<C-s>");
    assert!(journey.screen_text().contains("不能认定为真实"), "{}", journey.screen_text());
    both(&mut journey, &["✗ 签名"], &["✗ Signature", "Not genuine"]);
    std::fs::remove_file(&path).unwrap();
    journey.keys("<Esc><C-s>");
    assert!(journey.screen_text().contains("c.json"), "{}", journey.screen_text());
    assert!(!journey.message().is_empty());
}
