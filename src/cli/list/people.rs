//! The people who work here.

use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::id::PersonId;
use crate::domain::language::{Lang, Say};
use crate::domain::stamp::Role;
use crate::store::Read;
use crate::store::read::station::Person;

#[derive(Debug, Serialize)]
pub struct PersonLine {
    pub person: PersonId,
    pub name: String,
    pub roles: Vec<Role>,
    pub senior: bool,
}

impl From<Person> for PersonLine {
    fn from(person: Person) -> PersonLine {
        PersonLine { person: person.id, name: person.name, roles: person.roles, senior: person.senior }
    }
}

impl Listed for PersonLine {
    const HEADING: &[(&str, &str)] = &[("姓名", "Name"), ("角色", "Roles"), ("高级考评员", "Senior examiner")];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let roles = self.roles.iter().map(|role| role.say(lang)).collect::<Vec<_>>();
        let senior = if self.senior { lang.pick("是", "yes") } else { "" };
        vec![self.name.clone(), roles.join(lang.pick("、", ", ")), senior.to_owned()]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<PersonLine>) -> Result<(), Problem> {
    let people = read.people()?.into_iter().filter(|person| wanted.fits(&[&person.name]));
    take(people.map(PersonLine::from).collect());
    Ok(())
}
