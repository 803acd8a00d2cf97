//! Which column of a file is which field: found from the headers, set by hand, kept under a name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::field::{Field, Template};
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::exchange::grid::{KnownHeaders, Row, header_key};
use crate::exchange::shown::shown;
use crate::{both, refusal};

/// A 模板方案: what a bureau's headers mean, kept under a name for the next file of the same kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    pub name: String,
    pub template: Template,
    /// Header text as the file has it → field.
    pub columns: BTreeMap<String, Field>,
}

/// The column we add to a list of faulty rows; it is passed over when the list comes back.
pub const REASON_HEADER: &str = "错误原因";

/// The code of the refusal of a file that lacks columns: whoever shows it knows how columns are said there.
pub const MISSING: &str = "columns_missing";

/// Every header that is looked for: both templates, their aliases, and the saved schemes.
pub fn known_headers(schemes: &[Scheme]) -> KnownHeaders {
    let words = Field::all().flat_map(|field| std::iter::once(field.header()).chain(field.aliases().iter().copied()));
    let printed = Template::ALL.iter().flat_map(|template| template.columns()).map(|column| column.header);
    let saved = schemes.iter().flat_map(|scheme| scheme.columns.keys().map(String::as_str));
    KnownHeaders::new(words.chain(printed).chain(saved))
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1-based.
    pub column: u32,
    pub text: String,
    pub field: Option<Field>,
}

/// The columns of a file and the fields they are taken for; no field is taken from two columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    pub template: Template,
    headings: Vec<Heading>,
}

impl Mapping {
    /// Under the template of which the fewest required columns are missing.
    pub fn found(header: &Row) -> Mapping {
        let mappings = Template::ALL.map(|template| Mapping::automatic(header, template));
        mappings.into_iter().min_by_key(|mapping| mapping.missing().len()).expect("there are two templates")
    }

    /// First by the template's exact headers, then by the names other lists use.
    pub fn automatic(header: &Row, template: Template) -> Mapping {
        let mut mapping = Mapping::bare(header, template);
        mapping.claim(|key, field| template.column(field).is_some_and(|column| header_key(column.header) == key));
        mapping.claim(|key, field| header_key(field.header()) == key);
        mapping.claim(|key, field| field.aliases().iter().any(|alias| header_key(alias) == key));
        mapping
    }

    /// By a saved scheme; what it does not name is found as by [`Mapping::automatic`].
    pub fn with_scheme(header: &Row, scheme: &Scheme) -> Mapping {
        let mut mapping = Mapping::automatic(header, scheme.template);
        let saved: BTreeMap<String, Field> =
            scheme.columns.iter().map(|(text, field)| (header_key(text), *field)).collect();
        for column in mapping.headings.iter().map(|heading| heading.column).collect::<Vec<_>>() {
            let key = header_key(&mapping.heading(column).expect("the column was listed").text);
            if let Some(field) = saved.get(&key) {
                mapping.set(column, Some(*field));
            }
        }
        mapping
    }

    fn bare(header: &Row, template: Template) -> Mapping {
        let filled = (1..).zip(&header.cells).filter(|(_, cell)| !cell.is_blank());
        let headings =
            filled.map(|(column, cell)| Heading { column, text: cell.text().trim().to_owned(), field: None });
        Mapping { template, headings: headings.collect() }
    }

    fn claim(&mut self, fits: impl Fn(&str, Field) -> bool) {
        for at in 0..self.headings.len() {
            let key = header_key(&self.headings[at].text);
            if self.headings[at].field.is_none() {
                self.headings[at].field =
                    Field::all().find(|field| self.column(*field).is_none() && fits(&key, *field));
            }
        }
    }

    /// Says by hand what a column is, or that it is not taken; a field is taken away from the column that had it.
    pub fn set(&mut self, column: u32, field: Option<Field>) {
        for heading in &mut self.headings {
            if heading.column == column {
                heading.field = field;
            } else if field.is_some() && heading.field == field {
                heading.field = None;
            }
        }
    }

    /// The same by the column's header. Refused where the file has no such header.
    pub fn set_by_header(&mut self, header: &str, field: Field) -> Result<(), Refusal> {
        let key = header_key(header);
        match self.headings.iter().find(|heading| header_key(&heading.text) == key).map(|heading| heading.column) {
            Some(column) => {
                self.set(column, Some(field));
                Ok(())
            }
            None => {
                let texts: Vec<&str> = self.headings.iter().map(|heading| heading.text.as_str()).collect();
                let (header, there) = (shown(header), quoted(&texts));
                let (zh, en) = (there.zh, there.en);
                Err(refusal!(
                    "no_column",
                    "表里没有“{header}”这一列，有的是{zh}。",
                    "The file has no column “{header}”; it has {en}."
                ))
            }
        }
    }

    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    fn heading(&self, column: u32) -> Option<&Heading> {
        self.headings.iter().find(|heading| heading.column == column)
    }

