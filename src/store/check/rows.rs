//! Two tables compared row by row and column by column, by their primary key.

use std::cmp::Ordering;

use rusqlite::types::Value;
use rusqlite::{Connection, Result};

use super::Finding;
use crate::both;

struct Shape {
    columns: Vec<String>,
    /// Places of the primary key's columns, in the key's order.
    key: Vec<usize>,
}

fn shape(conn: &Connection, table: &str) -> Result<Shape> {
    let mut statement = conn.prepare("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let rows: Vec<(String, i64)> =
        statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_>>()?;
    let mut key: Vec<usize> = (0..rows.len()).filter(|index| rows[*index].1 > 0).collect();
    key.sort_by_key(|index| rows[*index].1);
    Ok(Shape { columns: rows.into_iter().map(|(name, _)| name).collect(), key })
}

/// Every difference between the file's table and the replayed one, named by table, key and column.
pub fn compare(file: &Connection, replayed: &Connection, table: &str) -> Result<Vec<Finding>> {
    let shape = shape(replayed, table)?;
    let order = shape.key.iter().map(|index| format!("\"{}\"", shape.columns[*index])).collect::<Vec<_>>().join(", ");
    let columns = shape.columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let sql = format!("SELECT {columns} FROM \"{table}\" ORDER BY {order}");
    let mut found = Vec::new();
    let (mut ours, mut theirs) = match (file.prepare(&sql), replayed.prepare(&sql)) {
        (Ok(ours), Ok(theirs)) => (ours, theirs),
        (Err(error), _) | (_, Err(error)) => {
            found.push(Finding::new(
                "projection",
                both!("表 {table} 读不出：{error}", "table {table} cannot be read: {error}"),
            ));
            return Ok(found);
        }
    };
    let (mut ours, mut theirs) = (ours.query([])?, theirs.query([])?);
    let width = shape.columns.len();
    let next = |rows: &mut rusqlite::Rows| -> Result<Option<Vec<Value>>> {
        rows.next()?.map(|row| (0..width).map(|index| row.get(index)).collect()).transpose()
    };
    let (mut a, mut b) = (next(&mut ours)?, next(&mut theirs)?);
    loop {
        let order = match (&a, &b) {
            (None, None) => return Ok(found),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(x), Some(y)) => by_key(&shape, x, y),
        };
        match order {
            Ordering::Less => {
                let key = key_text(&shape, a.as_ref().expect("the smaller row is there"));
                let text = both!("表 {table} 的 {key} 不是任何操作的结果", "{table} {key} follows from no act");
                found.push(Finding::new("projection", text));
                a = next(&mut ours)?;
            }
            Ordering::Greater => {
                let key = key_text(&shape, b.as_ref().expect("the smaller row is there"));
                found.push(Finding::new("projection", both!("表 {table} 缺少 {key}", "{table} {key} is missing")));
                b = next(&mut theirs)?;
            }
            Ordering::Equal => {
                let (x, y) = (a.as_ref().expect("both are there"), b.as_ref().expect("both are there"));
                for (_, column) in shape.columns.iter().enumerate().filter(|(index, _)| x[*index] != y[*index]) {
                    let key = key_text(&shape, x);
                    let text = both!("表 {table} 的 {key}：{column} 被改动", "{table} {key}: {column} was changed");
                    found.push(Finding::new("projection", text));
                }
                a = next(&mut ours)?;
                b = next(&mut theirs)?;
            }
        }
    }
}

/// SQLite's own order of values: nothing, numbers, text, bytes.
fn by_key(shape: &Shape, a: &[Value], b: &[Value]) -> Ordering {
    shape
        .key
        .iter()
        .map(|index| by_value(&a[*index], &b[*index]))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

fn by_value(a: &Value, b: &Value) -> Ordering {
    let rank = |value: &Value| match value {
        Value::Null => 0,
        Value::Integer(_) | Value::Real(_) => 1,
        Value::Text(_) => 2,
        Value::Blob(_) => 3,
    };
    match (a, b) {
        (Value::Integer(x), Value::Integer(y)) => x.cmp(y),
        (Value::Text(x), Value::Text(y)) => x.as_bytes().cmp(y.as_bytes()),
        (Value::Blob(x), Value::Blob(y)) => x.cmp(y),
        _ => rank(a).cmp(&rank(b)),
    }
}

fn key_text(shape: &Shape, row: &[Value]) -> String {
    let part = |index: &usize| match &row[*index] {
        Value::Null => "-".to_owned(),
        Value::Integer(n) => n.to_string(),
        Value::Real(n) => n.to_string(),
        Value::Text(text) => crate::domain::identity::inert(text),
        Value::Blob(bytes) => format!("{} B", bytes.len()),
    };
    shape.key.iter().map(part).collect::<Vec<_>>().join("/")
}
