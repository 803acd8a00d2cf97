//! In English no screen shows Han but what is data: the station of this test has data in Latin letters only.

mod support;

use support::Bench;
use touchstone::domain::id::PersonId;
use touchstone::domain::identity::PersonName;
use touchstone::domain::language::Lang;
use touchstone::domain::stamp::Role;
use touchstone::ops::{entry, station};
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// What the test station itself calls things: its data.
const DATA: [&str; 21] = [
    "督一",
    "证一",
    "测试县职业技能鉴定所",
    "测试路 1 号",
    "周考务",
    "秦一",
    "秦二",
    "秦三",
    "登一",
    "登二",
    "钳工",
    "2026 年九月批次",
    "一号车间",
    "湘备 2026-017",
    "备案〔2026〕1号",
    "居民身份证",
    "累计从事本职业或相关职业工作满 5 年",
    "锉配与装调",
    "钳工四级理论知识",
    "市技师学院",
    "县机械厂",
];

/// Every run of Han must be a piece of the data: a popup may cut a name in two.
fn no_han(journey: &mut Journey, screen: &str) {
    let text = journey.settle().screen_text();
    let runs = text.split(|c| !is_han(c)).filter(|run| !run.is_empty());
    let strays: Vec<&str> = runs.filter(|run| !DATA.iter().any(|data| data.contains(run))).collect();
    assert!(strays.is_empty(), "{screen} shows Han in English: {strays:?}\n{text}");
}

#[test]
fn every_place_and_its_help_speak_english_alone() {
    let mut bench = Bench::registering();
    for n in 0..3 {
        let mut person = support::applicant(n);
        person.name = PersonName::parse(&format!("Ali Baba {}", ["Ada", "Ben", "Cy"][n])).unwrap();
        person.details = Default::default();
        entry::file_entry(&mut bench.office, bench.batch, &person).unwrap();
    }
    let roles = [Role::Registrar, Role::Administrator];
    station::revise_person(&mut bench.office, PersonId(1), "Zoe", &roles).unwrap();
    let context = Context::new(bench.office, Lang::En, Theme::new(Palette::Mono, false));
    let mut journey = Journey::new(context, Home::default(), 120, 36);
    no_han(&mut journey, "home");
    journey.keys("<F1>");
    no_han(&mut journey, "the help of home");
    journey.keys("<Esc>");
    // Every place from anywhere, with its help and its palette.
    let places = [
        ("<F3>", "batches"),
        ("<F4>", "candidates"),
        ("<F6>", "certificates"),
        ("<F8>", "journal"),
        ("<F9>", "settings"),
        ("<F11>", "import"),
    ];
    for (key, place) in places {
        journey.keys(key);
        no_han(&mut journey, place);
        for (popup, what) in [("<F1>", "help"), ("<C-p>", "palette")] {
            journey.keys(popup);
            no_han(&mut journey, &format!("the {what} of {place}"));
            journey.keys("<Esc>");
        }
        journey.keys("<Esc>");
    }
    for (keys, screen) in [("<F8>s", "codes"), ("r", "the QR")] {
        journey.keys(keys);
        no_han(&mut journey, screen);
    }
    journey.keys("<Esc><Esc>v1043Q");
    no_han(&mut journey, "the comparison");
    journey.keys("<Enter>");
    no_han(&mut journey, "a mistyped code");
    journey.keys("<C-u><Esc>t");
    no_han(&mut journey, "the honest page");
    journey.keys("G");
    no_han(&mut journey, "the end of the honest page");
    journey.keys("<Esc>dy");
    no_han(&mut journey, "the day's page");
    journey.keys("<Esc><Esc>");
    journey.keys("<F3><Enter>");
    no_han(&mut journey, "a batch");
    journey.keys("<F1>");
    no_han(&mut journey, "the help of a batch");
    journey.keys("<Esc>P");
    no_han(&mut journey, "papers and panels");
    for (keys, screen) in
        [("w", "all about a panel"), ("<Esc><Down><Enter>", "who could serve"), ("<Esc>t", "sessions")]
    {
        journey.keys(keys);
        no_han(&mut journey, screen);
    }
    journey.keys("n");
    no_han(&mut journey, "planning a session");
    journey.keys("<Esc><F9>jjj<Enter>");
    no_han(&mut journey, "the examiners");
    journey.keys("jj<Enter>");
    no_han(&mut journey, "a record");
    journey.keys("<Esc><Esc>j<Enter>");
    no_han(&mut journey, "the ties");
    journey.keys("a");
    no_han(&mut journey, "declaring a tie");
}
