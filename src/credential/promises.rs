//! What is prevented, what is found and what cannot be stopped: the honest page, for the screens, the command line and the README.
//!
//! One row for each who and what of the threat model. A row is changed when the program changes, never to look better.

use crate::domain::language::{Both, Lang, Say};

/// One row: who does what, and the three answers. An empty answer is a plain no.
pub struct Promise {
    who: (&'static str, &'static str),
    prevented: (&'static str, &'static str),
    found: (&'static str, &'static str),
    not_stopped: (&'static str, &'static str),
}

/// The three questions of every row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Prevented,
    Found,
    NotStopped,
}

impl Question {
    pub const ALL: [Question; 3] = [Question::Prevented, Question::Found, Question::NotStopped];
}

impl Say for Question {
    fn say(&self, lang: Lang) -> String {
        match self {
            Question::Prevented => lang.pick("防住", "Prevented"),
            Question::Found => lang.pick("查得出", "Found"),
            Question::NotStopped => lang.pick("挡不住", "Not stopped"),
        }
        .to_owned()
    }
}

/// The page's title.
pub fn title() -> Both {
    crate::both!("防什么、查什么、挡不住什么", "What is prevented, what is found, what cannot be stopped")
}

/// What to do about it, before the rows.
pub fn advice() -> Both {
    crate::both!(
        "程序防得住的很少，查得出的很多，但要有人查：每天日终，把存证码抄进纸质记录，由督导员等三人签字；成绩锁定后，存证码印在成绩登记表上；\
         督导员的 U 盘留一份存证（touchstone witness），下次来先核对。纸上的码越勤，能偷偷改的时段越短。",
        "A program prevents little and finds much, but somebody must look. At each day's end write the checkpoint code into the paper minutes, signed by \
         three people, the supervisor among them; once scores are locked the code stands on the score register; the supervisor's stick keeps a \
         checkpoint (touchstone witness) and compares it at the next visit. The more often a code goes on paper, the shorter the time that can be rewritten unseen."
    )
}