    /// The 1-based column of a field.
    pub fn column(&self, field: Field) -> Option<u32> {
        self.headings.iter().find(|heading| heading.field == Some(field)).map(|heading| heading.column)
    }

    /// The header under which the file has a field, else our own word for it.
    pub fn header(&self, field: Field) -> &str {
        let found = self.headings.iter().find(|heading| heading.field == Some(field));
        found.map_or(field.header(), |heading| &heading.text)
    }

    /// The required columns of the template that the file lacks, by the template's header.
    pub fn missing(&self) -> Vec<&'static str> {
        let required = self.template.columns().iter().filter(|column| column.required);
        required.filter(|column| self.column(column.field).is_none()).map(|column| column.header).collect()
    }

    /// The headers that stand for no field. Their columns are not read.
    pub fn unknown(&self) -> Vec<&str> {
        let unread = self.headings.iter().filter(|heading| heading.field.is_none() && heading.text != REASON_HEADER);
        unread.map(|heading| heading.text.as_str()).collect()
    }

    /// Refuses a file that lacks required columns, naming them and the headers that may be meant.
    pub fn check(&self) -> Result<(), Refusal> {
        let missing = self.missing();
        if missing.is_empty() {
            return Ok(());
        }
        let (lacking, there) = (quoted(&missing), quoted(&self.unknown()));
        let (mut zh, mut en) = (format!("缺少列{}", lacking.zh), format!("Columns missing: {}", lacking.en));
        if !there.zh.is_empty() {
            zh.push_str(&format!("；表里有{}", there.zh));
            en.push_str(&format!("; the file has {}", there.en));
        }
        Err(Refusal::new(MISSING, both!("{zh}。", "{en}.")))
    }

    /// The present assignment under a name.
    pub fn scheme(&self, name: &str) -> Scheme {
        let named = self.headings.iter().filter_map(|heading| Some((heading.text.clone(), heading.field?)));
        Scheme { name: name.to_owned(), template: self.template, columns: named.collect() }
    }
}

fn quoted(texts: &[&str]) -> Both {
    let texts: Vec<String> = texts.iter().map(|text| format!("“{}”", shown(text))).collect();
    Both { zh: texts.concat(), en: texts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::{Lang, Say};
    use crate::exchange::grid::Cell;

    fn header(texts: &[&str]) -> Row {
        Row { number: 1, cells: texts.iter().map(|text| Cell::Text((*text).into())).collect() }
    }

    fn full() -> Vec<&'static str> {
        Template::Full.columns().iter().map(|column| column.header).collect()
    }

    #[test]
    fn both_templates_are_recognised_by_their_own_headers() {
        for template in Template::ALL {
            let headers: Vec<&str> = template.columns().iter().map(|column| column.header).collect();
            let mapping = Mapping::found(&header(&headers));
            assert_eq!(mapping.template, template);
            assert_eq!(mapping.check(), Ok(()));
            assert_eq!(mapping.unknown(), Vec::<&str>::new());
        }
    }

    #[test]
    fn a_renamed_column_is_refused_by_name_until_it_is_mapped_by_hand_and_the_scheme_remembers_it() {
        let mut headers = full();
        headers[5] = "居民号码";
        let mut mapping = Mapping::found(&header(&headers));
        let refused = mapping.check().unwrap_err();
        assert_eq!(refused.say(Lang::Zh), "缺少列“证件号码”；表里有“居民号码”。");
        assert_eq!(refused.say(Lang::En), "Columns missing: “证件号码”; the file has “居民号码”.");
        mapping.set(6, Some(Field::DocumentNumber));
        assert_eq!(mapping.check(), Ok(()));

        let kept = serde_json::to_string(&mapping.scheme("某市报名表")).unwrap();
        let scheme: Scheme = serde_json::from_str(&kept).unwrap();
        headers.swap(5, 20);
        let again = Mapping::with_scheme(&header(&headers), &scheme);
        assert_eq!(again.column(Field::DocumentNumber), Some(21));
        assert_eq!(again.check(), Ok(()));
    }

    #[test]
    fn a_field_is_taken_from_one_column_only() {
        let mut mapping = Mapping::automatic(&header(&["身份证号", "姓名", "证件号码"]), Template::Full);
        assert_eq!(mapping.column(Field::DocumentNumber), Some(3), "the template's own header comes first");
        assert_eq!(mapping.unknown(), ["身份证号"]);
        mapping.set(1, Some(Field::DocumentNumber));
        assert_eq!(mapping.column(Field::DocumentNumber), Some(1));
        assert_eq!(mapping.unknown(), ["证件号码"]);
    }
}
