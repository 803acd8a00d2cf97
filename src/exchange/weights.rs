//! Skill weights of many trades in one list: every level of every trade must sum to exactly 100, or the file is refused.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use super::grid::{Grid, KnownHeaders, Row, header_key};
use super::shown::shown;
use crate::both;
use crate::domain::evaluation::validate_standard::is_trade_code;
use crate::domain::identity::plain::half_width;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::say;

/// The header of the list, exactly and in this order.
pub const HEADERS: [&str; 7] = ["职业编码", "职业(工种)名称", "标准版本", "等级代码", "等级", "职业功能", "技能权重%"];

/// What [`super::read::read`] looks for.
pub fn known_headers() -> KnownHeaders {
    KnownHeaders::new(HEADERS)
}

/// The weights of one edition of a trade's standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TradeWeights {
    pub code: String,
    pub name: String,
    pub edition: String,
    /// From the lowest level to the highest; each has its functions in the order of the file, with weights that sum to 100.
    pub levels: Vec<(Level, Vec<(String, u8)>)>,
}

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeightFault {
    /// As Excel shows it; for a sum the first row of its level.
    pub row: u32,
    pub wrong: Both,
}

impl Say for WeightFault {
    fn say(&self, lang: Lang) -> String {
        let (row, wrong) = (self.row, self.wrong.say(lang));
        say!(lang, "第 {row} 行：{wrong}", "Row {row}: {wrong}")
    }
}

/// Reads the whole list, or finds all its faults in the order of the rows.
pub fn parse_weights(grid: &Grid) -> Result<Vec<TradeWeights>, Vec<WeightFault>> {
    if let Some(fault) = header_fault(&grid.header) {
        return Err(vec![fault]);
    }
    if grid.rows.is_empty() {
        return Err(vec![WeightFault {
            row: grid.header.number,
            wrong: both!("表头下面没有内容。", "There is nothing below the header."),
        }]);
    }
    let (mut faults, mut unread) = (Vec::new(), HashSet::new());
    let mut trades: Vec<Gathered> = Vec::new();
    let mut places: HashMap<(String, String, String), usize> = HashMap::new();
    for row in &grid.rows {
        let line = match read_line(row) {
            Ok(line) => line,
            Err(wrong) => {
                faults.extend(wrong.into_iter().map(|wrong| WeightFault { row: row.number, wrong }));
                unread.insert(row.cell(1).text().trim().to_owned());
                continue;
            }
        };
        let key = (line.code.clone(), line.name.clone(), line.edition.clone());
        let at = *places.entry(key).or_insert_with(|| {
            trades.push(Gathered {
                code: line.code.clone(),
                name: line.name.clone(),
                edition: line.edition.clone(),
                levels: BTreeMap::new(),
            });
            trades.len() - 1
        });
        let level = trades[at].levels.entry(line.level).or_default();
        if let Some((_, _, before)) = level.iter().find(|(function, ..)| *function == line.function) {
            let (function, name, level) = (shown(&line.function), shown(&line.name), line.level);
            let (zh, en) = (level.text(), level.english());
            let wrong = both!(
                "{name} {zh} 的职业功能“{function}”与第 {before} 行重复。",
                "The function “{function}” of {name}, {en}, repeats row {before}."
            );
            faults.push(WeightFault { row: row.number, wrong });
        }
        level.push((line.function, line.weight, row.number));
    }
    // A trade with a row that could not be read has no sum to speak of.
    faults.extend(trades.iter().filter(|trade| !unread.contains(&trade.code)).flat_map(Gathered::wrong_sums));
    faults.sort_by_key(|fault| fault.row);
    if faults.is_empty() { Ok(trades.into_iter().map(Gathered::finished).collect()) } else { Err(faults) }
}

/// A trade while its rows come in; each function with its weight and row.
struct Gathered {
    code: String,
    name: String,
    edition: String,
    levels: BTreeMap<Level, Vec<(String, u8, u32)>>,
}

