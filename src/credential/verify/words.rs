//! The sentences of the stages: what is established, and what offline nobody can know.

use chrono::NaiveDate;

use super::{Report, Stage, State, Step, Unsigned, Verdict, day_of};
use crate::both;
use crate::credential::registration::{BadRegistration, Registration};
use crate::credential::signing::{PUBLIC, fingerprint};
use crate::credential::trust::{Card, Voucher};
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};

pub fn step(stage: Stage, state: State, code: &'static str, text: Both) -> Step {
    Step { stage, state, code, text }
}

impl Say for Stage {
    fn say(&self, lang: Lang) -> String {
        match self {
            Stage::Shape => lang.pick("格式", "Shape"),
            Stage::Signature => lang.pick("签名", "Signature"),
            Stage::Issuer => lang.pick("发证机构", "Issuer"),
            Stage::Inclusion => lang.pick("登记", "Register"),
            Stage::Status => lang.pick("状态", "Status"),
            Stage::Holder => lang.pick("持证人", "Holder"),
            Stage::Photo => lang.pick("照片", "Photo"),
            Stage::Page => lang.pick("页面", "Page"),
        }
        .to_owned()
    }
}

impl Say for State {
    fn say(&self, lang: Lang) -> String {
        match self {
            State::Holds => lang.pick("成立", "holds"),
            State::Fails => lang.pick("不成立", "fails"),
            State::Unknown => lang.pick("未知", "unknown"),
        }
        .to_owned()
    }
}

impl Say for Report {
    /// The verdict, in one sentence; what it does not reach stands in the same sentence.
    fn say(&self, lang: Lang) -> String {
        let unseen = self.step(Stage::Page).is_some_and(|page| page.state == State::Unknown);
        match self.verdict {
            Verdict::Genuine if unseen => lang
                .pick(
                    "凭证真实：由信任名单中的机构签发，未被改动；但这份 PDF 的页面核对不了，只看下面列出的内容。",
                    "The credential is genuine: signed by a station of the trust list, and untouched; but this PDF's page could not be checked: believe what is told below, not the page.",
                )
                .to_owned(),
            verdict => verdict.say(lang),
        }
    }
}

impl Say for Verdict {
    fn say(&self, lang: Lang) -> String {
        match self {
            Verdict::Genuine => lang.pick(
                "真实：由信任名单中的机构签发，内容未被改动。",
                "Genuine: signed by a station of the trust list, and untouched.",
            ),
            Verdict::UnknownIssuer => lang.pick(
                "内容未被改动，但发证机构不在信任名单里，无法确认是谁签发的。",
                "Untouched, but its issuer is not in the trust list: nobody here knows who signed it.",
            ),
            Verdict::NotGenuine => {
                lang.pick("不能认定为真实，原因见下。", "Not genuine as it stands; the reasons are below.")
            }
        }
        .to_owned()
    }
}

/// What is signed are the data, not the page they are printed on: whoever looks at both compares them.
pub fn shape_credential() -> Both {
    both!(
        "是一份职业技能证书的电子凭证；页面上印的字要与这里列出的一致，请逐项核对。",
        "It is the electronic credential of a vocational certificate; compare what is printed on the page with what is told here."
    )
}

pub fn shape_qr() -> Both {
    both!(
        "是证书页面上的二维码或登记证明；页面上印的字要与这里列出的一致，请逐项核对。",
        "It is the QR of a certificate's page, or its proof of registration; compare what is printed with what is told here."
    )
}

pub fn signed(key: &[u8; PUBLIC]) -> Both {
    let key = fingerprint(key);
    both!(
        "签名成立，每个字节都是签发时的原样（公钥 {key}）。",
        "The signature holds: every byte is as it was signed (key {key})."
    )
}

pub fn altered() -> Both {
    both!(
        "签名不成立：内容在签发之后被改动，或者不是所写的机构签的。",
        "The signature does not hold: something was changed after signing, or another key than the issuer's signed it."
    )
}

pub fn altered_qr() -> Both {
    both!(
        "二维码里的要素、证明或签名被改动：它们不通向该机构签过的任何存证。",
        "The claim, the proof or the signature was changed: it leads to no checkpoint that this station signed."
    )
}

pub fn no_key() -> Both {
    both!(
        "没有该机构的公钥，签名无从核对。",
        "The station's public key is not here, so its signature cannot be looked at."
    )
}

