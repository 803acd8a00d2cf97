//! Employers, posts and appointments from a file: looked through line by line, then taken whole or not at all, by one and the same way.

use chrono::NaiveDate;

use super::appoint::{Wanted, Who, made};
use super::{Going, Office, employer, missing, post};
use crate::domain::employment::appointment::term_end;
use crate::domain::employment::{Employer, Post, Rank};
use crate::domain::id::{Digest, EmployerId};
use crate::domain::identity::inert;
use crate::domain::refusal::Refusal;
use crate::domain::trade::Trade;
use crate::refusal;
use crate::store::Failure;
use crate::store::employment::EmploymentRead;
use crate::store::employment::act::{Act, FileTaken, Kind};

/// The file that lines came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenFile {
    pub name: String,
    pub sha256: String,
}

/// A line of employers, as it was read.
pub type EmployerLine = Employer;

/// A line of posts; the employer by name or code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostLine {
    pub employer: String,
    pub title: String,
    pub trade: Trade,
    pub rank: Rank,
    pub established: u32,
    pub description: String,
    pub document: String,
    /// Today where the file does not say.
    pub opened_on: Option<NaiveDate>,
}

/// A line of appointments; the post by employer and title, the person by certificate or name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentLine {
    pub employer: String,
    pub post: String,
    pub who: Who,
    /// That of the post where the file does not say.
    pub rank: Option<Rank>,
    pub starts: NaiveDate,
    /// Three years where the file does not say.
    pub ends: Option<NaiveDate>,
    pub document: String,
    pub because: String,
    pub duties: String,
    pub treatment: String,
    /// A month, in fen.
    pub allowance: i64,
}

/// What became of each line: none where it goes in.
pub type Told = Vec<Option<Refusal>>;

pub fn take_employers(
    office: &mut Office,
    lines: &[EmployerLine],
    file: Option<&TakenFile>,
    going: &mut Going,
) -> Result<Told, Failure> {
    office.employ_each(
        Kind::EmployerRecorded,
        lines,
        file.is_some(),
        going,
        |read, _, line| Ok(vec![employer::recorded(read, read.next_employer()?, line.clone())?]),
        |read| taken(read, "employers", lines.len(), file),
    )
}

pub fn take_posts(
    office: &mut Office,
    lines: &[PostLine],
    file: Option<&TakenFile>,
    going: &mut Going,
) -> Result<Told, Failure> {
    office.employ_each(
        Kind::PostRecorded,
        lines,
        file.is_some(),
        going,
        |read, stamp, line| {
            let post = Post {
                employer: employer_of(read, &line.employer)?,
                title: line.title.clone(),
                trade: line.trade.clone(),
                rank: line.rank,
                established: line.established,
                description: line.description.clone(),
                document: line.document.clone(),
                opened_on: line.opened_on.unwrap_or(stamp.today()),
            };
            Ok(vec![post::recorded(read, read.next_post()?, post, stamp.today())?])
        },
        |read| taken(read, "posts", lines.len(), file),
    )
}

pub fn take_appointments(
    office: &mut Office,
    lines: &[AppointmentLine],
    file: Option<&TakenFile>,
    going: &mut Going,
) -> Result<Told, Failure> {
    office.employ_each(
        Kind::AppointmentMade,
        lines,
        file.is_some(),
        going,
        |read, stamp, line| {
            let employer = employer_of(read, &line.employer)?;
            let Some(post) = read.post_titled(employer, &line.post)? else {
                let (title, employer) = (inert(&line.post), inert(&line.employer));
                return Err(refusal!(
                    "no_post",
                    "{employer}没有岗位“{title}”；先登记岗位。",
                    "{employer} has no post “{title}”; record the post first."
                )
                .into());
            };
            let row = read.post(post, stamp.today())?.ok_or_else(|| missing("岗位", "post"))?;
            let ends = line.ends.or_else(|| term_end(line.starts, 3)).unwrap_or(line.starts);
            let wanted = Wanted {
                who: line.who.clone(),
                post,
                rank: line.rank.unwrap_or(row.post.rank),
                starts: line.starts,
                ends,
                document: line.document.clone(),
                because: line.because.clone(),
                duties: line.duties.clone(),
                treatment: line.treatment.clone(),
                allowance: line.allowance,
            };
            made(read, read.next_appointment()?, wanted, stamp.today())
        },
        |read| taken(read, "appointments", lines.len(), file),
    )
}

fn employer_of(read: &EmploymentRead, word: &str) -> Result<EmployerId, Failure> {
    Ok(read.employer_called(word)?.ok_or_else(|| {
        let word = inert(word);
        refusal!(
            "no_employer",
            "没有登记用人单位“{word}”；先登记单位。",
            "No employer “{word}” is recorded; record the employer first."
        )
    })?)
}

pub(super) fn taken(read: &EmploymentRead, what: &str, lines: usize, file: Option<&TakenFile>) -> Result<Act, Failure> {
    let file = file.expect("only what is kept is closed");
    if let Some(name) = read.file_taken(&file.sha256)? {
        let name = inert(&name);
        return Err(refusal!(
            "file_taken",
            "内容相同的文件已导入过（{name}）。",
            "A file of the same content was taken in already ({name})."
        )
        .into());
    }
    Ok(Act::FileTaken(FileTaken {
        file_name: file.name.clone(),
        sha256: Digest(file.sha256.clone()),
        taken: u32::try_from(lines).unwrap_or(u32::MAX),
        what: what.to_owned(),
    }))
}