impl Gathered {
    fn wrong_sums(&self) -> impl Iterator<Item = WeightFault> + '_ {
        self.levels.iter().filter_map(|(level, functions)| {
            let sum: u32 = functions.iter().map(|(_, weight, _)| u32::from(*weight)).sum();
            let (code, name) = (shown(&self.code), shown(&self.name));
            let (zh, en) = (level.text(), level.english());
            let wrong = both!(
                "{name}（{code}）{zh} 的技能权重合计为 {sum}，应为 100。",
                "The skill weights of {name} ({code}), {en}, sum to {sum}; they must sum to 100."
            );
            (sum != 100).then(|| WeightFault { row: functions[0].2, wrong })
        })
    }

    fn finished(self) -> TradeWeights {
        let functions =
            |functions: Vec<(String, u8, u32)>| functions.into_iter().map(|(name, weight, _)| (name, weight)).collect();
        TradeWeights {
            code: self.code,
            name: self.name,
            edition: self.edition,
            levels: self.levels.into_iter().map(|(level, list)| (level, functions(list))).collect(),
        }
    }
}

struct Line {
    code: String,
    name: String,
    edition: String,
    level: Level,
    function: String,
    weight: u8,
}

fn header_fault(header: &Row) -> Option<WeightFault> {
    let found: Vec<String> = header.cells.iter().map(|cell| cell.text().trim().to_owned()).collect();
    let same = found.len() == HEADERS.len()
        && found.iter().zip(HEADERS).all(|(found, want)| header_key(found) == header_key(want));
    let (found, want) = (shown_all(&found), HEADERS.join(","));
    let wrong = both!("表头应为“{want}”，表里是“{found}”。", "The header must be “{want}”; the file has “{found}”.");
    (!same).then_some(WeightFault { row: header.number, wrong })
}

fn shown_all(texts: &[String]) -> String {
    texts.iter().take(20).map(|text| shown(text)).collect::<Vec<_>>().join(",")
}

