use super::*;

/// Knows ten names, `1` to `10`.
struct Ten;

impl Known for Ten {
    type Failure = std::convert::Infallible;

    fn find(&mut self, _: Kin, name: &str) -> Result<Result<i64, Both>, Self::Failure> {
        let number = name.parse().ok().filter(|n| (1..=10).contains(n));
        Ok(number.ok_or_else(|| both!("没有“{name}”。", "there is no “{name}”.")))
    }
}

fn row(register: Register, cells: &[(&str, &str)]) -> Result<Record, Vec<CellFault>> {
    let cell = |column: &Column| {
        cells.iter().find(|(name, _)| *name == column.zh).map_or(String::new(), |(_, text)| (*text).to_owned())
    };
    read(register, cell, &mut Ten).unwrap_or_else(|never| match never {})
}

#[test]
fn every_cell_that_is_wrong_is_told_with_its_column_and_what_would_be_right() {
    let cells =
        [("名称", "技能津贴"), ("单位", "99"), ("等级", "工程师"), ("项目", "津贴"), ("金额", "三百"), ("起", "去年")];
    let faults = row(Register::Policy, &cells).unwrap_err();
    let told: Vec<String> = faults.iter().map(|fault| fault.say(Lang::Zh)).collect();
    assert_eq!(told.len(), 6, "{told:?}");
    for part in [
        "单位：没有“99”",
        "“工程师”不是等级",
        "“三百”不是金额",
        "“去年”不是日期",
        "计发：不能为空",
        "依据文件：不能为空",
    ] {
        assert!(told.iter().any(|line| line.contains(part)), "{part}: {told:?}");
    }
}

#[test]
fn what_is_read_from_cells_is_shown_as_the_same_cells_again() {
    let cells = [
        ("名称", "技能津贴"),
        ("等级", "高级工"),
        ("项目", "津贴"),
        ("金额", "300.50"),
        ("计发", "每月"),
        ("起", "2026-01-01"),
        ("依据文件", "人社〔2026〕1号"),
    ];
    let kept = row(Register::Policy, &cells).unwrap();
    assert_eq!((kept.number("amount"), kept.text("per")), (Some(30_050), "month"));
    for (name, text) in cells {
        let column = columns(Register::Policy).iter().find(|column| column.zh == name).unwrap();
        assert_eq!(shown(&column.holds, kept.get(column.sql), None, Lang::Zh), text);
    }
    let json = serde_json::to_string(&kept).unwrap();
    assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), kept);
}

#[test]
fn rows_whose_cells_contradict_each_other_are_refused() {
    let pair = [
        ("师傅", "1"),
        ("徒弟", "1"),
        ("职业名称", "钳工"),
        ("起", "2026-01-01"),
        ("止", "2026-12-31"),
        ("协议编号", "x"),
    ];
    assert_eq!(row(Register::Pair, &pair).unwrap_err()[0].column, "徒弟");
    let agreement =
        [("编号", "1"), ("名称", "x"), ("甲方", "1"), ("乙方", "2"), ("签订", "2026-05-01"), ("到期", "2025-05-01")];
    assert_eq!(row(Register::Agreement, &agreement).unwrap_err()[0].column, "到期");
    let event = [
        ("名称", "x"),
        ("级别", "县级"),
        ("职业名称", "钳工"),
        ("日期", "2026.5.1"),
        ("文件", "x"),
        ("凭证名称", "前三"),
    ];
    assert_eq!(row(Register::Competition, &event).unwrap_err()[0].column, "凭证名称");
}

#[test]
fn every_register_names_its_columns_once_and_can_be_found_by_its_word() {
    for register in Register::ALL {
        assert_eq!(Register::from_word(register.word()), Some(*register));
        let mut names: Vec<&str> = columns(*register).iter().map(|column| column.sql).collect();
        let mut headers: Vec<&str> = columns(*register).iter().map(|column| column.zh).collect();
        let count = names.len();
        for list in [&mut names, &mut headers] {
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), count, "{register:?}");
        }
    }
}

#[test]
fn an_amount_is_read_to_the_fen_and_nothing_is_rounded() {
    for (text, expected) in [
        ("300", Some(30_000)),
        ("300.5", Some(30_050)),
        ("300.05元", Some(30_005)),
        ("", Some(0)),
        ("300.005", None),
        ("-3", None),
        ("三百", None),
        (".5", None),
        ("99999999999999", None),
    ] {
        assert_eq!(fen(text), expected, "{text}");
    }
}