/// Every row, in the order of the threat model.
pub const PROMISES: [Promise; 12] = [
    Promise {
        who: ("办事员在程序里想改分数", "A clerk in the program wants another score"),
        prevented: (
            "没有改分的命令；签过的评分表不能改，只能由本人写明理由、第二人在场另签一版，两版都留着",
            "no command does it; a signed sheet never changes: its examiner signs a new version beside it, with a reason and a second person",
        ),
        found: ("", ""),
        not_stopped: (
            "几个人串通（但原分、新分、理由和姓名都看得见）",
            "several people who agree (yet both marks, the reason and the names are seen)",
        ),
    },
    Promise {
        who: ("办事员用数据库工具改文件", "A clerk with a database tool"),
        prevented: ("", ""),
        found: (
            "核对时（touchstone check）指出哪一条；连整棵树一起重算，也过不了本站对存证的签名和考评员对评分表的签名",
            "by touchstone check, which names the record; whoever makes the whole tree again is found by the station's signed checkpoints and the examiners' signed sheets",
        ),
        not_stopped: (
            "在有人核对之前；不带签名的操作（报名、审核），重算整棵树再丢掉文件里后来的存证，只有纸上的码查得出",
            "until somebody checks; an act that nobody signs (an entry, a decision), with the tree made again and the file's later checkpoints thrown away, is found by a code on paper only",
        ),
    },
    Promise {
        who: ("办事员拿昨天的备份换回来，抹掉一个结果", "A clerk restores yesterday's backup to undo a result"),
        prevented: ("", ""),
        found: (
            "用之后任何一个纸上的存证码或督导员的 U 盘一对就知道",
            "against any later code on paper, or the supervisor's stick",
        ),
        not_stopped: ("换回来的那份之后什么都没印过、没存过", "if nothing was printed or kept since that backup"),
    },
    Promise {
        who: (
            "领导手里有文件，有本站密钥，也有时间",
            "The head of the office has the file, the station's key, and time",
        ),
        prevented: ("", ""),
        found: (
            "考评员自己的签名，纸上的存证码，督导员的 U 盘",
            "by the examiners' own signatures, the codes on paper, the supervisor's stick",
        ),
        not_stopped: (
            "最后一次存证之后的事；连考评员的口令也拿到了，就只剩纸上的码",
            "what came after the last checkpoint that left the office; with the examiners' passphrases as well, only the codes are left",
        ),
    },
    Promise {
        who: ("领导和全体考评员一开始就串通", "The head and all examiners agree from the start"),
        prevented: ("", ""),
        found: ("", ""),
        not_stopped: (
            "假分数如实录入、如实签字，程序看不出来；只有外部督导、录像、双评和统计能管",
            "a false score, duly entered and signed, looks like any other; only outside supervision, video, double marking and statistics help",
        ),
    },
    Promise {
        who: ("有人用别人没锁的界面", "Somebody uses another's unlocked session"),
        prevented: (
            "闲置几分钟自动锁屏，Ctrl-L 立刻锁；评分表和须两人办的事，签字时再输一次口令",
            "the screen locks after some idle minutes, at once by Ctrl-L; sheets and acts of two people ask for the passphrase again",
        ),
        found: (
            "登录、连错几次口令、签字都有记录",
            "sign-ins, the wrong passphrases before them, and signatures are recorded",
        ),
        not_stopped: (
            "锁屏之前的几分钟里，以此人名义办不用签字的事；口令写在显示器上",
            "in the minutes before it locks, whatever that person may do without signing; a passphrase written on the monitor",
        ),
    },
    Promise {
        who: ("管理员重置别人的口令，冒名签字", "An administrator resets somebody's passphrase to sign as them"),
        prevented: (
            "须第二人在场并输入口令；旧密钥停用，临时口令除了换成自己的口令什么也办不了",
            "it takes a second person with their passphrase; the old key is retired, and a temporary passphrase does nothing but choose a new one",
        ),
        found: (
            "日志记下停用和启用密钥、两人姓名和理由；本人登录不了就会知道",
            "both keys, both names and the reason stand in the journal; the person cannot sign in and knows",
        ),
        not_stopped: (
            "两人串通，在本人发现之前用新密钥签的",
            "two who agree, and what is signed with the new key before the person notices",
        ),
    },
    Promise {
        who: ("电脑的管理员，或木马、键盘记录器", "The computer's administrator, or malware, or a key logger"),
        prevented: ("", ""),
        found: ("", ""),
        not_stopped: (
            "能冒充任何登录过的人签字，能给你看假画面。要在另一台电脑上核对",
            "can sign as anyone who signs in there and can show false screens. Check on another computer",
        ),
    },
    Promise {
        who: ("偷电脑或 U 盘的人", "A thief of the computer or the stick"),
        prevented: (
            "备份整份加密，只有备份口令打得开；证件号码和手机号在文件里也是密文；签名密钥锁在各人的口令之下",
            "a backup is sealed as a whole and opens by the backup passphrase only; ID and phone numbers are ciphertext in the file too; every signing key lies under its owner's passphrase",
        ),
        found: ("", ""),
        not_stopped: (
            "文件本身和另存的不加密副本里，姓名和成绩是明文；口令太弱（连错要等，只管键盘前的人，管不住拿走文件慢慢猜的）；偷走时正登录着",
            "names and scores are plain in the file itself and in plain copies; a weak passphrase (the wait after wrong tries stops whoever sits there, not whoever guesses on a copy); a file open while stolen",
        ),
    },
    Promise {
        who: ("磁盘谎报已写入，U 盘快坏了", "A disk that lies about writing, a dying stick"),
        prevented: ("", ""),
        found: (
            "每条记录都有哈希；备份写完要重读、解开、核实才算完成",
            "every record has its hash; a backup is read again, opened and proven before it is called done",
        ),
        not_stopped: ("上一份好备份之后的损失", "what came after the last good backup"),
    },
    Promise {
        who: ("把时钟拨回去", "The clock is set back"),
        prevented: (
            "先后以序号为准；证书日期不能早于它的依据",
            "order goes by number; no certificate is dated before its evidence",
        ),
        found: ("拨回超过五分钟就记一条", "more than five minutes back is recorded as an act"),
        not_stopped: ("第一次在纸上签字之前的真实时间", "the true time before the first signature on paper"),
    },
    Promise {
        who: ("伪造的纸质证书", "A forged certificate on paper"),
        prevented: ("", ""),
        found: ("在本站按证书编号或姓名查登记簿", "in the register, by the certificate's number or the holder's name"),
        not_stopped: ("没有人来查", "nobody looks it up"),
    },
];

impl Promise {
    /// Who, doing what.
    pub fn who(&self, lang: Lang) -> &'static str {
        lang.pick(self.who.0, self.who.1)
    }

    /// The answer to a question; a dash where it is a plain no.
    pub fn answer(&self, question: Question, lang: Lang) -> &'static str {
        let (zh, en) = match question {
            Question::Prevented => self.prevented,
            Question::Found => self.found,
            Question::NotStopped => self.not_stopped,
        };
        match lang.pick(zh, en) {
            "" => "–",
            answer => answer,
        }
    }
}

/// The page as a table of the README.
pub fn markdown(lang: Lang) -> String {
    let heads: Vec<String> = Question::ALL.iter().map(|question| question.say(lang)).collect();
    let who = lang.pick("谁，做什么", "Who, doing what");
    let mut out = format!("{}\n\n| {who} | {} |\n|---|---|---|---|\n", advice().say(lang), heads.join(" | "));
    for promise in &PROMISES {
        let answers = Question::ALL.map(|question| promise.answer(question, lang));
        out.push_str(&format!("| {} | {} |\n", promise.who(lang), answers.join(" | ")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_says_what_is_not_stopped_and_speaks_both_languages() {
        let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        for promise in &PROMISES {
            assert!(han(promise.who(Lang::Zh)) && !han(promise.who(Lang::En)), "{}", promise.who(Lang::En));
            for question in Question::ALL {
                let (zh, en) = (promise.answer(question, Lang::Zh), promise.answer(question, Lang::En));
                assert!(!han(en), "{en}");
                assert_eq!(zh == "–", en == "–", "{en}");
            }
            assert_ne!(promise.answer(Question::NotStopped, Lang::En), "–", "nothing is stopped wholly");
        }
        assert!(!han(&markdown(Lang::En)));
    }
}
