//! What the columns of a roster are, said on the command line.

use crate::both;
use crate::cli::problem::Problem;
use crate::exchange::roster::field::Field;
use crate::exchange::roster::mapping::Mapping;
use crate::exchange::shown::shown;

/// Sets what `HEADER=FIELD` says, then refuses a file that still lacks columns.
pub fn said(mapping: &mut Mapping, columns: &[String]) -> Result<(), Problem> {
    for column in columns {
        let Some((header, word)) = column.split_once(['=', '＝']) else {
            let column = shown(column);
            return Err(Problem::usage(both!(
                "--map 应写成“表头=字段”，现在是“{column}”。",
                "--map takes HEADER=FIELD, and “{column}” has no “=”."
            )));
        };
        let Some(field) = Field::named(word) else {
            let word = shown(word);
            let fields = Field::all().map(Field::header).collect::<Vec<_>>().join("、");
            return Err(Problem::usage(both!(
                "没有“{word}”这个字段，可写：{fields}。",
                "There is no field “{word}”; there are: {fields}."
            )));
        };
        mapping.set_by_header(header, field)?;
    }
    let how = || both!("请用 --map “表头=字段” 指明哪一列是它。", "Say which column it is with --map HEADER=FIELD.");
    Ok(mapping.check().map_err(|lacking| lacking.next(how()))?)
}