pub fn proof_in_file() -> Both {
    both!(
        "登记太大，证明放不进二维码：请查验证书的 PDF，或 .json 连同 .tlog-proof 文件。",
        "The register is too large for a QR to carry the proof: verify the certificate's PDF, or its .json with its .tlog-proof."
    )
}

fn by(vouchers: &[Voucher], lang: Lang) -> String {
    let named: Vec<String> = vouchers.iter().filter_map(|voucher| voucher.name.as_deref().map(inert)).collect();
    match (named.is_empty(), lang) {
        (true, Lang::Zh) => "（名单里没有上级机构为它担保）".to_owned(),
        (true, Lang::En) => " (no higher office in the list vouches for it)".to_owned(),
        (false, Lang::Zh) => format!("（由{}担保）", named.join("、")),
        (false, Lang::En) => format!(" (vouched for by {})", named.join(", ")),
    }
}

pub fn known(card: &Card, vouchers: &[Voucher], day: NaiveDate) -> Both {
    let name = inert(&card.station.name);
    let (zh, en) = (by(vouchers, Lang::Zh), by(vouchers, Lang::En));
    both!(
        "信任名单中的“{name}”{zh}，密钥在 {day} 有效。",
        "“{name}” of the trust list{en}; its key was in use on {day}."
    )
}

pub fn no_trust(name: &str) -> Both {
    let name = inert(name);
    both!(
        "自称“{name}”；没有信任名单，无法确认。先导入信任名单（touchstone trust import），或用 --trust 再查。",
        "It calls itself “{name}”; without a trust list nobody can tell. Take one in (touchstone trust import) or verify again with --trust."
    )
}

pub fn unknown_issuer(name: &str) -> Both {
    let name = inert(name);
    both!("自称“{name}”；信任名单里没有这把密钥。", "It calls itself “{name}”; the trust list has no such key.")
}

pub fn unknown_key(card: &Card) -> Both {
    let name = inert(&card.station.name);
    both!(
        "用了“{name}”的机构代码，但信任名单里它没有这把密钥：名单太旧，或者是冒名。",
        "It bears the site code of “{name}”, whose card has no such key: the list is too old, or somebody uses its name."
    )
}

pub fn unknown_journal(origin: &str) -> Both {
    let origin = inert(origin);
    both!(
        "信任名单里没有这份登记簿（{origin}）的机构。",
        "The trust list has no station with this register ({origin})."
    )
}

pub fn not_signed(card: &Card) -> Both {
    let name = inert(&card.station.name);
    both!("自称出自“{name}”，但不是它签的。", "It says that it comes from “{name}”, which did not sign it.")
}

pub fn other_station(card: &Card) -> Both {
    let name = inert(&card.station.name);
    both!(
        "密钥是“{name}”的，证书写的却是另一个机构。",
        "The key is of “{name}”, but the certificate names another station."
    )
}

pub fn retired(card: &Card, until: NaiveDate, day: NaiveDate) -> Both {
    let name = inert(&card.station.name);
    both!(
        "“{name}”的这把密钥 {until} 已停用，不能签 {day} 的证书。",
        "This key of “{name}” was retired on {until}; it cannot sign for {day}."
    )
}

pub fn not_yet(card: &Card, from: NaiveDate, day: NaiveDate) -> Both {
    let name = inert(&card.station.name);
    both!(
        "“{name}”的这把密钥 {from} 才启用，不能签 {day} 的证书。",
        "This key of “{name}” is in use from {from} only; it cannot sign for {day}."
    )
}

pub fn no_day() -> Both {
    both!("凭证的发证日期读不出。", "The credential's day of issue cannot be read.")
}

/// `cosigned` are the offices of the trust list that cosigned the checkpoint, each with its day.
pub fn registered(proof: &Registration, cosigned: &[(String, Option<NaiveDate>)]) -> Both {
    let (index, size) = (proof.index + 1, proof.size);
    let day = day_of(proof.seal.time).map_or_else(|| "?".to_owned(), |day| day.to_string());
    let told = both!(
        "登记簿第 {index} 条，包含在 {day} 存证的 {size} 条之内。",
        "Act {index} of the register, within the {size} acts of the checkpoint of {day}."
    );
    cosigned.iter().fold(told, |told, (office, day)| {
        let (office, day) = (inert(office), day.map_or_else(|| "?".to_owned(), |day| day.to_string()));
        Both {
            zh: format!("{}“{office}”于 {day} 联署：它见过这本登记簿只增不改。", told.zh),
            en: format!("{} “{office}” cosigned it on {day}: it saw that register only grow.", told.en),
        }
    })
}

