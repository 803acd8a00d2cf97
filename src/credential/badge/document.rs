//! The credential's members without its proof, in the order in which RFC 8785 writes them.
//!
//! All texts are fixed words and data, Chinese first and the English words behind ` / `: a signed document has one language for
//! everybody, which is both.

use serde::Serialize;

use super::Statement;
use super::results::{self, TwoFold};
use crate::domain::evaluation::batch::BatchKind;
use crate::domain::identity::DocumentKind;

/// The contexts by name; no program of ours ever fetches them.
pub const CONTEXT: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];
/// The JSON schema that it follows.
pub const SCHEMA: &str =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

#[derive(Serialize)]
pub struct Document<'a> {
    #[serde(rename = "@context")]
    context: [&'static str; 2],
    #[serde(rename = "credentialSchema")]
    schema: [Schema; 1],
    #[serde(rename = "credentialSubject")]
    subject: Subject<'a>,
    description: String,
    evidence: [Evidence; 2],
    id: String,
    issuer: Profile<'a>,
    name: &'static str,
    #[serde(rename = "type")]
    types: [&'static str; 2],
    #[serde(rename = "validFrom")]
    valid_from: String,
}

#[derive(Serialize)]
struct Schema {
    id: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct Subject<'a> {
    achievement: Option<Achievement<'a>>,
    identifier: Vec<Identity<'a>>,
    #[serde(rename = "licenseNumber")]
    number: &'a str,
    result: Vec<results::Result>,
    #[serde(rename = "type")]
    types: [&'static str; 1],
}

/// What was achieved: the same for everybody of one level of one standard with the same kinds of results.
#[derive(Serialize)]
struct Achievement<'a> {
    #[serde(rename = "achievementType")]
    kind: &'static str,
    criteria: Criteria,
    description: String,
    #[serde(rename = "fieldOfStudy")]
    field: &'a str,
    #[serde(rename = "humanCode")]
    code: &'a str,
    id: String,
    #[serde(rename = "inLanguage")]
    language: &'static str,
    name: String,
    #[serde(rename = "resultDescription")]
    results: Vec<results::Description>,
    specialization: &'a str,
    tag: [String; 2],
    #[serde(rename = "type")]
    types: [&'static str; 1],
    version: &'a str,
}

#[derive(Serialize)]
struct Criteria {
    narrative: String,
}

#[derive(Serialize)]
struct Identity<'a> {
    hashed: bool,
    #[serde(rename = "identityHash")]
    hash: std::borrow::Cow<'a, str>,
    #[serde(rename = "identityType")]
    kind: &'static str,
    #[serde(rename = "type")]
    types: &'static str,
}

#[derive(Serialize)]
struct Evidence {
    genre: &'static str,
    id: String,
    name: &'static str,
    narrative: String,
    #[serde(rename = "type")]
    types: [&'static str; 1],
}

#[derive(Serialize)]
struct Profile<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(rename = "otherIdentifier")]
    other: [Identifier<'a>; 1],
    #[serde(rename = "type")]
    types: [&'static str; 1],
}

#[derive(Serialize)]
struct Identifier<'a> {
    identifier: &'a str,
    #[serde(rename = "identifierType")]
    kind: &'static str,
    #[serde(rename = "type")]
    types: &'static str,
}

/// Where a document that [`rest`] wrote goes on behind its achievement.
pub fn behind_achievement(rest: &str) -> usize {
    const NONE: &[u8] = b"\"credentialSubject\":{\"achievement\":null";
    memchr::memmem::find(rest.as_bytes(), NONE).expect("every document has a subject") + NONE.len()
}

/// Where the proof stands in a document that was written: before its type, which but for a day is the last that it says.
pub fn place_of_proof(document: &str) -> usize {
    memchr::memmem::rfind(document.as_bytes(), b"\"type\":[\"VerifiableCredential\"")
        .expect("every document says its type")
}

/// What a certificate's credential is called: `urn:touchstone:certificate:NUMBER`.
pub fn certificate_id(number: &str) -> String {
    format!("urn:touchstone:certificate:{number}")
}

/// Open Badges' word for a kind of document.
pub const fn holder_type(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::ResidentIdCard => "nationalIdentityNumber",
        DocumentKind::HongKongMacaoTaiwanResidencePermit => "ext:hong_kong_macao_taiwan_residence_permit",
        DocumentKind::ForeignPermanentResidentCard => "ext:foreign_permanent_resident_card",
        DocumentKind::Passport => "ext:passport",
        DocumentKind::HongKongMacaoTravelPermit => "ext:hong_kong_macao_travel_permit",
        DocumentKind::TaiwanTravelPermit => "ext:taiwan_travel_permit",
        DocumentKind::OfficerCard => "ext:officer_card",
        DocumentKind::Other => "ext:other",
    }
}

