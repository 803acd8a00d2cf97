//! Whether standards and papers are what their digests say: sheets are signed over those.

use crate::both;
use crate::domain::language::Both;
use crate::ops::standard::digest_of;
use crate::store::check::Finding;
use crate::store::{Failure, Read};

/// Every standard and paper whose text has another digest than the one it is kept under.
pub fn digests(read: &Read) -> Result<Vec<Finding>, Failure> {
    let mut found = Vec::new();
    for row in read.standards()? {
        let Some(kept) = read.standard(row.id)? else { continue };
        if digest_of(&kept.standard)? != kept.digest {
            let id = row.id.0;
            found.push(finding(both!(
                "标准 {id} 的内容与其摘要不符",
                "the text of standard {id} is not what its digest says"
            )));
        }
        for row in read.papers(row.id)? {
            let Some(kept) = read.paper(row.id)? else { continue };
            if digest_of(&kept.paper)? != kept.digest {
                let id = row.id.0;
                found.push(finding(both!(
                    "试卷 {id} 的内容与其摘要不符",
                    "the text of paper {id} is not what its digest says"
                )));
            }
        }
    }
    Ok(found)
}

fn finding(text: Both) -> Finding {
    Finding::new("digest", text)
}