pub fn forged_cosignature(office: &str) -> Both {
    let office = inert(office);
    both!(
        "存证下写着“{office}”的联署，但不是它的密钥签的。",
        "The checkpoint bears a cosignature in the name of “{office}”, whose key did not make it."
    )
}

pub fn no_registration() -> Both {
    both!(
        "没有带登记证明（.tlog-proof），只凭凭证自身的签名。",
        "No proof of registration (.tlog-proof) came with it; its own signature is all there is."
    )
}

pub fn bad_registration(bad: BadRegistration) -> Both {
    both!("登记证明不完整或被改动：{bad}", "The proof of registration is incomplete or was changed: {bad}.")
}

pub fn other_certificate(number: &str) -> Both {
    let number = inert(number);
    both!(
        "登记证明是另一份凭证的（编号 {number}），不是这一份的。",
        "The proof of registration is of another credential (number {number}), not of this one."
    )
}

pub fn forged_proof() -> Both {
    both!(
        "登记证明是伪造的，或者出自另一棵树：它不通向该机构签过的任何存证。",
        "The proof is forged or of another tree: it leads to no checkpoint that this station signed."
    )
}

pub fn unknown_register() -> Both {
    both!("信任名单里没有这份登记簿的机构，证明无从核对。", "The trust list has no station with this register.")
}

pub fn no_status(proof: Option<&Registration>) -> Both {
    match proof.and_then(|proof| day_of(proof.seal.time)) {
        Some(day) => both!(
            "登记于 {day}；此后是否撤销，离线无从得知；可向发证机构要状态清单，连同它再查一次。",
            "Registered as of {day}; whether it was revoked later cannot be known offline. Ask the station for its status list and verify again with it."
        ),
        None => both!(
            "是否已撤销，离线无从得知；可向发证机构要状态清单，连同它再查一次。",
            "Whether it was revoked cannot be known offline. Ask the station for its status list and verify again with it."
        ),
    }
}

pub fn other_status() -> Both {
    both!("这份状态清单是另一个机构的。", "This status list is another station's.")
}

pub fn unsigned_status() -> Both {
    both!(
        "状态清单不是信任名单中的密钥签的，不能采信。",
        "The status list is not signed by a key of the trust list; it tells nothing."
    )
}

fn shown(time: u64) -> String {
    day_of(time).map_or_else(|| "?".to_owned(), |day| day.to_string())
}

pub fn old_status(time: u64) -> Both {
    let day = shown(time);
    both!("状态清单是 {day} 的，比这份证书的登记还早。", "The status list is of {day}, older than the registration.")
}

pub fn not_revoked(time: u64) -> Both {
    let day = shown(time);
    both!(
        "截至 {day} 的状态清单未撤销；此后未知。",
        "Not revoked as of the status list of {day}; later than that unknown."
    )
}

pub fn corrected(on: NaiveDate, time: u64) -> Both {
    let day = shown(time);
    both!(
        "是 {on} 更正后的新凭证；截至 {day} 未撤销，此后未知。",
        "It is the credential corrected on {on}; not revoked as of {day}, later than that unknown."
    )
}

pub fn revoked(on: NaiveDate) -> Both {
    both!("已于 {on} 撤销或注销。", "It was revoked on {on}.")
}

pub fn replaced(on: NaiveDate) -> Both {
    both!(
        "{on} 更正过，同一编号另有新凭证；这一份已作废。",
        "It was corrected on {on}: the same number has a new credential, and this one no longer counts."
    )
}

pub fn holder() -> Both {
    both!("证件号码与证书相符。", "The ID number is that of the certificate.")
}

pub fn other_holder() -> Both {
    both!(
        "证件号码不是这份证书的：持证人是别人。",
        "The ID number is not that of the certificate: it is somebody else's."
    )
}

pub fn bad_number() -> Both {
    both!("证件号码不合规则，请再看一遍。", "That is no valid document number; look again.")
}

pub fn no_salt() -> Both {
    both!(
        "核对要用的盐值在 PDF、二维码或 .tlog-proof 里，这里没有。",
        "The salt that this takes is in the PDF, the QR or the .tlog-proof, none of which is here."
    )
}

