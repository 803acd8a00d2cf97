//! What a credential says, read back from its members: for whoever verifies, and for whoever holds it against the act.

use serde::Serialize;

use super::document::{CONTEXT, PHOTO, certificate_id};
use super::results::ID;
use crate::credential::did;
use crate::credential::strict::{Json, Object};
use crate::credential::tree::Hash;
use crate::domain::language::Lang;

/// What a result measures: ethics are a subject of some standards and a dimension of all, and both bear one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measured {
    Subject,
    Dimension,
    Composite,
    /// A credential of another version may hold what this one does not know.
    Other,
}

impl Measured {
    /// From the id of the result's description.
    fn by_id(id: &str) -> Measured {
        match id.strip_prefix(ID).map(|word| word.split_once(':').map_or(word, |(kind, _)| kind)) {
            Some("subject") => Measured::Subject,
            Some("dimension") => Measured::Dimension,
            Some("composite") => Measured::Composite,
            _ => Measured::Other,
        }
    }

    /// What stands before a result's name; none where the name says it.
    pub const fn label(self) -> Option<(&'static str, &'static str)> {
        match self {
            Measured::Subject => Some(("科目", "Subject")),
            Measured::Dimension => Some(("维度", "Dimension")),
            Measured::Composite | Measured::Other => None,
        }
    }
}

/// One result with what it is measured by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultSaid {
    pub of: Measured,
    pub name: String,
    pub value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full: Option<String>,
}

impl ResultSaid {
    /// The name behind what it measures: `科目 职业道德 / Ethics`.
    pub fn label(&self, lang: Lang) -> String {
        match self.of.label() {
            Some((zh, en)) => format!("{} {}", lang.pick(zh, en), self.name),
            None => self.name.clone(),
        }
    }

    /// The value, beside the full mark where it is a score: `86/100`.
    pub fn score(&self) -> String {
        self.full.as_ref().map_or_else(|| self.value.clone(), |full| format!("{}/{full}", self.value))
    }
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
trait Members<'b> {
    fn find(&self, path: &str) -> Option<&Json<'b>>;
}

impl<'b> Members<'b> for Json<'b> {
    fn find(&self, path: &str) -> Option<&Json<'b>> {
        self.at(path)
    }
}

impl<'b> Members<'b> for Object<'b> {
    fn find(&self, path: &str) -> Option<&Json<'b>> {
        self.at(path)
    }
}

fn at<'a, 'b: 'a>(from: &'a impl Members<'b>, path: &'static str) -> Result<&'a Json<'b>, NotOurs> {
    from.find(path).ok_or(NotOurs(path))
}

fn word<'a, 'b: 'a>(from: &'a impl Members<'b>, path: &'static str) -> Result<&'a str, NotOurs> {
    at(from, path)?.as_text().ok_or(NotOurs(path))
}

fn text<'b>(from: &impl Members<'b>, path: &'static str) -> Result<String, NotOurs> {
    word(from, path).map(str::to_owned)
}

fn list<'a, 'b: 'a>(from: &'a impl Members<'b>, path: &'static str) -> Result<&'a [Json<'b>], NotOurs> {
    at(from, path)?.as_list().ok_or(NotOurs(path))
}

fn hash(text: &str, before: &str, path: &'static str) -> Result<Hash, NotOurs> {
    text.strip_prefix(before).and_then(|hex| hex.get(..64)?.parse().ok()).ok_or(NotOurs(path))
}

/// Reads the members of a document without its proof.
pub fn said(document: &Object) -> Result<Said, NotOurs> {
    let whole = document;
    if list(whole, "/@context")?.iter().map(Json::as_text).ne(CONTEXT.map(Some)) {
        return Err(NotOurs("/@context"));
    }
    if !list(whole, "/type")?.iter().any(|kind| kind.as_text() == Some("OpenBadgeCredential")) {
        return Err(NotOurs("/type"));
    }
    let number = text(whole, "/credentialSubject/licenseNumber")?;
    if word(whole, "/id")? != certificate_id(&number) {
        return Err(NotOurs("/id"));
    }
    let achievement = at(whole, "/credentialSubject/achievement")?;
    let standard = word(achievement, "/id")?;
    let valid_from = word(whole, "/validFrom")?;
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
        standard: hash(standard, "urn:touchstone:standard:sha256:", "/credentialSubject/achievement/id")?,
        results: results(whole)?,
        issuer_key: did::key_of(word(whole, "/issuer/id")?).ok_or(NotOurs("/issuer/id"))?,
        document: document.0,
        document_type: document.1,
        photo,
        number,
    })
}

type Identities = (String, (Hash, String), Option<Hash>);

fn identities(whole: &Object) -> Result<Identities, NotOurs> {
    const PATH: &str = "/credentialSubject/identifier";
    let (mut name, mut document, mut photo) = (None, None, None);
    for one in list(whole, PATH)? {
        let value = word(one, "/identityHash")?;
        match (word(one, "/identityType")?, at(one, "/hashed")?) {
            ("name", Json::Bool(false)) if name.is_none() => name = Some(value.to_owned()),
            (PHOTO, Json::Bool(true)) if photo.is_none() => photo = Some(hash(value, "sha256$", PATH)?),
            (kind, Json::Bool(true)) if document.is_none() && kind != PHOTO => {
                document = Some((hash(value, "sha256$", PATH)?, kind.to_owned()));
            }
            _ => return Err(NotOurs(PATH)),
        }
    }
    Ok((name.ok_or(NotOurs(PATH))?, document.ok_or(NotOurs(PATH))?, photo))
}

fn results(whole: &Object) -> Result<Vec<ResultSaid>, NotOurs> {
    const PATH: &str = "/credentialSubject/result";
    let described = list(whole, "/credentialSubject/achievement/resultDescription")?;
    let one = |result: &Json| {
        let id = word(result, "/resultDescription")?;
        let about = described.iter().find(|about| word(*about, "/id") == Ok(id)).ok_or(NotOurs(PATH))?;
        let known = |path| text(about, path).ok();
        Ok(ResultSaid {
            of: Measured::by_id(id),
            name: text(about, "/name")?,
            value: text(result, "/value")?,
            required: known("/requiredValue"),
            full: known("/valueMax"),
        })
    };
    list(whole, PATH)?.iter().map(one).collect()
}
