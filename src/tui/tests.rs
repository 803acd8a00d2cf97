//! Journeys through the frame on invented screens.

use super::context::Context;
use super::journey::Journey;
use super::sample::{Counting, PeopleScreen, PersonForm};
use super::screen::{Press, Screen};
use super::theme::{Palette, Theme};
use crate::domain::language::Lang;
use crate::ops::Office;
use unicode_width::UnicodeWidthStr;

fn context(lang: Lang) -> Context {
    Context::new(Office::for_tests(), lang, Theme::new(Palette::Dark, false))
}

fn start(screen: impl Screen + 'static) -> Journey {
    Journey::new(context(Lang::Zh), screen, 80, 24)
}

#[test]
fn the_list_screen_at_80_by_24_in_both_languages() {
    let mut journey = start(PeopleScreen::new());
    insta::assert_snapshot!("list_zh", journey.keys("jj").screen_text());
    insta::assert_snapshot!("list_en", journey.keys("<F2>").screen_text());
}

#[test]
fn the_form_and_its_question_at_80_by_24() {
    let mut journey = start(PeopleScreen::new());
    journey.keys("<Enter>张三<Tab>１２x<Tab>2026/2/30");
    insta::assert_snapshot!("form_zh", journey.screen_text());
    journey.keys("<C-u>2026/2/3<S-Tab><BS><C-s>");
    insta::assert_snapshot!("question_zh", journey.screen_text());
}

#[test]
fn a_person_goes_down_a_list_fills_a_form_and_confirms() {
    let mut journey = start(PeopleScreen::new());
    journey.keys("jj<Enter>张三<Tab>12<Tab>20260301<Tab><Right><Tab>备注<Enter>");
    assert_eq!(journey.crumbs(), "考生 > 登记 > 确认");
    journey.keys("y");
    assert_eq!(journey.crumbs(), "考生");
    assert_eq!(journey.message(), "已登记张三。");
    assert!(journey.keys("j").message().is_empty());
}

#[test]
fn letters_typed_or_pasted_into_a_field_are_text_and_never_commands() {
    let mut journey = start(PeopleScreen::new());
    journey.keys("<Enter>jq?:/yn").paste("dd\nqq");
    assert_eq!(journey.crumbs(), "考生 > 登记");
    assert!(journey.screen_text().contains("jq?:/yndd qq"));
}

#[test]
fn a_paste_outside_a_field_does_nothing_and_says_so() {
    let mut journey = start(PeopleScreen::new());
    let before = journey.screen_text();
    journey.paste("jjj<Enter>");
    assert_eq!(journey.message(), "粘贴只能在输入框里。");
    assert_eq!(journey.keys("").crumbs(), "考生");
    assert_eq!(journey.screen_text().lines().take(20).collect::<Vec<_>>(), before.lines().take(20).collect::<Vec<_>>());
}

#[test]
fn what_an_input_method_makes_of_a_command_key_still_is_the_command() {
    let mut journey = start(PeopleScreen::new());
    assert_eq!(journey.keys("？").crumbs(), "考生 > 帮助");
    assert_eq!(journey.keys("<Esc>：").crumbs(), "考生 > 命令");
    journey.keys("<Esc>张");
    assert_eq!(journey.message(), "输入法开着：请切到英文再按命令键。");
}

#[test]
fn the_cursor_stands_in_the_focused_field_behind_wide_characters() {
    let mut journey = start(PeopleScreen::new());
    assert_eq!(journey.cursor(), None);
    let empty = journey.keys("<Enter>").cursor().expect("in the first field");
    assert_eq!(journey.keys("欧阳ab").cursor(), Some((empty.0 + 6, empty.1)));
    assert_eq!(journey.keys("<Home><Right>").cursor(), Some((empty.0 + 2, empty.1)));
    let next = journey.keys("<Tab>").cursor().expect("in the next field");
    assert!(next.1 > empty.1);
    assert!(journey.keys("<Tab><Tab>").cursor().is_some(), "a choice shows where the focus is too");
    assert_eq!(journey.keys("<F1>").cursor(), None, "a popup without a field hides the cursor of the form below");
}

#[test]
fn a_command_that_cannot_run_says_why() {
    let mut journey = start(PersonForm::new());
    assert_eq!(journey.keys("<C-s>").message(), "还没有填写，没有可保存的。");
    journey.keys("<C-p>保存<Enter>");
    assert_eq!(journey.message(), "还没有填写，没有可保存的。");
    assert_eq!(journey.keys("<F2>").message(), "");
}