/// The identity type of the photo's digest.
pub const PHOTO: &str = "ext:photo";

/// What a credential of this kind of certificate is called, in both languages.
pub const fn title(kind: BatchKind) -> &'static str {
    match kind {
        BatchKind::SkillLevel => "职业技能等级证书 / Vocational Skill Level Certificate",
        BatchKind::Qualification => "职业资格证书 / Vocational Qualification Certificate",
    }
}

/// The document of a statement. `did` is the issuer's.
pub fn whole<'a>(said: &Statement<'a>, did: &'a str) -> Document<'a> {
    let (descriptions, results) = results::told(said.rules, said.outcome);
    let mut whole = rest(said, did, results);
    whole.subject.achievement = Some(achievement(said, descriptions));
    whole
}

fn achievement<'a>(said: &Statement<'a>, descriptions: Vec<results::Description>) -> Achievement<'a> {
    let (level, code) = (said.level, said.level.code());
    let trade = said.trade.title();
    Achievement {
        kind: "Certification",
        criteria: Criteria { narrative: results::narrative(said.rules).both() },
        description: format!(
            "{trade} {}，标准 {} 版 / {}, standard of {}",
            level.text(),
            said.edition,
            level.english(),
            said.edition
        ),
        field: &said.trade.name,
        code: &said.trade.code,
        id: format!("urn:touchstone:standard:sha256:{}:level:{code}", said.standard.0),
        language: "zh-CN",
        name: format!("{trade} {} / {}", level.text(), level.english()),
        results: descriptions,
        specialization: said.trade.branch_text(),
        tag: [format!("职业分类大典 {}", said.trade.classification), format!("level-{code}")],
        types: ["Achievement"],
        version: said.edition,
    }
}

/// The same without its achievement, of which `results` are told.
pub fn rest<'a>(said: &Statement<'a>, did: &'a str, results: Vec<results::Result>) -> Document<'a> {
    let digest = |hash| format!("sha256${hash}").into();
    let identity = |hash, kind, hashed| Identity { hashed, hash, kind, types: "IdentityObject" };
    let mut identifier = vec![
        identity(said.name.into(), "name", false),
        identity(digest(said.document), holder_type(said.doc_kind), true),
    ];
    identifier.extend(said.photo.map(|photo| identity(digest(photo), PHOTO, true)));
    let (sheets, sheets_digest) = said.sheets;
    let evidence = [
        Evidence {
            genre: "signed-sheets",
            id: format!("urn:touchstone:sheets:sha256:{sheets_digest}"),
            name: "评分表 / Signed sheets",
            narrative: format!("{sheets} 份，逐份签名 / {sheets} sheets, each signed by whoever marked it"),
            types: ["Evidence"],
        },
        Evidence {
            genre: "outcome",
            id: format!("urn:touchstone:outcome:sha256:{}", said.outcome_digest.0),
            name: "评定结果 / Outcome",
            narrative: "合格，可由评分表重新推出 / Pass; it can be derived again from the sheets".to_owned(),
            types: ["Evidence"],
        },
    ];
    Document {
        context: CONTEXT,
        schema: [Schema { id: SCHEMA, kind: "1EdTechJsonSchemaValidator2019" }],
        subject: Subject {
            achievement: None,
            identifier,
            number: said.number,
            result: results,
            types: ["AchievementSubject"],
        },
        description: format!(
            "{}于 {} 核发，编号 {} / No. {}, issued {}",
            said.issuer, said.issued_on, said.number, said.number, said.issued_on
        ),
        evidence,
        id: certificate_id(said.number),
        issuer: Profile {
            id: did,
            name: said.issuer,
            other: [Identifier { identifier: said.site_code, kind: "ext:site_code", types: "IdentifierEntry" }],
            types: ["Profile"],
        },
        name: title(said.kind),
        types: ["VerifiableCredential", "OpenBadgeCredential"],
        valid_from: format!("{}T00:00:00{}", said.issued_on, said.at.offset()),
    }
}
