//! Touchstone (试金石): vocational skill appraisal and certification, in one program on one file, with no network.
//!
//! Standards per trade → candidates assessed on ethics, ability and attitude → outcomes that explain themselves mark by
//! mark → certificates. Who is appointed, paid or promoted can read certificates and can never reach a mark.
//!
//! # The rooms
//!
//! Arrows point down: a room imports only from rooms below it.
//!
//! ```text
//! main
//!  ├─ cli ───────┐  typed verbs: one file each
//!  └─ tui ───────┤  screens, keys, colours, language
//!           demo ┤  the sample station, built as a user would
//!       exchange ┤  spreadsheets, rosters, standards as text: in and out
//!       document ┤  PDF: certificate, tickets, lists; plain data in, bytes out
//!            ops ┤  every act a person does: check the rule, then one transaction
//!          store ┤  the only SQL
//!     credential ┤  canonical bytes, the journal's tree, protected numbers: no SQL, no screens
//!         domain ┘  the rules of the trade: pure
//! ```
//!
//! `domain/evaluation` and `domain/employment` do not import each other; both stand on the small shared words beside them
//! ([`domain::level`], [`domain::identity`], [`domain::trade`], …). So it is with `ops/employment` and `store/employment`: a test reads
//! the imports.
//!
//! # What holds everything up
//!
//! 1. **One way to change the file.** [`store::Store::transact`] takes a rule that reads under the write lock and answers
//!    with [`store::act::Act`]s, plain data that record decisions already made (numbers, seats, ciphertexts). Each act is one
//!    journal row and is applied to the tables by its one `apply`, which evaluates no rule, reads no clock and draws
//!    nothing. [`store::Store::draft`] is the other door: marks as they are typed, and nothing else. `schema.sql` says of
//!    every table whether it is journal, sealed, projection, draft or local.
//! 2. **The journal is the truth.** Each row is a leaf of an RFC 6962 tree ([`credential::tree`]). `check` verifies the tree
//!    and derives every outcome again; `check --full` replays the journal into a scratch database and compares every column
//!    of every projection. Personal parts of acts are sealed apart (salted digests in the leaf), so that they can be erased
//!    after retention while the proofs stand. ID and phone numbers are ciphertext from the first act.
//!    Whoever owns the file can rewrite it whole, so its state is told to the world outside: a checkpoint
//!    ([`credential::checkpoint`], C2SP) is kept at each locked score, day's end, backup and export; its code goes on paper
//!    and its note on the supervisor's stick, and [`ops::against`] says whether the file still holds that history. What this
//!    finds, and what nothing stops, is told by [`credential::promises`].
//! 3. **Derivations, not numbers.** [`domain::evaluation::outcome`], [`domain::evaluation::eligibility`], the check of a panel
//!    ([`domain::evaluation::staffing`]) and the refusals of [`domain::refusal`] are values that hold their reasons; screens,
//!    command line, JSON and paper ([`document`], filled by [`exchange::print`]) all render the same value. A drawn panel keeps its seed, and [`credential::draw`] repeats it.
//! 4. **Signed bytes are the truth.** A signed sheet is the payload of its own act, stored once as the exact canonical bytes.
//!    It is bound to its paper and its standard by one digest over both ([`credential::basis`]), and its signature cites the act that
//!    enrolled the key.
//!    It says which part of the paper it holds ([`domain::evaluation::way`]): where the panel divides the questions its own,
//!    and where it agrees on the measures one sheet bears the signature of each of them.
//! 5. **The wall** (评聘分离). Evaluation and employment reach the file through two handles that SQLite's authorizer holds by lists of
//!    what is allowed ([`store::wall`]); which side a table stands on is said in its first line in `schema.sql`. No foreign key
//!    crosses. Employment reads one table of evaluation, `certificate_public`, and of its journal the length alone, which each of its
//!    own acts records; evaluation sees nothing of employment. A third handle, the keeper, checks and copies. Each side has its own
//!    closed list of acts and its own journal ([`store::journal::Ledger`]), and whoever sits down reads on their own side only
//!    ([`ops::Office::read`]). [`ops::wall`] proves it on the file at hand. Hours and places of competitions cross towards
//!    evaluation one way, as a signed file that a registrar takes in ([`credential::evidence`], [`ops::evidence`]). What the wing keeps
//!    beside employers, posts and appointments are registers, each described once ([`domain::employment::register`]): form, file,
//!    table and list follow from its columns.
//! 6. **One key table** ([`tui::keytable`]) drives handling, the help bar, the help page, the palette and the README.
//!
//! Scores are integer hundredths, exact rationals in between, and rounded once ([`domain::score`]). Every string exists in
//! Chinese and English side by side ([`domain::language`]). The clock and chance enter through [`ops::Clock`] and
//! [`credential::entropy::Entropy`], so that tests and the sample station can set both.
//!
//! # Adding things
//!
//! * A verb a person does: one function in [`ops`]; if it records something new, one act in [`store::act`] and its `apply`.
//! * A screen: one file, one `mod` line, its rows in the key table, one line at the caller.
//! * A rule that differs by province or standard: data in the standard, or a setting in [`ops::settings`]; never a constant.

pub mod cli;
pub mod credential;
pub mod demo;
pub mod document;
pub mod domain;
pub mod exchange;
pub mod ops;
pub mod store;
pub mod tui;