#[test]
fn a_few_fields_are_filled_in_a_popup_and_come_back_in_order() {
    let mut journey = start(PeopleScreen::new());
    journey.keys("l<Enter><Enter>");
    assert_eq!(journey.message(), "理由：必填。");
    insta::assert_snapshot!("fill_zh", journey.keys("生病<Tab>２０２６0301").screen_text());
    assert_eq!(journey.keys("<Enter>").crumbs(), "考生");
    assert_eq!(journey.message(), "已记：生病/2026-03-01");
}

#[test]
fn a_form_with_a_fault_is_not_sent_and_goes_to_the_fault() {
    let mut journey = start(PeopleScreen::new());
    journey.keys("<Enter><Tab>99<C-s>");
    assert_eq!(journey.message(), "姓名：必填。");
    journey.keys("张三<C-s>");
    assert_eq!(journey.message(), "工龄：工龄应为 0 到 60 的整数，如 12。");
    assert_eq!(journey.crumbs(), "考生 > 登记");
}

#[test]
fn leaving_what_is_typed_is_asked_about_and_enter_stays() {
    let mut journey = start(PeopleScreen::new());
    journey.keys("<Enter>张三<Esc>");
    assert_eq!(journey.crumbs(), "考生 > 登记 > 确认");
    assert_eq!(journey.keys("<Enter>").crumbs(), "考生 > 登记");
    assert_eq!(journey.keys("<Esc>y").crumbs(), "考生");
    assert_eq!(journey.keys("<Enter><Esc>").crumbs(), "考生", "nothing typed, nothing asked");
}

#[test]
fn quitting_is_immediate_at_the_first_screen_and_asked_about_deeper() {
    let mut journey = start(PeopleScreen::new());
    journey.keys("<Enter><C-c>");
    assert!(!journey.is_over());
    assert!(journey.keys("<Enter>").is_over());
    assert!(start(PeopleScreen::new()).keys("<C-q>").is_over());
}

#[test]
fn the_palette_finds_a_command_by_pinyin_initials_and_runs_it() {
    let mut journey = start(PeopleScreen::new());
    journey.keys(":yy<Enter>");
    assert_eq!(journey.crumbs(), "Candidates");
    journey.keys("<C-p>change b<Enter>");
    assert!(journey.app.context.theme.ascii);
}

#[test]
fn a_popup_of_choices_tells_that_there_are_more_above_and_below() {
    let mut journey = Journey::new(context(Lang::Zh), PeopleScreen::new(), 80, 16);
    let told = |journey: &mut Journey, keys: &str| {
        let screen = journey.keys(keys).screen_text();
        ["^ │", "v │"].map(|mark| screen.contains(mark))
    };
    assert_eq!(told(&mut journey, "<C-p>"), [false, true]);
    assert_eq!(told(&mut journey, "<Up>"), [true, false]);
    assert_eq!(told(&mut journey, "<C-u>换配"), [false, false]);
}

#[test]
fn help_lists_the_keys_of_this_screen_and_scrolls() {
    let mut journey = start(PeopleScreen::new());
    journey.keys("?");
    insta::assert_snapshot!("help_zh", journey.screen_text());
    journey.keys("G");
    assert!(journey.screen_text().contains("刷新"));
    assert_eq!(journey.keys("<Esc>").crumbs(), "考生");
}

#[test]
fn a_job_shows_its_progress_and_tells_what_came_of_it() {
    let mut journey = start(PeopleScreen::new());
    journey.keys("<F5>");
    assert_eq!(journey.crumbs(), "考生 > 数数");
    assert!(journey.screen_text().contains("0 / 1000"));
    assert_eq!(journey.settle().crumbs(), "考生");
    assert_eq!(journey.message(), "数完了。");
}

#[test]
fn a_job_is_stopped_only_after_a_question() {
    let mut journey = start(PeopleScreen::new());
    journey.keys("<F5>y");
    assert_eq!(journey.message(), "先按 Esc。");
    journey.keys("<C-q>");
    assert!(!journey.is_over());
    journey.keys("<Esc>").settle();
    assert_eq!(journey.crumbs(), "考生 > 数数", "it rests while it is asked");
    assert_eq!(journey.keys("y").crumbs(), "考生");
    assert_eq!(journey.message(), "停在 0。");
}

#[test]
fn a_job_beside_the_work_leaves_the_keys_alone() {
    let mut journey = start(PeopleScreen::new());
    journey.app.context.start(Box::new(Counting { done: 0 }));
    journey.app.idle();
    assert!(journey.keys("jj").screen_text().contains("数数   0%"));
    assert_eq!(journey.settle().message(), "数到了一千。");
}

