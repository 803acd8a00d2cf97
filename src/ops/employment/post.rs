//! Posts are opened, revised and closed; whoever holds one stays to the end of their term.

use super::{Office, missing, reason_of};
use crate::domain::employment::Post;
use crate::domain::id::PostId;
use crate::domain::identity::inert;
use crate::refusal;
use crate::store::Failure;
use crate::store::employment::EmploymentRead;
use crate::store::employment::act::{Act, Kind, PostClosed, PostRecorded};

/// # Errors
/// What [`Post::checked`] says; `post_twice` where the employer has a post of that title.
pub fn open_post(office: &mut Office, post: Post) -> Result<PostId, Failure> {
    office.employ(Kind::PostRecorded, None, |read, stamp| {
        let id = read.next_post()?;
        Ok((vec![recorded(read, id, post, stamp.today())?], id))
    })
}

pub fn revise_post(office: &mut Office, id: PostId, post: Post) -> Result<(), Failure> {
    office.employ(Kind::PostRecorded, None, |read, stamp| {
        let known = read.post(id, stamp.today())?.ok_or_else(|| missing("岗位", "post"))?;
        if post.employer != known.post.employer {
            return Err(refusal!(
                "post_employer",
                "岗位属于原来的用人单位，不能改换；请另立岗位。",
                "A post stays with its employer; open another one."
            )
            .into());
        }
        if post.established < known.filled {
            let filled = known.filled;
            return Err(refusal!(
                "post_filled",
                "在聘 {filled} 人，核定人数不能更少。",
                "{filled} hold it; it cannot be established for fewer."
            )
            .into());
        }
        Ok((vec![recorded(read, id, post, stamp.today())?], ()))
    })
}

pub fn close_post(office: &mut Office, id: PostId, reason: &str) -> Result<(), Failure> {
    let reason = reason_of(reason, "停用岗位", "Closing a post")?;
    office.employ(Kind::PostClosed, Some(reason), |read, stamp| {
        let known = read.post(id, stamp.today())?.ok_or_else(|| missing("岗位", "post"))?;
        if known.closed_on.is_some() {
            let title = inert(&known.post.title);
            return Err(refusal!("post_closed", "岗位“{title}”已停用。", "Post “{title}” is closed already.").into());
        }
        Ok((vec![Act::PostClosed(PostClosed { id, on: stamp.today() })], ()))
    })
}

pub(super) fn recorded(
    read: &EmploymentRead,
    id: PostId,
    post: Post,
    today: chrono::NaiveDate,
) -> Result<Act, Failure> {
    let post = post.checked()?;
    read.employer(post.employer, today)?.ok_or_else(|| missing("用人单位", "employer"))?;
    if read.post_titled(post.employer, &post.title)?.is_some_and(|other| other != id) {
        let title = inert(&post.title);
        return Err(
            refusal!("post_twice", "该单位已有岗位“{title}”。", "That employer has a post “{title}” already.").into()
        );
    }
    Ok(Act::PostRecorded(PostRecorded { id, post }))
}
