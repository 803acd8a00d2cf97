//! The forms of a batch's certificates: a printer's offsets, the upload, the list for fetching.

use std::path::PathBuf;

use crate::both;
use crate::domain::anchor::Reason;
use crate::domain::evaluation::printing::{Layout, Placement, offset_text, read_offset};
use crate::domain::id::BatchId;
use crate::domain::language::Both;
use crate::exchange::collection::collection;
use crate::exchange::profile::{self, Left};
use crate::exchange::save::save;
use crate::exchange::upload::{Which, send};
use crate::ops::Office;
use crate::ops::checkpoint::keep;
use crate::ops::printing;
use crate::store::Failure;
use crate::store::backup::Existing;
use crate::tui::context::Context;
use crate::tui::popup::fill::Fill;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::save_text::plain_name;
use crate::tui::screens::parts::words;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

pub(super) fn layouts() -> Vec<Both> {
    Layout::ALL.iter().map(words::both).collect()
}

/// Layout and offsets of a printer, kept on this computer.
pub fn placing(office: &Office) -> Result<Fill, Failure> {
    let kept = printing::placement(&office.read(), printing::USUAL_PRINTER)?;
    let offset = |name, zh, en, value: i32| {
        Field::text(name, zh, en, 10)
            .value(&offset_text(value))
            .required()
            .hint(both!("毫米，右、下为正", "millimetres; right and down are positive"))
            .check(|text| read_offset(text).map(drop))
    };
    let fields = vec![
        Field::text("printer", "打印机", "Printer", 28).hint(both!("不填即默认的", "empty: the usual one")),
        Field::choice("layout", "版式", "Layout", layouts(), kept.layout as usize),
        offset("dx", "左右偏移", "Across", kept.dx),
        offset("dy", "上下偏移", "Down", kept.dy),
    ];
    Ok(Fill::new(both!("套打位置", "Where the printer prints"), Form::new(fields), |form, context| {
        let layout = Layout::ALL[form.field("layout").as_choice().min(1)];
        let read = |name: &str| read_offset(form.field(name).as_text()).unwrap_or(0);
        let placement = Placement { layout, dx: read("dx"), dy: read("dy") };
        let kept = printing::place(&mut context.office, form.field("printer").as_text(), placement);
        let kept = context.tell(kept).is_some();
        if kept {
            context.done(both!("已记在这台电脑上。", "Kept on this computer."));
        }
        kept
    }))
}

pub(super) fn beside(office: &Office, name: &str) -> String {
    office.path().with_file_name(plain_name(name)).to_string_lossy().into_owned()
}

/// The upload: which rows, into which file.
pub fn sending(office: &Office, batch: BatchId, code: &str) -> Filling {
    let which = vec![both!("新增、退回和变动的", "new, returned and changed"), both!("全部", "all")];
    let fields = vec![
        Field::text("path", "写到", "Write to", 60)
            .value(&beside(office, &format!("{code}-证书数据审核确认表.xlsx")))
            .required(),
        Field::choice("which", "哪些", "Which", which, 0),
    ];
    Filling::new(both!("上报", "Upload"), Form::new(fields), move |form, context| {
        let path = PathBuf::from(form.field("path").as_text());
        let which = [Which::Changed, Which::All][form.field("which").as_choice().min(1)];
        let rows = send(&mut context.office, batch, which, &path)?;
        let shown = path.display();
        context.done(both!("{rows} 本已写到 {shown}，待回执。", "{rows} written to {shown}; a receipt is awaited."));
        Ok(Flow::PopWith(Answer::Finished))
    })
    .about(both!(
        "以 .xlsx 或 .csv 结尾是《证书数据审核确认表》，以 .xml 结尾是交换格式；证件号码完整，请妥善保管。",
        "A name that ends in .xlsx or .csv gives the confirmation table, .xml the exchange profile. Document numbers are whole: keep it safe."
    ))
}

/// 证书签领表 into a file.
pub fn collecting(office: &Office, batch: BatchId, code: &str) -> Filling {
    let field = Field::text("path", "写到", "Write to", 60)
        .value(&beside(office, &format!("{code}-证书签领表.xlsx")))
        .required();
    Filling::new(both!("签领表", "List for fetching"), Form::new(vec![field]), move |form, context: &mut Context| {
        let path = PathBuf::from(form.field("path").as_text());
        keep(&context.office, Reason::Export)?;
        let table = collection(&context.office.read(), batch)?;
        save(&table, &path, Existing::Keep)?;
        let (profile, rows) = (profile::COLLECTION.word, table.rows.len());
        let left = Left { profile, batch: Some(batch), rows, whole: false, purpose: None };
        profile::written(&mut context.office, &left, std::slice::from_ref(&path))?;
        let shown = path.display();
        context.done(both!("已写到 {shown}。", "Written to {shown}."));
        Ok(Flow::PopWith(Answer::Finished))
    })
    .about(both!("按报名单位分组，一人可代领一个单位的。", "Grouped by unit: one person can fetch a unit's."))
}