#[test]
fn the_mouse_selects_rows_opens_them_and_presses_what_the_bars_show() {
    let mut journey = start(PeopleScreen::new());
    journey.click("260300005");
    assert!(journey.screen_text().contains("> 260300005"));
    assert_eq!(journey.click("260300005").crumbs(), "考生 > 登记");
    assert_eq!(journey.click("考生").crumbs(), "考生");
    assert_eq!(journey.click("帮助").crumbs(), "考生 > 帮助");
    journey.keys("<Esc>").wheel(Press::WheelDown, 10, 10);
    assert!(journey.screen_text().contains("> 260300008"));
}

#[test]
fn a_window_too_small_says_so_kindly_and_loses_nothing() {
    let mut journey = start(PeopleScreen::new());
    journey.keys("<Enter>张三").resize(50, 10);
    assert_eq!(journey.screen_text().trim(), "窗口太小：请至少 60x16（现 50x10）");
    journey.keys("李四<Esc>").resize(60, 16);
    assert!(journey.screen_text().contains("张三") && !journey.screen_text().contains("李四"));
    assert_eq!(journey.crumbs(), "考生 > 登记");
    for (columns, rows) in [(1, 1), (5, 3), (59, 16), (60, 15), (200, 50)] {
        journey.resize(columns, rows);
    }
}

#[test]
fn no_cell_of_the_chrome_moves_when_the_language_changes() {
    for script in ["", "<Enter>", "?", ":", "<Enter>张三<Esc>", "<F5>", "l"] {
        let mut journey = Journey::new(context(Lang::Zh), PeopleScreen::new(), 120, 36);
        let zh = journey.keys(script).screen_text();
        let en = journey.keys("<F2>").screen_text();
        assert_eq!(borders(&zh), borders(&en), "after {script}:\n{zh}\n{en}");
        assert_eq!(keys_in_bar(&zh), keys_in_bar(&en), "after {script}");
        assert_eq!(journey.keys("<F2>").screen_text(), zh, "and back again");
    }
}

/// Where the lines of boxes stand.
fn borders(screen: &str) -> Vec<(usize, usize, char)> {
    let marks = |(y, line): (usize, &str)| {
        let at = line.char_indices().filter(|(_, c)| "│┌┐└┘".contains(*c)).map(|(i, c)| (line[..i].width(), y, c));
        at.collect::<Vec<_>>()
    };
    screen.lines().enumerate().flat_map(marks).collect()
}

/// Where the keys of the help bar stand.
fn keys_in_bar(screen: &str) -> Vec<usize> {
    let bar = screen.lines().last().expect("a help bar");
    ["Ctrl-Q", "Ctrl-P", "Esc", "F1", "F2", ":"]
        .iter()
        .filter_map(|key| bar.find(key))
        .map(|at| bar[..at].width())
        .collect()
}

#[test]
fn english_screens_hold_no_han_but_names() {
    let data: String =
        super::sample::people().iter().map(|person| [person.name, person.trade, person.employer].concat()).collect();
    // Whoever sits there stands in the top line.
    let data = data + "周考务";
    for script in ["", "<Enter><Tab>99", "?", ":", "<Enter>z<Esc>", "<F5>", "x"] {
        let mut journey = Journey::new(context(Lang::En), PeopleScreen::new(), 80, 24);
        let screen = journey.keys(script).screen_text();
        let han: String = screen.chars().filter(|c| *c >= '\u{2E80}' && !data.contains(*c)).collect();
        assert!(han.is_empty(), "after {script}: {han}");
    }
}

#[test]
fn nothing_of_ambiguous_width_is_left_with_plain_borders() {
    for script in ["", "<Enter>", "?", ":", "<F5>"] {
        let mut context = context(Lang::Zh);
        context.theme = context.theme.with_ascii(true);
        let mut journey = Journey::new(context, PeopleScreen::new(), 120, 36);
        let screen = journey.keys(script).screen_text();
        assert!(
            screen.chars().all(|c| c.to_string().width() == c.to_string().width_cjk()),
            "after {script}:\n{screen}"
        );
    }
}

#[test]
fn a_long_sentence_is_told_whole_over_the_end_of_the_body() {
    let mut journey = start(PeopleScreen::new());
    let sentence = "公示期到 2026-12-03 才结束，这一批次的证书现在还不能签发。".repeat(2);
    journey.app.context.info(crate::both!("{sentence}", "{sentence}"));
    journey.keys("");
    let screen = journey.resize(80, 24).screen_text().replace(['\n', ' '], "");
    assert!(screen.contains(&sentence.replace(' ', "")));
}
