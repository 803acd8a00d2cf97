//! What a credential says, read back from its members: for whoever verifies, and for whoever holds it against the act.

use serde::Serialize;
use serde_json::{Map, Value};

use super::document::{CONTEXT, PHOTO, certificate_id};
use crate::credential::did;
use crate::credential::tree::Hash;

/// One result with what it is measured by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultSaid {
    pub name: String,
    pub value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full: Option<String>,
}

/// What a credential of ours says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    pub number: String,
    /// The credential's own title, in both languages.
    pub title: String,
    pub holder: String,
    /// Trade and level, in both languages.
    pub achievement: String,
    pub trade_code: String,
    /// The trade and its branch, each by itself.
    #[serde(skip)]
    pub trade_name: String,
    #[serde(skip)]
    pub trade_branch: String,
    /// `2026-11-22`.
    pub issued_on: String,
    pub issuer: String,
    pub site_code: String,
    pub standard: Hash,
    pub results: Vec<ResultSaid>,
    #[serde(skip)]
    pub issuer_key: [u8; 32],
    /// The salted digest of the document's number.
    #[serde(skip)]
    pub document: Hash,
    /// Open Badges' word for the kind of document.
    pub document_type: String,
    /// The salted digest of the photo.
    #[serde(skip)]
    pub photo: Option<Hash>,
}

/// The member that is missing or of another form, as a path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotOurs(pub &'static str);

/// Where members are looked up by their path.
trait Members {
    fn find(&self, path: &str) -> Option<&Value>;
}

impl Members for Value {
    fn find(&self, path: &str) -> Option<&Value> {
        self.pointer(path)
    }
}

impl Members for Map<String, Value> {
    fn find(&self, path: &str) -> Option<&Value> {
        let path = path.strip_prefix('/')?;
        match path.find('/') {
            Some(at) => self.get(&path[..at])?.pointer(&path[at..]),
            None => self.get(path),
        }
    }
}

fn at<'a, M: Members>(from: &'a M, path: &'static str) -> Result<&'a Value, NotOurs> {
    from.find(path).ok_or(NotOurs(path))
}

fn text<M: Members>(from: &M, path: &'static str) -> Result<String, NotOurs> {
    at(from, path)?.as_str().map(str::to_owned).ok_or(NotOurs(path))
}

fn list<'a, M: Members>(from: &'a M, path: &'static str) -> Result<&'a [Value], NotOurs> {
    at(from, path)?.as_array().map(Vec::as_slice).ok_or(NotOurs(path))
}

fn hash(text: &str, before: &str, path: &'static str) -> Result<Hash, NotOurs> {
    text.strip_prefix(before).and_then(|hex| hex.get(..64)?.parse().ok()).ok_or(NotOurs(path))
}

/// Reads the members of a document without its proof.
pub fn said(document: &Map<String, Value>) -> Result<Said, NotOurs> {
    let whole = document;
    if list(whole, "/@context")?.iter().map(Value::as_str).ne(CONTEXT.map(Some)) {
        return Err(NotOurs("/@context"));
    }
    if !list(whole, "/type")?.iter().any(|kind| kind == "OpenBadgeCredential") {
        return Err(NotOurs("/type"));
    }
    let number = text(whole, "/credentialSubject/licenseNumber")?;
    if text(whole, "/id")? != certificate_id(&number) {
        return Err(NotOurs("/id"));
    }
    let achievement = at(whole, "/credentialSubject/achievement")?;
    let standard = text(achievement, "/id")?;
    let valid_from = text(whole, "/validFrom")?;
    let (name, document, photo) = identities(whole)?;
    Ok(Said {
        title: text(whole, "/name")?,
        holder: name,
        achievement: text(achievement, "/name")?,
        trade_code: text(achievement, "/humanCode")?,
        trade_name: text(achievement, "/fieldOfStudy")?,
        trade_branch: text(achievement, "/specialization")?,
        issued_on: valid_from.get(..10).ok_or(NotOurs("/validFrom"))?.to_owned(),
        issuer: text(whole, "/issuer/name")?,
        site_code: text(whole, "/issuer/otherIdentifier/0/identifier")?,
        standard: hash(&standard, "urn:touchstone:standard:sha256:", "/credentialSubject/achievement/id")?,
        results: results(whole)?,
        issuer_key: did::key_of(&text(whole, "/issuer/id")?).ok_or(NotOurs("/issuer/id"))?,
        document: document.0,
        document_type: document.1,
        photo,
        number,
    })
}

type Identities = (String, (Hash, String), Option<Hash>);

fn identities(whole: &Map<String, Value>) -> Result<Identities, NotOurs> {
    const PATH: &str = "/credentialSubject/identifier";
    let (mut name, mut document, mut photo) = (None, None, None);
    for one in list(whole, PATH)? {
        let value = text(one, "/identityHash")?;
        match (text(one, "/identityType")?.as_str(), at(one, "/hashed")?) {
            ("name", Value::Bool(false)) if name.is_none() => name = Some(value),
            (PHOTO, Value::Bool(true)) if photo.is_none() => photo = Some(hash(&value, "sha256$", PATH)?),
            (kind, Value::Bool(true)) if document.is_none() && kind != PHOTO => {
                document = Some((hash(&value, "sha256$", PATH)?, kind.to_owned()));
            }
            _ => return Err(NotOurs(PATH)),
        }
    }
    Ok((name.ok_or(NotOurs(PATH))?, document.ok_or(NotOurs(PATH))?, photo))
}

fn results(whole: &Map<String, Value>) -> Result<Vec<ResultSaid>, NotOurs> {
    const PATH: &str = "/credentialSubject/result";
    let described = list(whole, "/credentialSubject/achievement/resultDescription")?;
    let one = |result: &Value| {
        let of = text(result, "/resultDescription")?;
        let about = described.iter().find(|about| about["id"] == of).ok_or(NotOurs(PATH))?;
        let known = |path| text(about, path).ok();
        Ok(ResultSaid {
            name: text(about, "/name")?,
            value: text(result, "/value")?,
            required: known("/requiredValue"),
            full: known("/valueMax"),
        })
    };
    list(whole, PATH)?.iter().map(one).collect()
}
