//! What the columns of each register are.

use super::words::{ITEM, PAIRING, PER, RESULT, SCOPE, SHARES, SORT, STAGE, Word};
use super::{Column, Holds, Kin, Register};

const fn column(sql: &'static str, zh: &'static str, en: &'static str, holds: Holds) -> Column {
    Column { sql, zh, en, holds, must: false, drop: 0, derived: None }
}

const fn text(sql: &'static str, zh: &'static str, en: &'static str) -> Column {
    column(sql, zh, en, Holds::Text)
}

const fn date(sql: &'static str, zh: &'static str, en: &'static str) -> Column {
    column(sql, zh, en, Holds::Date)
}

const fn count(sql: &'static str, zh: &'static str, en: &'static str) -> Column {
    column(sql, zh, en, Holds::Count)
}

const fn rank(zh: &'static str, en: &'static str) -> Column {
    column("rank", zh, en, Holds::Rank)
}

const fn choice(sql: &'static str, zh: &'static str, en: &'static str, words: &'static [Word]) -> Column {
    column(sql, zh, en, Holds::Word(words))
}

const fn kin(sql: &'static str, zh: &'static str, en: &'static str, kin: Kin) -> Column {
    column(sql, zh, en, Holds::Kin(kin))
}

const fn of(sql: &'static str, zh: &'static str, en: &'static str, register: Register) -> Column {
    kin(sql, zh, en, Kin::Of(register))
}

impl Column {
    const fn must(self) -> Column {
        Column { must: true, ..self }
    }

    const fn drop(self, drop: u8) -> Column {
        Column { drop, ..self }
    }

    const fn follows(self, expression: &'static str) -> Column {
        Column { derived: Some(expression), ..self }
    }
}

/// The columns of a register, in their order: what is filled in first, then what follows from other tables.
pub const fn columns(register: Register) -> &'static [Column] {
    match register {
        Register::Policy => POLICY,
        Register::Step => STEP,
        Register::Plan => PLAN,
        Register::Course => COURSE,
        Register::Hours => HOURS,
        Register::Pair => PAIR,
        Register::Competition => COMPETITION,
        Register::Placing => PLACING,
        Register::Base => BASE,
        Register::Organisation => ORGANISATION,
        Register::Agreement => AGREEMENT,
        Register::Offer => OFFER,
    }
}

const POLICY: &[Column] = &[
    text("name", "名称", "Name").must(),
    kin("employer", "单位", "Employer", Kin::Employer).drop(2),
    rank("等级", "Rank").must(),
    choice("item", "项目", "Item", ITEM).must().drop(3),
    column("amount", "金额", "Amount", Holds::Money).must(),
    choice("per", "计发", "Paid", PER).must(),
    date("starts", "起", "From").must(),
    date("ends", "止", "Until").drop(1),
    text("document", "依据文件", "Document").must().drop(4),
];

const STEP: &[Column] = &[
    count("step", "台阶", "Step").must(),
    text("management", "管理通道", "Management"),
    text("technical", "专业技术通道", "Professional"),
    rank("技能通道", "Skilled"),
    kin("employer", "单位", "Employer", Kin::Employer).drop(2),
    text("note", "说明", "Note").drop(1),
];

const PLAN: &[Column] = &[
    count("year", "年度", "Year").must(),
    text("name", "名称", "Name").must(),
    kin("employer", "单位", "Employer", Kin::Employer).drop(3),
    text("trade_name", "职业名称", "Trade").drop(2),
    rank("等级", "Rank").drop(4),
    count("people", "人数", "People").must(),
    count("hours", "学时", "Hours").must().drop(1),
    text("document", "文件", "Document").must().drop(5),
    choice("stage", "阶段", "Stage", STAGE).follows(
        "coalesce((SELECT stage FROM plan_stage WHERE plan = training_plan.id ORDER BY seq DESC LIMIT 1), 'planned')",
    ),
];

const COURSE: &[Column] = &[
    of("plan", "计划", "Plan", Register::Plan).must().drop(1),
    text("name", "名称", "Name").must(),
    count("hours", "学时", "Hours").must(),
    date("starts", "开始", "From").must(),
    date("ends", "结束", "Until").must().drop(3),
    of("base", "基地", "Base", Register::Base).drop(2),
    text("teacher", "教师", "Teacher").drop(4),
    count("enrolled", "学员", "People").follows("(SELECT count(*) FROM training_hours WHERE course = course.id)"),
];

