//! A certificate as it was issued: told from the act, never from today's tables.

use super::life::Life;
use crate::credential::vault::Field;
use crate::domain::evaluation::certificate_number::CertificateNumber;
use crate::domain::identity::Document;
use crate::domain::language::Say;
use crate::ops::Office;
use crate::refusal;
use crate::say;
use crate::store::Failure;
use crate::store::act::CertificateIssued;
use crate::store::journal::JournalRow;
use crate::store::read::certificate::CertificateRow;
use crate::tui::context::Context;
use crate::tui::screens::parts::words;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::{pad, width};

/// 证书信息查询网址 and 机构信息查询网址, printed on every certificate (人社鉴发〔2021〕1号).
const CERTIFICATE_PORTAL: &str = "http://jndj.osta.org.cn";
const BODY_PORTAL: &str = "http://pjjg.osta.org.cn";

pub struct Issued {
    pub row: CertificateRow,
    act: CertificateIssued,
    /// Name, kind and masked number of the holder's document; none once erased.
    holder: Option<(String, crate::domain::identity::DocumentKind, String)>,
    photo: Option<(String, u32, u32)>,
    journal: JournalRow,
    person: String,
    life: Life,
}

impl Issued {
    pub fn read(office: &Office, row: &CertificateRow) -> Result<Issued, Failure> {
        let read = office.read();
        let gone = || refusal!("no_certificate", "没有这本证书。", "There is no such certificate.");
        let (act, _) = read.certificate_act(&row.number)?.ok_or_else(gone)?;
        // As corrected last; the version before is in the life below and in the journal.
        let holder = read.certificate_holder(&row.number)?;
        let journal = read.journal_row(row.seq)?.ok_or_else(gone)?;
        let holder = holder.map(|holder| {
            let clear = read.vault().and_then(|vault| vault.decrypt(Field::IdNumber, &holder.doc_cipher).ok());
            let number = clear.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
            let document = number.and_then(|number| Document::parse(holder.doc_kind, &number).ok());
            (holder.name, holder.doc_kind, document.map_or_else(|| "--".to_owned(), |document| document.masked()))
        });
        Ok(Issued {
            row: row.clone(),
            act,
            holder,
            photo: read.photo(row.candidate)?,
            person: read.person_name(crate::domain::id::PersonId(journal.person))?,
            journal,
            life: Life::read(office, row)?,
        })
    }

    pub fn tell(&self, context: &Context) -> Vec<Told> {
        let (lang, theme, act) = (context.lang, &context.theme, &self.act);
        let erased = || lang.pick("已清除", "erased").to_owned();
        let (name, kind, number) = match &self.holder {
            Some((name, kind, number)) => (name.clone(), kind.say(lang), number.clone()),
            None => (erased(), erased(), erased()),
        };
        let photo = match &self.photo {
            Some((format, width, height)) => format!("{format} {width}×{height}"),
            None => lang.pick("缺照片", "missing").to_owned(),
        };
        let title = lang.pick("职业技能等级证书", "Certificate of Vocational Skill Level");
        let mut lines = vec![Told::Text(0, title.to_owned(), theme.title), Told::Blank];
        let mut pair = |zh, en, value: String| lines.push(Told::pair(zh, en, value));
        pair("评价机构", "Evaluating body", act.issuer.clone());
        pair("发证日期", "Date of issue", act.issued_on.to_string());
        pair("姓名", "Name", name);
        pair("证件类型", "Document", kind);
        pair("证件号码", "Document no.", number);
        pair("职业名称", "Occupation", act.trade.name.clone());
        pair("工种/职业方向", "Branch", act.trade.branch_text().to_owned());
        pair("职业技能等级", "Skill level", act.level.say(lang));
        pair("证书编号", "Certificate no.", act.number.clone());
        pair("照片", "Photo", photo);
        pair("证书查询", "Certificate query", CERTIFICATE_PORTAL.to_owned());
        pair("机构查询", "Body query", BODY_PORTAL.to_owned());
        pair("取得方式", "Came by", act.way.say(lang));
        let status = self.row.status;
        lines.push(Told::Pair("状态", "Status", status.say(lang), super::list::style(status, theme)));
        lines.extend(self.life.tell(&act.issued_on.to_string(), context));
        lines.extend([Told::Blank, Told::Heading("编号逐段", "The number part by part")]);
        if let Ok(number) = CertificateNumber::parse(&act.number) {
            let parts = number.explain();
            let name = parts.iter().map(|part| width(&part.name.say(lang))).max().unwrap_or(0);
            for part in parts {
                let told = format!("{}  {}", pad(&part.name.say(lang), name), part.meaning.say(lang));
                lines.push(Told::Pieces(0, vec![(format!("{:>8}  ", part.value), theme.accent), (told, theme.text)]));
            }
        }
        lines.extend([Told::Blank, Told::Heading("存证", "Evidence")]);
        let (seq, at, person) = (self.journal.seq, words::minute(&self.journal.at), &self.person);
        let mut pair = |zh, en, value: String| lines.push(Told::pair(zh, en, value));
        pair("日志", "Journal", say!(lang, "第 {seq} 条，{at}，{person}", "no. {seq}, {at}, {person}"));
        pair("标准摘要", "Standard digest", words::grouped(&act.standard.0));
        pair("结果摘要", "Outcome digest", words::grouped(&act.outcome.0));
        lines
    }
}
