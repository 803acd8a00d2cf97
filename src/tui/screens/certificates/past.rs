//! A certificate as an old ledger tells it.

use crate::domain::evaluation::certificate_number::CertificateNumber;
use crate::domain::language::Say;
use crate::store::read::history::HistoricalRow;
use crate::tui::context::Context;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::{pad, width};

pub fn tell(row: &HistoricalRow, document: &str, context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    let told = lang.pick("外部导入·未经本系统验证", "Taken in from a ledger, not verified here");
    let mut lines = vec![Told::Text(0, told.to_owned(), theme.warn), Told::Blank];
    let kind = row.doc_kind.map(|kind| kind.say(lang)).unwrap_or_default();
    let mut pair = |zh, en, value: String| lines.push(Told::pair(zh, en, value));
    pair("发证机构", "Issuer", row.issuer.clone());
    pair("发证日期", "Date of issue", row.issued_on.to_string());
    pair("姓名", "Name", row.holder.clone());
    pair("证件类型", "Document", kind);
    pair("证件号码", "Document no.", document.to_owned());
    pair("职业名称", "Occupation", row.trade_name.clone());
    pair("职业技能等级", "Skill level", row.level.say(lang));
    pair("证书编号", "Certificate no.", row.number.clone());
    pair("取得方式", "Came by", row.way.say(lang));
    if let Ok(number) = CertificateNumber::parse_any(&row.number) {
        lines.extend([Told::Blank, Told::Heading("编号逐段", "The number part by part")]);
        let parts = number.explain();
        let name = parts.iter().map(|part| width(&part.name.say(lang))).max().unwrap_or(0);
        for part in parts {
            let told = format!("{}  {}", pad(&part.name.say(lang), name), part.meaning.say(lang));
            lines.push(Told::Pieces(0, vec![(format!("{:>8}  ", part.value), theme.accent), (told, theme.text)]));
        }
    }
    let told = lang.pick(
        "这里只是台账上的记载：没有签名，不能补发、更正或撤销；只用于登记时提示和统计。",
        "This is what the ledger says and no more: it has no signature and cannot be reissued, corrected or revoked here.",
    );
    lines.extend([Told::Blank, Told::Text(0, told.to_owned(), theme.muted)]);
    lines
}