fn read_line(row: &Row) -> Result<Line, Vec<Both>> {
    let mut wrong = Vec::new();
    let texts: Vec<String> =
        (1..=7).map(|column| row.cell(column).text().split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let [code, name, edition, level_code, level_text, function, weight] =
        <[String; 7]>::try_from(texts).expect("seven columns were read");
    for (header, text) in HEADERS.iter().zip([&code, &name, &edition, &level_code, &level_text, &function, &weight]) {
        if text.is_empty() {
            wrong.push(both!("“{header}”不能为空。", "“{header}” must not be empty."));
        }
    }
    if !code.is_empty() && !is_trade_code(&code) {
        let code = shown(&code);
        wrong.push(both!(
            "职业编码“{code}”应如 6-31-01-03 或 6-30-05-01-014。",
            "The code “{code}” must be like 6-31-01-03 or 6-30-05-01-014."
        ));
    }
    let by_code = half(&level_code).parse().ok().and_then(Level::from_code);
    if by_code.is_none() && !level_code.is_empty() {
        let shown = shown(&level_code);
        wrong.push(both!("等级代码“{shown}”应为 1 至 5。", "The level code “{shown}” must be 1 to 5."));
    }
    let by_text = Level::parse(&level_text);
    if by_text.is_none() && !level_text.is_empty() {
        let shown = shown(&level_text);
        wrong.push(both!("等级“{shown}”应如“三级/高级工”。", "The level “{shown}” must be like “三级/高级工”."));
    }
    if let (Some(code), Some(text)) = (by_code, by_text)
        && code != text
    {
        let (number, said) = (code.code(), shown(&level_text));
        let (zh, en) = (code.text(), code.english());
        wrong.push(both!(
            "等级代码 {number} 是{zh}，与等级“{said}”不符。",
            "The level code {number} is {en}, which is not the level “{said}”."
        ));
    }
    let share = half(&weight).trim_end_matches('%').parse::<u8>().ok().filter(|weight| (1..=100).contains(weight));
    if share.is_none() && !weight.is_empty() {
        let shown = shown(&weight);
        wrong.push(both!(
            "技能权重“{shown}”应为 1 至 100 的整数。",
            "The weight “{shown}” must be a whole number from 1 to 100."
        ));
    }
    match (by_code, share) {
        (Some(level), Some(weight)) if wrong.is_empty() => Ok(Line { code, name, edition, level, function, weight }),
        _ => Err(wrong),
    }
}

fn half(text: &str) -> String {
    text.chars().map(half_width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::read::read;
    use crate::exchange::source::Source;

    fn parsed(body: &str) -> Result<Vec<TradeWeights>, Vec<String>> {
        let text = format!("{}\n{body}", HEADERS.join(","));
        let grid = read(&Source::new(text.as_bytes(), "权重.csv"), &known_headers()).unwrap();
        parse_weights(&grid).map_err(|faults| faults.iter().map(|fault| fault.say(Lang::Zh)).collect())
    }

    #[test]
    fn a_list_is_read_into_trades_levels_and_functions_in_order() {
        let body = "6-31-01-03,电工,2018,5,五级/初级工,电器安装,60\n6-31-01-03,电工,2018,5,五级/初级工,线路装调,４０%\n\
                    6-31-01-03,电工,2018,3,高级工,设备维修,100\n6-30-05-01-014,焊接设备操作工,2018,4,四级,焊接,100\n";
        let trades = parsed(body).unwrap();
        assert_eq!(trades.len(), 2);
        let five = (Level::Five, vec![("电器安装".to_owned(), 60), ("线路装调".to_owned(), 40)]);
        assert_eq!(trades[0].levels, [five, (Level::Three, vec![("设备维修".to_owned(), 100)])]);
        assert_eq!(trades[1].code, "6-30-05-01-014");
    }

    #[test]
    fn every_trade_and_level_that_does_not_sum_to_100_is_named() {
        let body = "6-31-01-03,电工,2018,5,五级/初级工,安装,60\n6-31-01-03,电工,2018,5,五级/初级工,维修,39\n\
                    4-07-05-04,消防设施操作员,2019,4,四级/中级工,监控,100\n4-07-05-04,消防设施操作员,2019,4,四级/中级工,保养,1\n";
        assert_eq!(
            parsed(body).unwrap_err(),
            [
                "第 2 行：电工（6-31-01-03）五级/初级工 的技能权重合计为 99，应为 100。",
                "第 4 行：消防设施操作员（4-07-05-04）四级/中级工 的技能权重合计为 101，应为 100。",
            ]
        );
    }

    #[test]
    fn all_faults_of_all_rows_are_told_at_once() {
        let body = "9-31-01-03,电工,2018,5,四级/中级工,安装,0\n6-31-01-03,电工,2018,6,五级,安装,60.5\n6-31-01-03,,2018,5,五级,安装,50\n\
                    6-31-01-03,电工,2018,4,四级,安装,50\n4-07-05-04,消防设施操作员,2019,4,四级/中级工,监控,99\n";
        assert_eq!(
            parsed(body).unwrap_err(),
            [
                "第 2 行：职业编码“9-31-01-03”应如 6-31-01-03 或 6-30-05-01-014。",
                "第 2 行：等级代码 5 是五级/初级工，与等级“四级/中级工”不符。",
                "第 2 行：技能权重“0”应为 1 至 100 的整数。",
                "第 3 行：等级代码“6”应为 1 至 5。",
                "第 3 行：技能权重“60.5”应为 1 至 100 的整数。",
                "第 4 行：“职业(工种)名称”不能为空。",
                "第 6 行：消防设施操作员（4-07-05-04）四级/中级工 的技能权重合计为 99，应为 100。",
            ]
        );
    }

    #[test]
    fn a_function_that_comes_twice_in_a_level_is_refused_even_if_the_sum_is_right() {
        let body = "6-31-01-03,电工,2018,5,五级,安装,50\n6-31-01-03,电工,2018,5,五级,安装,50\n";
        assert_eq!(parsed(body).unwrap_err(), ["第 3 行：电工 五级/初级工 的职业功能“安装”与第 2 行重复。"]);
    }

    #[test]
    fn another_header_is_refused_and_both_are_shown() {
        let grid = read(
            &Source::new("职业编码,名称,标准版本,等级代码,等级,职业功能,技能权重%\n".as_bytes(), "权重.csv"),
            &known_headers(),
        )
        .unwrap();
        let faults = parse_weights(&grid).unwrap_err();
        assert_eq!(
            faults[0].say(Lang::En),
            "Row 1: The header must be “职业编码,职业(工种)名称,标准版本,等级代码,等级,职业功能,技能权重%”; the file has “职业编码,名称,标准版本,等级代码,等级,职业功能,技能权重%”."
        );
    }

    #[test]
    fn trade_codes_have_the_form_of_the_catalogue() {
        for code in ["6-31-01-03", "6-30-05-01-014", "1-01-01-01", "8-00-00-00"] {
            assert!(is_trade_code(code), "{code}");
        }
        for code in [
            "",
            "0-31-01-03",
            "9-31-01-03",
            "6-31-1-03",
            "6-31-01-03-14",
            "6-31-01-03-0144",
            "6－31－01－03",
            "6-31-01",
            "6-31-01-03-014-1",
        ] {
            assert!(!is_trade_code(code), "{code}");
        }
    }
}
