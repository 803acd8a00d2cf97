use super::*;
use crate::domain::language::{Lang, Say};

const HEAD: &str = "format = 1\ntitle = \"t\"\nversion = \"2026-A\"\nstandard = \"2020\"\nlevel = 4\nsubject = \"skills\"\n\
    trade = { classification = \"2015\", code = \"6-20-01-01\", name = \"钳工\" }\n\n[[question]]\nno = \"1\"\n\
    title = \"锉配\"\nfunction = \"基本作业\"\nfull = 2.5\n\n[[question.criterion]]\nid = \"1.1\"\ntext = \"尺寸\"\nfull = 2.5\n";

#[test]
fn a_fault_names_its_line_its_column_what_was_found_and_what_would_be_right() {
    // (what stands at line 19, the column, what the Chinese and the English sentence hold)
    let rows = [
        ("how = measure", 7, "文字两边应加半角引号", "quoted"),
        ("how ＝ \"measure\"", 5, "应改为半角 =", "write ="),
        ("how = “measure”", 7, "应改为半角 \"", "write \""),
        ("how = \"mesure\"", 7, "应为 measure、steps", "use one of measure, steps"),
        ("how = { judge = [\"0\", \"1\", \"2\"] }", 17, "正好四句说明", "exactly four"),
        ("how = { each = 2.555 }", 16, "最多两位小数", "at most two decimals"),
        ("how = { each = \"一\" }", 16, "最多两位小数", "at most two decimals"),
        ("how = \"measure\"\ncolour = 1", 1, "没有 colour 这一项", "there is no colour here"),
        ("how = \"measure\"\nhow = \"yes_no\"", 1, "写了两次", "written twice"),
        ("how = { steps = [{ when = 1, mark = 1 }] }", 27, "两边加半角引号", "double quotes"),
        ("clause = 1.1", 10, "两边加半角引号", "double quotes"),
    ];
    for (typed, column, zh, en) in rows {
        let fault = read_paper(&format!("{HEAD}{typed}\n")).expect_err(typed);
        let line = 19 + typed.matches('\n').count();
        assert_eq!((fault.line, fault.column), (line, column), "{typed}: {}", fault.say(Lang::Zh));
        let (chinese, english) = (fault.say(Lang::Zh), fault.say(Lang::En));
        assert!(chinese.contains(zh), "{typed}: {chinese}");
        assert!(english.contains(en), "{typed}: {english}");
        assert!(chinese.starts_with(&format!("第 {line} 行第 {column} 列“")), "{chinese}");
        assert!(english.starts_with(&format!("Line {line}, column {column}, “")), "{english}");
    }
}

#[test]
fn what_is_missing_or_impossible_is_named() {
    let missing = read_paper(HEAD).expect_err("a criterion without `how`");
    assert!(missing.say(Lang::Zh).contains("缺少 how"), "{}", missing.say(Lang::Zh));
    let level = read_paper(&HEAD.replace("level = 4", "level = 7")).expect_err("there is no level 7");
    assert_eq!((level.line, level.column, level.found.as_str()), (5, 9, "7"));
    assert!(level.say(Lang::Zh).contains("5、4、3、2、1"), "{}", level.say(Lang::Zh));
}

#[test]
fn hidden_signs_in_a_text_are_shown_inert() {
    let fault = read_paper("format = 1\n\"\u{202e}\u{1b}]0;x\" = 1\n").expect_err("an unknown field");
    for lang in [Lang::Zh, Lang::En] {
        assert!(!fault.say(lang).contains(['\u{202e}', '\u{1b}']), "{:?}", fault.say(lang));
    }
}

#[test]
fn a_byte_order_mark_before_the_text_is_passed_over() {
    let text = format!("\u{feff}{HEAD}how = \"measure\"\n");
    assert_eq!(read_paper(&text), read_paper(&text[3..]));
    assert!(read_paper(&text).is_ok());
}

#[test]
fn a_paper_is_written_as_a_person_would_type_it() {
    let typed = format!("{HEAD}how = {{ deduct = [\n  {{ fault = \"毛刺\", off = 0.5, times = 4 }},\n] }}\n");
    let paper = read_paper(&typed).unwrap();
    let written = write_paper(&paper);
    assert_eq!(written.replace("dimension = \"ability\"\n", ""), typed);
    assert_eq!(read_paper(&written), Ok(paper));
}