pub fn photo() -> Both {
    both!("照片与发证时的一致。", "The photo is the one of the day of issue.")
}

pub fn no_photo() -> Both {
    both!("这份证书发证时没有照片。", "The certificate was issued without a photo.")
}

pub fn swapped_photo() -> Both {
    both!("照片被换过：不是发证时的那一张。", "The photo was swapped: it is not the one of the day of issue.")
}

pub fn photo_not_in_qr() -> Both {
    both!("二维码不含照片的摘要，请用 PDF 查验。", "The QR does not carry the photo's digest; verify the PDF.")
}

/// What a page says beside what is signed, in one half-sentence of each language.
fn beside(unsigned: &Unsigned) -> Both {
    let (mut zh, mut en) = (vec![format!("取得方式“{}”", inert(&unsigned.way))], Vec::new());
    en.push(format!("the way it was come by ({})", inert(&unsigned.way)));
    if let Some(serial) = unsigned.print_serial.as_deref().map(inert) {
        zh.push(format!("印制流水码 {serial}"));
        en.push(format!("the print serial {serial}"));
    }
    if !unsigned.remarks.is_empty() {
        let remarks = inert(&unsigned.remarks.join("；"));
        zh.push(format!("备注“{remarks}”"));
        en.push(format!("the remark “{remarks}”"));
    }
    let (mut zh, mut en) = (zh.join("、"), en.join(", "));
    if unsigned.without_photo {
        zh.push_str("；签发时有照片，而这一页没有");
        en.push_str("; there was a photo when it was signed, and this page shows none");
    }
    Both { zh, en }
}

pub fn page_same(unsigned: &Unsigned) -> Both {
    let Both { zh, en } = beside(unsigned);
    both!(
        "这份 PDF 与按签名数据重新排版的一页逐字节相同：电子页面上印的就是签名的内容。不在签名之内的只有{zh}。纸上的印张仍要对照着看。",
        "This PDF is, byte by byte, the page that its signed data give: what it shows is what was signed. Outside the signature stand only {en}. A sheet of paper is still compared by eye."
    )
}

pub fn page_changed() -> Both {
    both!(
        "页面被改动过：它与按签名数据重新排版的一页不同（被编辑，或被别的程序另存）。附带的凭证未被改动：请只看这里列出的内容，不要看页面，并向持证人要原文件。",
        "The page was changed: it is not the one that its signed data give (edited, or saved again by another program). The credential inside is untouched: believe what is told here and not the page, and ask for the original file."
    )
}

pub fn page_other_holder() -> Both {
    both!(
        "页面写的证件号码不是签发时的号码：附带的凭证是另一个人的。",
        "The document number on the page is not the one that was signed: the credential inside is somebody else's."
    )
}

pub fn page_unreadable() -> Both {
    both!(
        "文件里说明页面的部分被改动，读不出来：不要相信页面上印的内容。",
        "The part that says how the page was drawn was changed and cannot be read: do not believe what the page shows."
    )
}

pub fn page_absent() -> Both {
    both!(
        "文件里说明页面如何排版的部分被删去：本程序出的 PDF 都带着它，这份文件出具之后被改过。附带的凭证未被改动：请只看这里列出的内容，不要看页面，并向持证人要原文件。",
        "The part that says how the page was drawn was taken out: every PDF of this program carries it, so this file was changed after it was made. The credential inside is untouched: believe what is told here and not the page, and ask for the original file."
    )
}

pub fn page_other_version(version: &str) -> Both {
    let version = inert(version);
    both!(
        "页面由另一个排版版本（{version}）生成，本程序排不出同样的字节：页面上印的字要逐项用眼核对。",
        "The page was drawn by another version of the layout ({version}), which this program does not repeat: what is printed must be compared by eye, item by item."
    )
}

pub fn page_font() -> Both {
    both!(
        "页面用了程序之外的字体（生僻字），这里排不出同样的一页：页面上印的字要逐项用眼核对。",
        "The page uses a font that is not part of the program (a rare character): what is printed must be compared by eye, item by item."
    )
}

pub fn claim_differs() -> Both {
    both!(
        "登记证明里的要素与凭证写的不一致：证明是拼凑的。",
        "The claim in the proof says something else than the credential: the two were put together."
    )
}