const HOURS: &[Column] = &[
    of("course", "课程", "Course", Register::Course).must(),
    kin("person", "学员", "Person", Kin::Person).must(),
    count("hours", "学时", "Hours").must(),
    choice("result", "结论", "Result", RESULT).must(),
    count("course_hours", "课程学时", "Of hours")
        .follows("(SELECT hours FROM course WHERE course.id = training_hours.course)")
        .drop(1),
];

const PAIR: &[Column] = &[
    kin("master", "师傅", "Master", Kin::Person).must(),
    kin("apprentice", "徒弟", "Apprentice", Kin::Person).must(),
    kin("employer", "单位", "Employer", Kin::Employer).drop(1),
    text("trade_name", "职业名称", "Trade").must().drop(2),
    date("starts", "起", "From").must().drop(4),
    date("ends", "止", "Until").must(),
    text("document", "协议编号", "Document").must().drop(3),
    choice("outcome", "结果", "Outcome", PAIRING).follows(
        "coalesce((SELECT outcome FROM pair_end WHERE pair = apprenticeship.id ORDER BY seq DESC LIMIT 1), 'going')",
    ),
];

const COMPETITION: &[Column] = &[
    text("name", "名称", "Name").must(),
    choice("scope", "级别", "Scope", SCOPE).must(),
    text("trade_name", "职业名称", "Trade").must(),
    of("host", "主办单位", "Host", Register::Organisation).drop(2),
    date("held_on", "日期", "Held on").must(),
    text("document", "文件", "Document").must().drop(4),
    text("proof", "凭证名称", "Counts as").drop(1),
    count("proof_to", "凭证名次", "Up to place").drop(3),
    count("placed", "获奖", "Placed").follows("(SELECT count(*) FROM placing WHERE competition = competition.id)"),
];

const PLACING: &[Column] = &[
    of("competition", "竞赛", "Competition", Register::Competition).must(),
    kin("person", "选手", "Person", Kin::Person).must(),
    count("place", "名次", "Place").must(),
    text("award", "奖项", "Award"),
];

const BASE: &[Column] = &[
    text("name", "名称", "Name").must(),
    of("owner", "所属单位", "Owner", Register::Organisation).drop(1),
    text("trade_name", "职业名称", "Trade").drop(2),
    count("places", "工位", "Places").must(),
    text("address", "地址", "Address").drop(4),
    text("document", "批准文件", "Document").drop(5),
    date("since", "设立", "Since").must().drop(3),
];

const ORGANISATION: &[Column] = &[
    text("name", "名称", "Name").must(),
    choice("sort", "类别", "Sort", SORT).must(),
    text("credit_code", "信用代码", "Credit code").drop(3),
    text("region", "行政区划", "Region").drop(2),
    text("contact", "联系人", "Contact").drop(1),
    count("agreements", "协议", "Agreements")
        .follows("(SELECT count(*) FROM alliance_agreement WHERE organisation.id IN (first, second, third))"),
    count("offers", "提供", "Offers").follows("(SELECT count(*) FROM shared_offer WHERE provider = organisation.id)"),
];

const AGREEMENT: &[Column] = &[
    text("number", "编号", "Number").must(),
    text("name", "名称", "Name").must(),
    of("first", "甲方", "First party", Register::Organisation).must().drop(2),
    of("second", "乙方", "Second party", Register::Organisation).must().drop(3),
    of("third", "丙方", "Third party", Register::Organisation).drop(4),
    date("signed_on", "签订", "Signed").must(),
    date("ends", "到期", "Until").drop(1),
    text("about", "内容", "About").drop(5),
    count("offers", "共享", "Shares")
        .follows("(SELECT count(*) FROM shared_offer WHERE agreement = alliance_agreement.id)"),
];

const OFFER: &[Column] = &[
    of("provider", "提供方", "Offers", Register::Organisation).must(),
    of("receiver", "对象", "To", Register::Organisation).drop(1),
    choice("kind", "类别", "Kind", SHARES).must(),
    text("what", "内容", "What").must(),
    count("quantity", "数量", "Number").must(),
    of("agreement", "协议", "Agreement", Register::Agreement).drop(2),
    date("starts", "起", "From").must().drop(4),
    date("ends", "止", "Until").drop(3),
];
