//! The station, its people, its filed scope and its settings.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Read, Result, day, day_or_none};
use crate::domain::id::{PersonId, ScopeId};
use crate::domain::level::Level;
use crate::domain::stamp::Role;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Station {
    pub name: String,
    pub credit_code: String,
    pub region: String,
    pub site_code: String,
    pub address: String,
    pub phone: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    /// 高级考评员, by the examiner's record.
    pub senior: bool,
    pub roles: Vec<Role>,
}

/// A row of the filed scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scope {
    pub id: ScopeId,
    pub classification: String,
    pub trade_code: String,
    pub trade_name: String,
    pub level: Level,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub document: String,
}

impl Scope {
    pub fn in_force(&self, on: NaiveDate) -> bool {
        self.valid_from <= on && self.valid_until.is_none_or(|until| on <= until)
    }
}

impl Read<'_> {
    /// None in a file that was made and never founded.
    pub fn station(&self) -> Result<Option<Station>> {
        self.one("SELECT name, credit_code, region, site_code, address, phone FROM station", [], |row| {
            Ok(Station {
                name: row.get("name")?,
                credit_code: row.get("credit_code")?,
                region: row.get("region")?,
                site_code: row.get("site_code")?,
                address: row.get("address")?,
                phone: row.get("phone")?,
            })
        })
    }

    pub fn people(&self) -> Result<Vec<Person>> {
        const SQL: &str = "SELECT id, name, kind IS 'senior' AS senior FROM person
                           LEFT JOIN examiner ON examiner.person = person.id ORDER BY id";
        let mut people = self.all(SQL, [], |row| {
            Ok(Person { id: row.get("id")?, name: row.get("name")?, senior: row.get("senior")?, roles: Vec::new() })
        })?;
        for person in &mut people {
            let sql = "SELECT role FROM person_role WHERE person = ?1 ORDER BY role";
            person.roles = self.all(sql, [person.id], |row| row.get(0))?;
        }
        Ok(people)
    }

    pub fn person(&self, id: PersonId) -> Result<Option<Person>> {
        Ok(self.people()?.into_iter().find(|person| person.id == id))
    }

    /// What a person may do, from the tables that both sides of the wall may read.
    pub fn roles(&self, id: PersonId) -> Result<Vec<Role>> {
        self.all("SELECT role FROM person_role WHERE person = ?1 ORDER BY role", [id], |row| row.get(0))
    }

    /// Everybody who works here, from the tables that both sides of the wall may read; who is a senior examiner is not told.
    pub fn directory(&self) -> Result<Vec<Person>> {
        let mut people = self.all("SELECT id, name FROM person ORDER BY id", [], |row| {
            Ok(Person { id: row.get(0)?, name: row.get(1)?, senior: false, roles: Vec::new() })
        })?;
        for person in &mut people {
            person.roles = self.roles(person.id)?;
        }
        Ok(people)
    }

    /// Everybody's number and name, from the tables that both sides of the wall may read.
    pub fn names(&self) -> Result<Vec<(PersonId, String)>> {
        self.all("SELECT id, name FROM person ORDER BY id", [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The person's name; the number itself where nobody is recorded under it.
    pub fn person_name(&self, id: PersonId) -> Result<String> {
        let name = self.one("SELECT name FROM person WHERE id = ?1", [id], |row| row.get(0))?;
        Ok(name.unwrap_or_else(|| format!("#{}", id.0)))
    }

    pub fn scopes(&self) -> Result<Vec<Scope>> {
        let sql = "SELECT id, classification, trade_code, trade_name, level, valid_from, valid_until, document
                   FROM scope ORDER BY trade_code, level DESC, valid_from";
        self.all(sql, [], |row| {
            Ok(Scope {
                id: row.get("id")?,
                classification: row.get("classification")?,
                trade_code: row.get("trade_code")?,
                trade_name: row.get("trade_name")?,
                level: row.get("level")?,
                valid_from: day(row, "valid_from")?,
                valid_until: day_or_none(row, "valid_until")?,
                document: row.get("document")?,
            })
        })
    }

    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.one("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0))
    }

    pub fn settings(&self) -> Result<Vec<(String, String)>> {
        self.all("SELECT name, value FROM setting ORDER BY name", [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The named ways to read a bureau's headers: name and JSON.
    pub fn mappings(&self) -> Result<Vec<(String, String)>> {
        self.all("SELECT name, value FROM mapping ORDER BY name", [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    pub fn preference(&self, name: &str) -> Result<Option<String>> {
        self.one("SELECT value FROM preference WHERE name = ?1", [name], |row| row.get(0))
    }

    pub fn next_person(&self) -> Result<PersonId> {
        self.next("SELECT max(id) FROM person").map(PersonId)
    }

    pub fn next_scope(&self) -> Result<ScopeId> {
        self.next("SELECT max(id) FROM scope").map(ScopeId)
    }
}
