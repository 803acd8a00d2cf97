-- The whole truth of a Touchstone file, version 1.
--
-- Every table says in its first line what it is:
--   journal     what was done, append-only; the truth of the file
--   sealed      personal parts of acts; erased after retention, never changed
--   projection  what the journal amounts to today; can be thrown away and replayed
--   draft       work in progress, not yet an act
--   local       this copy's own: keys and preferences, not history
-- and before it on which side of the wall it stands; where nothing is said, it is evaluation's:
--   common      who works here and where: both sides read it
--   window      all that employment sees of evaluation
--   employment  what employers decide; evaluation sees nothing of it, and no foreign key crosses
--
-- Scores are integer hundredths. Dates are ISO 8601 text. Numbers of rows are decided by acts, so a replay gives the same ones.

-- The journal.

CREATE TABLE journal ( -- journal: one row an act, in order
  seq           INTEGER PRIMARY KEY,
  kind          TEXT NOT NULL,
  at            TEXT NOT NULL,             -- RFC 3339 with the station's offset; order is by seq, never by this
  person        INTEGER NOT NULL,          -- who; 0 is the program itself
  role          TEXT NOT NULL,
  second        INTEGER,                   -- the second person, where an act needs two
  reason        TEXT,
  payload       BLOB NOT NULL,             -- the public part: RFC 8785 JSON
  sealed_digest BLOB CHECK (length(sealed_digest) = 32),
  leaf          BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT;

CREATE INDEX journal_kind ON journal (kind, seq);

CREATE TABLE journal_tip ( -- journal: the tree's size and frontier (RFC 6962)
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  size     INTEGER NOT NULL CHECK (size >= 0),
  frontier BLOB NOT NULL
) STRICT;

CREATE TABLE signature ( -- journal: signatures over exact bytes: a sheet's payload, or the leaf of an act of two people
  seq    INTEGER NOT NULL REFERENCES journal (seq),
  person INTEGER NOT NULL,
  key    INTEGER NOT NULL,                 -- the act that enrolled the public key, which the journal has once
  bytes  BLOB NOT NULL CHECK (length(bytes) = 64),
  PRIMARY KEY (seq, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed ( -- sealed: the personal part of an act, one person's
  seq   INTEGER PRIMARY KEY REFERENCES journal (seq),
  salt  BLOB NOT NULL CHECK (length(salt) = 16),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE checkpoint ( -- journal: what the journal amounted to at moments that left the office 存证
  number INTEGER PRIMARY KEY,
  size   INTEGER NOT NULL CHECK (size > 0),
  root   BLOB NOT NULL CHECK (length(root) = 32),
  at     TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('lock', 'issue', 'day_end', 'backup', 'export', 'witness')),
  note   BLOB NOT NULL,                    -- the C2SP signed note, byte for byte
  seal   BLOB NOT NULL CHECK (length(seal) = 64) -- the station's signature over the columns before the note
) STRICT;

CREATE TABLE cosignature ( -- journal: what other offices signed below a kept checkpoint 联署, as it came back
  checkpoint INTEGER NOT NULL REFERENCES checkpoint (number),
  office     TEXT NOT NULL,                -- the name of the office's own journal
  key        BLOB NOT NULL CHECK (length(key) = 32),
  time       INTEGER NOT NULL CHECK (time >= 0),
  signature  BLOB NOT NULL CHECK (length(signature) = 64),
  PRIMARY KEY (checkpoint, office, key)
) STRICT, WITHOUT ROWID;

-- Guards against our own mistakes; whoever holds the file can drop them, and `check` then finds what was changed.
CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_append_only_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER signature_is_append_only_update BEFORE UPDATE ON signature
BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
CREATE TRIGGER signature_is_append_only_delete BEFORE DELETE ON signature
BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
CREATE TRIGGER signature_is_append_only_replace BEFORE INSERT ON signature
WHEN EXISTS (SELECT 1 FROM signature WHERE seq = NEW.seq AND person = NEW.person)
BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;

CREATE TRIGGER cosignature_is_append_only_update BEFORE UPDATE ON cosignature
BEGIN SELECT RAISE(ABORT, 'cosignatures are append-only'); END;
CREATE TRIGGER cosignature_is_append_only_delete BEFORE DELETE ON cosignature
BEGIN SELECT RAISE(ABORT, 'cosignatures are append-only'); END;

CREATE TRIGGER checkpoint_is_append_only_update BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
CREATE TRIGGER checkpoint_is_append_only_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
CREATE TRIGGER checkpoint_is_append_only_replace BEFORE INSERT ON checkpoint
WHEN EXISTS (SELECT 1 FROM checkpoint WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;

CREATE TRIGGER sealed_never_changes BEFORE UPDATE ON sealed
BEGIN SELECT RAISE(ABORT, 'a sealed part is erased whole or kept'); END;
CREATE TRIGGER sealed_is_written_once BEFORE INSERT ON sealed
WHEN EXISTS (SELECT 1 FROM sealed WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'a sealed part is written once'); END;

-- The station and its people.

CREATE TABLE station ( -- common projection: the body whose file this is
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  name        TEXT NOT NULL,
  credit_code TEXT NOT NULL CHECK (length(credit_code) = 18),
  region      TEXT NOT NULL,
  site_code   TEXT NOT NULL CHECK (length(site_code) = 13),
  address     TEXT NOT NULL,
  phone       TEXT NOT NULL
) STRICT;

CREATE TABLE scope ( -- projection: filed scope 备案, a trade and level for a span of dates
  id             INTEGER PRIMARY KEY,
  classification TEXT NOT NULL,
  trade_code     TEXT NOT NULL,
  trade_name     TEXT NOT NULL,
  level          INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  valid_from     TEXT NOT NULL,
  valid_until    TEXT,                     -- none: until further notice
  document       TEXT NOT NULL
) STRICT;

CREATE INDEX scope_trade ON scope (classification, trade_code, level);

CREATE TABLE person ( -- common projection: who works here
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE person_role ( -- common projection: what a person may do
  person INTEGER NOT NULL REFERENCES person (id),
  role   TEXT NOT NULL,
  PRIMARY KEY (person, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_key ( -- common projection: whose public key is whose, and between which acts it is in use
  key       BLOB PRIMARY KEY CHECK (length(key) = 32),
  person    INTEGER NOT NULL REFERENCES person (id),
  from_seq  INTEGER NOT NULL,
  until_seq INTEGER                      -- none while in use
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX person_key_in_use ON person_key (person) WHERE until_seq IS NULL;

CREATE TABLE station_key ( -- common projection: the station's own public keys, by purpose
  key       BLOB PRIMARY KEY CHECK (length(key) = 32),
  purpose   TEXT NOT NULL CHECK (purpose IN ('checkpoint', 'credential', 'backup')),
  from_seq  INTEGER NOT NULL,
  until_seq INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE setting ( -- common projection: what a station may set, by name
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mapping ( -- projection: a named way to read a bureau's headers 模板方案
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_day ( -- common projection: days off and weekend days worked for them; any other day is what its weekday says
  day    TEXT PRIMARY KEY,
  kind   TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
  name   TEXT NOT NULL,
  source TEXT NOT NULL                     -- the notice that says so; empty where it was typed
) STRICT, WITHOUT ROWID;

-- Standards and papers.

CREATE TABLE standard ( -- projection: one edition of the rules for a trade
  id             INTEGER PRIMARY KEY,
  classification TEXT NOT NULL,
  trade_code     TEXT NOT NULL,
  trade_name     TEXT NOT NULL,
  branch         TEXT NOT NULL,
  edition        TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('draft', 'approved')),
  digest         TEXT NOT NULL CHECK (length(digest) = 64),
  model          BLOB NOT NULL,            -- RFC 8785 JSON: what is hashed
  written        TEXT NOT NULL,            -- as it was written by hand
  UNIQUE (classification, trade_code, branch, edition)
) STRICT;

CREATE TABLE standard_level ( -- projection: the levels of a standard
  standard INTEGER NOT NULL REFERENCES standard (id),
  level    INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  PRIMARY KEY (standard, level)
) STRICT, WITHOUT ROWID;

CREATE TABLE paper ( -- projection: one subject's test for a level
  id       INTEGER PRIMARY KEY,
  standard INTEGER NOT NULL,
  level    INTEGER NOT NULL,
  subject  TEXT NOT NULL,
  version  TEXT NOT NULL,
  title    TEXT NOT NULL,
  digest   TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  model    BLOB NOT NULL,
  written  TEXT NOT NULL,
  UNIQUE (standard, level, subject, version),
  FOREIGN KEY (standard, level) REFERENCES standard_level (standard, level)
) STRICT;

CREATE TRIGGER approved_standard_is_frozen BEFORE UPDATE ON standard WHEN OLD.state = 'approved'
BEGIN SELECT RAISE(ABORT, 'an approved standard never changes'); END;
CREATE TRIGGER approved_standard_stays BEFORE DELETE ON standard WHEN OLD.state = 'approved'
BEGIN SELECT RAISE(ABORT, 'an approved standard never changes'); END;
CREATE TRIGGER paper_is_frozen BEFORE UPDATE ON paper
BEGIN SELECT RAISE(ABORT, 'a paper never changes; write a new version'); END;
CREATE TRIGGER paper_stays BEFORE DELETE ON paper
BEGIN SELECT RAISE(ABORT, 'a paper never changes; write a new version'); END;

-- Batches.

CREATE TABLE batch ( -- projection: one announced round
  id                 INTEGER PRIMARY KEY,
  code               TEXT NOT NULL UNIQUE, -- 计划编号; ticket numbers begin with it
  name               TEXT NOT NULL,
  kind               TEXT NOT NULL CHECK (kind IN ('skill_level', 'qualification')),
  filing_no          TEXT NOT NULL,        -- 计划备案号; empty until filed
  state              TEXT NOT NULL,
  registration_from  TEXT NOT NULL,
  registration_until TEXT NOT NULL,
  exam_on            TEXT NOT NULL,
  place              TEXT NOT NULL,
  room_seats         INTEGER NOT NULL CHECK (room_seats > 0),
  publicity_from     TEXT,
  publicity_until    TEXT
) STRICT;

CREATE TABLE batch_item ( -- projection: a trade and level of a batch
  batch    INTEGER NOT NULL REFERENCES batch (id),
  standard INTEGER NOT NULL,
  level    INTEGER NOT NULL,
  PRIMARY KEY (batch, standard, level),
  FOREIGN KEY (standard, level) REFERENCES standard_level (standard, level)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch_paper ( -- projection: the paper of a subject in a batch
  batch    INTEGER NOT NULL,
  standard INTEGER NOT NULL,
  level    INTEGER NOT NULL,
  subject  TEXT NOT NULL,
  paper    INTEGER NOT NULL REFERENCES paper (id),
  PRIMARY KEY (batch, standard, level, subject),
  FOREIGN KEY (batch, standard, level) REFERENCES batch_item (batch, standard, level)
) STRICT, WITHOUT ROWID;

CREATE TABLE panel_member ( -- projection: who marks a subject in a batch
  batch    INTEGER NOT NULL,
  standard INTEGER NOT NULL,
  level    INTEGER NOT NULL,
  subject  TEXT NOT NULL,
  person   INTEGER NOT NULL REFERENCES person (id),
  leader   INTEGER NOT NULL CHECK (leader IN (0, 1)),
  PRIMARY KEY (batch, standard, level, subject, person),
  FOREIGN KEY (batch, standard, level) REFERENCES batch_item (batch, standard, level)
) STRICT, WITHOUT ROWID;

CREATE TABLE dispute ( -- projection: an objection, a re-check or an appeal, and its decision
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('objection', 'recheck', 'appeal')),
  batch      INTEGER NOT NULL REFERENCES batch (id),
  entry      INTEGER REFERENCES entry (id), -- none where it is about the batch
  receipt    TEXT NOT NULL UNIQUE,        -- 受理回执
  text       TEXT NOT NULL,
  raised_on  TEXT NOT NULL,
  reply_by   TEXT NOT NULL,
  subject    TEXT,                        -- of a re-check
  ground     TEXT CHECK (ground IN ('missed', 'sum', 'transcription')),
  against    INTEGER REFERENCES dispute (id), -- the decision that an appeal is against
  office     TEXT,                        -- the higher office that an appeal goes to
  result     TEXT CHECK (result IN ('upheld', 'dismissed', 'unchanged', 'corrected')), -- none while open
  decision   TEXT,
  decided_on TEXT,
  seq        INTEGER NOT NULL UNIQUE,     -- the act that it came in with
  CHECK ((result IS NULL) = (decision IS NULL)),
  CHECK ((result IS NULL) = (decided_on IS NULL))
) STRICT;

CREATE INDEX dispute_batch ON dispute (batch, kind);
CREATE INDEX dispute_open ON dispute (reply_by) WHERE result IS NULL;

-- Candidates and entries.

CREATE TABLE candidate ( -- projection: a person with an identity document
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  doc_kind   TEXT NOT NULL,
  doc_cipher BLOB NOT NULL,                -- XChaCha20-Poly1305 under the file's data key
  doc_tag    BLOB NOT NULL UNIQUE,         -- keyed equality tag
  doc_tail   BLOB NOT NULL,                -- keyed tag of the last four characters
  sex        TEXT NOT NULL,
  birth      TEXT                          -- none where the document does not say and nobody told
) STRICT;

CREATE INDEX candidate_tail ON candidate (doc_tail, id);

CREATE TABLE candidate_term ( -- projection: bigrams of the name, and pinyin initials
  term      TEXT NOT NULL,
  candidate INTEGER NOT NULL,              -- looked up by no foreign key: a roster writes five for each candidate, and a replay compares them
  PRIMARY KEY (term, candidate)
) STRICT, WITHOUT ROWID;

CREATE TABLE photo ( -- projection: the photo's measures; its bytes are the sealed part of act `seq`
  candidate INTEGER PRIMARY KEY REFERENCES candidate (id),
  seq       INTEGER NOT NULL,
  sha256    TEXT NOT NULL,
  format    TEXT NOT NULL,
  width     INTEGER NOT NULL,
  height    INTEGER NOT NULL
) STRICT;

CREATE TABLE entry ( -- projection: a candidate's application to one level of one trade in one batch
  id           INTEGER PRIMARY KEY,
  batch        INTEGER NOT NULL,
  standard     INTEGER NOT NULL,
  level        INTEGER NOT NULL,
  candidate    INTEGER NOT NULL REFERENCES candidate (id),
  condition    INTEGER NOT NULL,           -- the condition claimed; 0 where none was named
  claims       TEXT NOT NULL,              -- what the candidate declares: RFC 8785 JSON
  details      TEXT NOT NULL,              -- the rest of the application: RFC 8785 JSON
  phone_cipher BLOB,
  decision     TEXT NOT NULL CHECK (decision IN ('pending', 'accepted', 'returned', 'rejected', 'withdrawn')),
  eligibility  TEXT,                       -- the verdict with its reasons, once decided
  ticket       TEXT UNIQUE,                -- 准考证号
  room         INTEGER,
  seat         INTEGER,
  seq          INTEGER NOT NULL UNIQUE,     -- the act it was filed with
  UNIQUE (batch, standard, level, candidate),
  FOREIGN KEY (batch, standard, level) REFERENCES batch_item (batch, standard, level),
  CHECK ((room IS NULL) = (seat IS NULL))
) STRICT;

CREATE INDEX entry_candidate ON entry (candidate);
CREATE TABLE entry_tally ( -- projection: how many entries of an item stand where; the triggers below keep it
  batch     INTEGER NOT NULL,
  standard  INTEGER NOT NULL,
  level     INTEGER NOT NULL,
  decision  TEXT NOT NULL,
  entries   INTEGER NOT NULL,
  seated    INTEGER NOT NULL,
  passed    INTEGER NOT NULL,
  failed    INTEGER NOT NULL,
  certified INTEGER NOT NULL,
  PRIMARY KEY (batch, standard, level, decision)
) STRICT, WITHOUT ROWID;

-- The first screen counts every batch at each start and return: from the tally, however many entries there are.
CREATE TRIGGER entry_is_counted AFTER INSERT ON entry BEGIN
  INSERT INTO entry_tally VALUES (NEW.batch, NEW.standard, NEW.level, NEW.decision, 1, NEW.seat IS NOT NULL, 0, 0, 0)
  ON CONFLICT DO UPDATE SET entries = entries + 1, seated = seated + excluded.seated;
END;
CREATE TRIGGER entry_is_counted_where_it_moved AFTER UPDATE OF decision, seat ON entry BEGIN
  INSERT INTO entry_tally VALUES (NEW.batch, NEW.standard, NEW.level, NEW.decision, 0, 0, 0, 0, 0) ON CONFLICT DO NOTHING;
  UPDATE entry_tally SET (entries, seated, passed, failed, certified) = (
    SELECT entries + sign, seated + sign * (seat IS NOT NULL),
           passed + sign * (verdict IS 'pass'), failed + sign * (verdict IS 'fail'), certified + sign * (number IS NOT NULL)
    FROM (SELECT -1 AS sign, OLD.decision AS side, OLD.seat AS seat UNION ALL SELECT 1, NEW.decision, NEW.seat)
    LEFT JOIN outcome ON outcome.entry = NEW.id LEFT JOIN certificate ON certificate.entry = NEW.id
    WHERE side = entry_tally.decision)
  WHERE batch = NEW.batch AND standard = NEW.standard AND level = NEW.level
    AND decision IN (OLD.decision, NEW.decision) AND OLD.decision <> NEW.decision;
  UPDATE entry_tally SET seated = seated + (NEW.seat IS NOT NULL) - (OLD.seat IS NOT NULL)
  WHERE batch = NEW.batch AND standard = NEW.standard AND level = NEW.level
    AND decision = NEW.decision AND OLD.decision = NEW.decision;
END;

-- Staffing.

CREATE TABLE examiner ( -- projection: a person's record as an examiner: card, employers, appointment
  person           INTEGER PRIMARY KEY REFERENCES person (id),
  kind             TEXT NOT NULL CHECK (kind IN ('examiner', 'senior')), -- 考评员, 高级考评员
  trades           TEXT NOT NULL,          -- JSON list of names as the card has them
  card             TEXT NOT NULL,
  card_from        TEXT NOT NULL,
  card_until       TEXT NOT NULL,
  employer         TEXT NOT NULL,          -- empty where nobody said
  employers_before TEXT NOT NULL,          -- JSON list
  appointed_from   TEXT NOT NULL,
  appointed_until  TEXT,                   -- none: until further notice
  seq              INTEGER NOT NULL UNIQUE, -- the act that it was recorded with
  approved         INTEGER                 -- the act by which a second person approved it; none while it waits 待审核
) STRICT;

CREATE TABLE tie ( -- projection: a declared tie 回避申报 of somebody who works here; a withdrawn one stays
  id        INTEGER PRIMARY KEY,
  person    INTEGER NOT NULL REFERENCES person (id),
  kind      TEXT NOT NULL CHECK (kind IN ('kinship', 'teaching', 'apprenticeship')),
  candidate INTEGER REFERENCES candidate (id), -- none: known by name and document tail only
  name      TEXT NOT NULL,
  doc_tail  BLOB,                          -- keyed tag of the document's last four characters, where they were told
  note      TEXT NOT NULL,
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
) STRICT;

CREATE INDEX tie_person ON tie (person);

CREATE TABLE panel ( -- projection: how the panel of a subject came to be: act `seq` named or drew it
  batch      INTEGER NOT NULL,
  standard   INTEGER NOT NULL,
  level      INTEGER NOT NULL,
  subject    TEXT NOT NULL,
  seq        INTEGER NOT NULL UNIQUE,
  seed       TEXT CHECK (length(seed) = 32), -- hex, where it was drawn
  overridden TEXT NOT NULL,                -- JSON: the warnings that it stands against; the reason is in the journal
  PRIMARY KEY (batch, standard, level, subject),
  FOREIGN KEY (batch, standard, level) REFERENCES batch_item (batch, standard, level)
) STRICT, WITHOUT ROWID;

CREATE TABLE session ( -- projection: when and where the candidates of an item sit a subject 场次
  id       INTEGER PRIMARY KEY,
  batch    INTEGER NOT NULL,
  standard INTEGER NOT NULL,
  level    INTEGER NOT NULL,
  subject  TEXT NOT NULL,
  room     INTEGER,                        -- none: every room
  starts   TEXT NOT NULL,                  -- 2026-09-20T09:00, by the station's clock
  ends     TEXT NOT NULL,
  FOREIGN KEY (batch, standard, level) REFERENCES batch_item (batch, standard, level),
  CHECK (starts < ends)
) STRICT;

CREATE INDEX session_batch ON session (batch, starts);

-- Marking.

CREATE TABLE draft_mark ( -- draft: marks as they are typed; examiner 0 is the panel together
  entry     INTEGER NOT NULL,
  subject   TEXT NOT NULL,
  examiner  INTEGER NOT NULL,
  criterion TEXT NOT NULL,
  given     TEXT NOT NULL,                 -- JSON; empty where only a note stands
  note      TEXT NOT NULL,
  PRIMARY KEY (entry, subject, examiner, criterion)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_choice ( -- draft: the questions chosen on an open sheet
  entry    INTEGER NOT NULL,
  subject  TEXT NOT NULL,
  examiner INTEGER NOT NULL,
  chosen   TEXT NOT NULL,                  -- JSON list of question numbers
  PRIMARY KEY (entry, subject, examiner)
) STRICT, WITHOUT ROWID;

CREATE TABLE form_draft ( -- draft: what somebody typed into a form and has not sent
  person  INTEGER NOT NULL,
  place   TEXT NOT NULL,                   -- the way to the form, as the breadcrumb says it: in Chinese, a line break, in English
  about   TEXT NOT NULL,                   -- a digest of what stands above the fields: it tells two forms at one place apart
  at      TEXT NOT NULL,                   -- RFC 3339
  fields  TEXT NOT NULL,                   -- JSON: names and texts; long numbers are left out
  PRIMARY KEY (person, place, about)
) STRICT, WITHOUT ROWID;

CREATE TABLE sheet ( -- projection: where each signed sheet stands; its bytes are the payload of act `seq`
  entry    INTEGER NOT NULL REFERENCES entry (id),
  subject  TEXT NOT NULL,
  examiner INTEGER NOT NULL REFERENCES person (id),
  attempt  INTEGER NOT NULL CHECK (attempt >= 1),
  version  INTEGER NOT NULL CHECK (version >= 1),
  agreed   INTEGER NOT NULL CHECK (agreed IN (0, 1)), -- 1: the measured values, signed by all of the panel; `examiner` entered them
  seq      INTEGER NOT NULL,               -- found from its entry, never by this: an index would be a thirtieth of what a sheet weighs
  PRIMARY KEY (entry, subject, agreed, examiner, attempt, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER signed_sheet_never_changes BEFORE UPDATE ON sheet
BEGIN SELECT RAISE(ABORT, 'a signed sheet never changes; sign a new version'); END;
CREATE TRIGGER signed_sheet_stays BEFORE DELETE ON sheet
BEGIN SELECT RAISE(ABORT, 'a signed sheet never changes; sign a new version'); END;
CREATE TRIGGER signed_sheet_is_not_replaced BEFORE INSERT ON sheet
WHEN EXISTS (SELECT 1 FROM sheet WHERE entry = NEW.entry AND subject = NEW.subject AND examiner = NEW.examiner
             AND attempt = NEW.attempt AND version = NEW.version AND agreed = NEW.agreed)
BEGIN SELECT RAISE(ABORT, 'a signed sheet never changes; sign a new version'); END;

CREATE TABLE standing ( -- projection: what stands for a subject where it is not simply sat
  entry    INTEGER NOT NULL REFERENCES entry (id),
  subject  TEXT NOT NULL,
  value    TEXT NOT NULL,                  -- JSON: its kind and what belongs to it
  evidence TEXT NOT NULL,
  PRIMARY KEY (entry, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE veto ( -- projection: a fact that overrides every mark
  id        INTEGER PRIMARY KEY,
  entry     INTEGER NOT NULL REFERENCES entry (id),
  code      TEXT NOT NULL,
  text      TEXT NOT NULL,
  evidence  TEXT NOT NULL,
  subject   TEXT,
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
) STRICT;

CREATE INDEX veto_entry ON veto (entry);

CREATE TABLE outcome ( -- projection: the derivation last recorded for an entry
  entry      INTEGER PRIMARY KEY REFERENCES entry (id),
  verdict    TEXT NOT NULL CHECK (verdict IN ('pass', 'fail', 'open')),
  derivation BLOB NOT NULL,                -- RFC 8785 JSON
  seq        INTEGER NOT NULL
) STRICT;

CREATE TRIGGER outcome_is_counted AFTER INSERT ON outcome BEGIN
  UPDATE entry_tally SET passed = passed + (NEW.verdict = 'pass'), failed = failed + (NEW.verdict = 'fail')
  WHERE (batch, standard, level, decision) = (SELECT batch, standard, level, decision FROM entry WHERE id = NEW.entry);
END;
CREATE TRIGGER outcome_is_counted_anew AFTER UPDATE OF verdict ON outcome BEGIN
  UPDATE entry_tally SET passed = passed + (NEW.verdict = 'pass') - (OLD.verdict = 'pass'),
                         failed = failed + (NEW.verdict = 'fail') - (OLD.verdict = 'fail')
  WHERE (batch, standard, level, decision) = (SELECT batch, standard, level, decision FROM entry WHERE id = NEW.entry);
END;

-- Certificates.

CREATE TABLE certificate ( -- projection: an issued certificate
  number         TEXT PRIMARY KEY CHECK (length(number) = 22),
  entry          INTEGER NOT NULL UNIQUE REFERENCES entry (id),
  candidate      INTEGER NOT NULL REFERENCES candidate (id),
  holder         TEXT NOT NULL,
  holder_ref     TEXT NOT NULL CHECK (length(holder_ref) = 16), -- the holder as the other side of the wall knows them
  issuer         TEXT NOT NULL,
  classification TEXT NOT NULL,
  trade_code     TEXT NOT NULL,
  trade_name     TEXT NOT NULL,
  branch         TEXT NOT NULL,
  level          INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  issued_on      TEXT NOT NULL,
  status         TEXT NOT NULL CHECK (status IN ('valid', 'reissued', 'corrected', 'revoked', 'annulled')),
  way            TEXT NOT NULL CHECK (way IN ('assessed', 'direct', 'contest', 'exchanged')), -- 取得方式
  seq            INTEGER NOT NULL UNIQUE,  -- the act that issued it
  credential_seq INTEGER NOT NULL UNIQUE   -- the act whose credential stands: the issue, or the last correction
) STRICT, WITHOUT ROWID;

CREATE TRIGGER certificate_is_counted AFTER INSERT ON certificate BEGIN
  UPDATE entry_tally SET certified = certified + 1
  WHERE (batch, standard, level, decision) = (SELECT batch, standard, level, decision FROM entry WHERE id = NEW.entry);
END;

CREATE INDEX certificate_candidate ON certificate (candidate);

CREATE TABLE certificate_tally ( -- projection: how many certificates stand, by what a yearly report asks; the acts of a certificate keep it
  year           INTEGER NOT NULL,         -- of issue
  classification TEXT NOT NULL,
  trade_code     TEXT NOT NULL,
  trade_name     TEXT NOT NULL,
  level          INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  sex            TEXT NOT NULL,            -- male or female; empty where nobody said, or it was erased
  age            INTEGER NOT NULL,         -- where the band of the age at issue begins: 0, 25, 35, 45, 55; -1 where no birth is known
  certificates   INTEGER NOT NULL,
  PRIMARY KEY (year, classification, trade_code, trade_name, level, sex, age)
) STRICT, WITHOUT ROWID;

CREATE INDEX certificate_tally_empty ON certificate_tally (certificates) WHERE certificates = 0;

CREATE TABLE certificate_public ( -- window projection: the public part of each certificate
  number         TEXT PRIMARY KEY,
  holder         TEXT NOT NULL,
  holder_ref     TEXT NOT NULL,            -- the same for all certificates of one holder, and no way back without the key
  classification TEXT NOT NULL,
  trade_code     TEXT NOT NULL,
  trade_name     TEXT NOT NULL,
  branch         TEXT NOT NULL,
  level          INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  status         TEXT NOT NULL,
  issued_on      TEXT NOT NULL,
  issuer         TEXT NOT NULL,
  region         TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The county's question is answered from this alone, in one pass: each holder's certificates of a trade lie together, the highest first.
CREATE INDEX certificate_public_trade
  ON certificate_public (classification, trade_code, trade_name, holder_ref, level, status, region);
CREATE INDEX certificate_public_holder ON certificate_public (holder_ref);

CREATE TABLE serial ( -- projection: the last certificate serial per site, year and level; a number is never used twice
  site_code TEXT NOT NULL,
  year      INTEGER NOT NULL,
  level     INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  last      INTEGER NOT NULL CHECK (last BETWEEN 1 AND 999999),
  PRIMARY KEY (site_code, year, level)
) STRICT, WITHOUT ROWID;

CREATE TABLE roster_import ( -- projection: which files were taken in
  seq       INTEGER PRIMARY KEY,
  batch     INTEGER NOT NULL REFERENCES batch (id),
  file_name TEXT NOT NULL,
  sha256    TEXT NOT NULL,
  entries   INTEGER NOT NULL
) STRICT;

-- For the inspector.

CREATE TABLE supervision ( -- projection: 内部督导表, the last of each batch
  batch       INTEGER PRIMARY KEY REFERENCES batch (id),
  recorded_on TEXT NOT NULL,
  overall     INTEGER NOT NULL CHECK (overall BETWEEN 0 AND 6), -- 0 is the best
  opinion     TEXT NOT NULL,
  items       TEXT NOT NULL                -- RFC 8785 JSON
) STRICT;

CREATE TABLE room_record ( -- projection: 考场情况记录单
  batch        INTEGER NOT NULL REFERENCES batch (id),
  room         INTEGER NOT NULL,
  subject      TEXT NOT NULL,
  expected     INTEGER NOT NULL,
  present      INTEGER NOT NULL CHECK (present BETWEEN 0 AND expected),
  incidents    TEXT NOT NULL,
  invigilators TEXT NOT NULL,
  recorded_on  TEXT NOT NULL,
  PRIMARY KEY (batch, room, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE inspection ( -- projection: samples of candidates drawn for an inspection
  seq      INTEGER PRIMARY KEY,
  batch    INTEGER NOT NULL REFERENCES batch (id),
  seed     TEXT NOT NULL,
  entries  TEXT NOT NULL,                  -- RFC 8785 JSON
  drawn_on TEXT NOT NULL
) STRICT;

-- Agreement and moderation.

CREATE TABLE remark_case ( -- projection: a subject of an entry that went back to its panel; only later sheets count
  seq     INTEGER PRIMARY KEY,
  entry   INTEGER NOT NULL REFERENCES entry (id),
  subject TEXT NOT NULL,
  because TEXT NOT NULL
) STRICT;

CREATE INDEX remark_case_entry ON remark_case (entry, subject, seq);

CREATE TABLE further_examiner ( -- projection: who marks one entry's subject beyond its panel, or decides its double entry
  entry    INTEGER NOT NULL REFERENCES entry (id),
  subject  TEXT NOT NULL,
  person   INTEGER NOT NULL REFERENCES person (id),
  deciding INTEGER NOT NULL CHECK (deciding IN (0, 1)),
  because  TEXT NOT NULL,
  PRIMARY KEY (entry, subject, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX further_examiner_person ON further_examiner (person);

CREATE TABLE sample_draw ( -- projection: how a batch's sample for moderation was drawn
  batch INTEGER PRIMARY KEY REFERENCES batch (id),
  seed  TEXT NOT NULL,
  rule  TEXT NOT NULL                      -- JSON: share, near, extremes
) STRICT;

CREATE TABLE sample ( -- projection: the marks that get a second look
  batch   INTEGER NOT NULL REFERENCES batch (id),
  entry   INTEGER NOT NULL REFERENCES entry (id),
  subject TEXT NOT NULL,
  why     TEXT NOT NULL,                   -- JSON list: drawn, borderline, highest, lowest
  PRIMARY KEY (batch, entry, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE moderation ( -- projection: every second look
  seq     INTEGER PRIMARY KEY,
  entry   INTEGER NOT NULL REFERENCES entry (id),
  subject TEXT NOT NULL,
  agreed  INTEGER NOT NULL CHECK (agreed IN (0, 1)),
  because TEXT NOT NULL
) STRICT;

CREATE INDEX moderation_entry ON moderation (entry, subject, seq);

CREATE TABLE score_import ( -- projection: which files of scores were taken in, and as whose entry
  seq       INTEGER PRIMARY KEY,
  batch     INTEGER NOT NULL REFERENCES batch (id),
  person    INTEGER NOT NULL REFERENCES person (id),
  file_name TEXT NOT NULL,
  sha256    TEXT NOT NULL,
  sheets    INTEGER NOT NULL
) STRICT;

-- This copy's own.

CREATE TABLE account ( -- common local: how a person's passphrase makes the key that wraps their secrets (Argon2id)
  person     INTEGER PRIMARY KEY,
  salt       BLOB NOT NULL CHECK (length(salt) = 16),
  memory_kib INTEGER NOT NULL CHECK (memory_kib > 0),
  passes     INTEGER NOT NULL CHECK (passes > 0),
  temporary  INTEGER NOT NULL CHECK (temporary IN (0, 1)) -- given by the administrator, to be changed at the first sign-in
) STRICT;

CREATE TABLE custody ( -- common local: secrets, each wrapped under one person's passphrase
  person  INTEGER NOT NULL REFERENCES account (person),
  secret  TEXT NOT NULL CHECK (secret IN ('data', 'signing', 'checkpoint', 'credential', 'wing')),
  wrapped BLOB NOT NULL,
  PRIMARY KEY (person, secret)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt ( -- common local: wrong passphrases since the last right one, and when the last was
  person INTEGER PRIMARY KEY,
  wrong  INTEGER NOT NULL CHECK (wrong > 0),
  at     TEXT NOT NULL
) STRICT;

CREATE TABLE backup_key ( -- common local: the key to which backups are sealed, its private half under the backup passphrase
  public     BLOB PRIMARY KEY CHECK (length(public) = 32),
  salt       BLOB NOT NULL CHECK (length(salt) = 16),
  memory_kib INTEGER NOT NULL CHECK (memory_kib > 0),
  passes     INTEGER NOT NULL CHECK (passes > 0),
  wrapped    BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE preference ( -- common local: language, who signed in last
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The day of the exam.

CREATE TABLE attendance ( -- projection: how far a candidate is on the floor, for one subject
  entry        INTEGER NOT NULL REFERENCES entry (id),
  subject      TEXT NOT NULL,
  present      TEXT,                       -- RFC 3339; none while nobody said so
  checked      TEXT,
  absent       TEXT,
  signed       TEXT,
  began        TEXT,
  ended        TEXT,
  station      INTEGER,                    -- 工位, by lot
  question_set INTEGER,                    -- 题签, by lot; none where all have the same
  PRIMARY KEY (entry, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE extension ( -- projection: minutes added on the floor 顺延
  seq     INTEGER NOT NULL,
  entry   INTEGER NOT NULL REFERENCES entry (id),
  subject TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes > 0),
  because TEXT NOT NULL,
  PRIMARY KEY (entry, subject, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE piece ( -- projection: the number of a finished workpiece or paper 考件编号; never shown to whoever marks it
  entry   INTEGER NOT NULL REFERENCES entry (id),
  subject TEXT NOT NULL,
  number  INTEGER NOT NULL CHECK (number > 0),
  PRIMARY KEY (entry, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE unmasking ( -- projection: who looked behind a number, and why: the act's own stamp tells
  seq     INTEGER PRIMARY KEY,
  entry   INTEGER NOT NULL REFERENCES entry (id),
  subject TEXT NOT NULL
) STRICT;

CREATE INDEX unmasking_entry ON unmasking (entry, subject);

-- Blank certificates and printing.

CREATE TABLE blank ( -- projection: where each sheet of blank certificates is 空白证书
  serial TEXT PRIMARY KEY,                 -- 印制流水码
  state  TEXT NOT NULL CHECK (state IN ('stored', 'issued', 'printed', 'spoiled', 'returned', 'destroyed')),
  holder INTEGER REFERENCES person (id),   -- in whose hands it is; none in store and once it is used
  seq    INTEGER NOT NULL                  -- the act that put it there
) STRICT, WITHOUT ROWID;

CREATE INDEX blank_state ON blank (state, serial);

CREATE TABLE blank_move ( -- projection: the ledger of blank certificates, a movement a row
  seq      INTEGER PRIMARY KEY,
  made     TEXT NOT NULL CHECK (made IN ('received', 'issued', 'handed_back', 'spoiled', 'returned', 'destroyed')),
  serials  TEXT NOT NULL,                  -- first and last
  sheets   INTEGER NOT NULL CHECK (sheets > 0),
  person   INTEGER REFERENCES person (id),
  batch    INTEGER REFERENCES batch (id),
  document TEXT NOT NULL,
  because  TEXT NOT NULL,
  moved_on TEXT NOT NULL
) STRICT;

CREATE INDEX blank_move_batch ON blank_move (batch, made);

CREATE TABLE blank_count ( -- projection: counts of the stock 盘点
  seq        INTEGER PRIMARY KEY,
  found      TEXT NOT NULL,                -- RFC 8785 JSON, as are the next two
  missing    TEXT NOT NULL,
  surplus    TEXT NOT NULL,
  note       TEXT NOT NULL,
  counted_on TEXT NOT NULL
) STRICT;

CREATE TABLE print_copy ( -- projection: which copy of a certificate stands on which sheet
  number     TEXT NOT NULL REFERENCES certificate (number),
  copy       INTEGER NOT NULL CHECK (copy > 0),
  serial     TEXT UNIQUE REFERENCES blank (serial), -- none on plain paper
  occasion   TEXT NOT NULL CHECK (occasion IN ('first', 'reissue', 'correction', 'spoiled')),
  layout     TEXT NOT NULL CHECK (layout IN ('whole', 'overlay')),
  printed_on TEXT NOT NULL,
  void       INTEGER NOT NULL CHECK (void IN (0, 1)), -- its sheet was spoiled
  seq        INTEGER NOT NULL UNIQUE,
  PRIMARY KEY (number, copy)
) STRICT, WITHOUT ROWID;

-- The life of certificates.

CREATE TABLE approval ( -- projection: one approval for many certificates
  seq      INTEGER PRIMARY KEY,
  what     TEXT NOT NULL CHECK (what IN ('issue', 'reissue', 'revoke', 'annul')),
  batch    INTEGER NOT NULL REFERENCES batch (id),
  document TEXT NOT NULL,
  because  TEXT NOT NULL,
  targets  INTEGER NOT NULL                -- how many; which ones is in the journal
) STRICT;

CREATE TABLE certificate_event ( -- projection: what happened to a certificate after its issue
  seq         INTEGER PRIMARY KEY,
  number      TEXT NOT NULL REFERENCES certificate (number),
  change      TEXT NOT NULL CHECK (change IN ('reissue', 'correct', 'revoke', 'annul')),
  happened_on TEXT NOT NULL,
  ground      TEXT,                        -- of an end
  document    TEXT NOT NULL,               -- number of the decision, the notice or the proof
  because     TEXT NOT NULL,
  nth         INTEGER,                     -- which reissue, or which version of a correction
  fields      TEXT,                        -- RFC 8785 JSON: what a correction changed
  approval    INTEGER REFERENCES approval (seq)
) STRICT;

CREATE INDEX certificate_event_number ON certificate_event (number, seq);

-- Certificates of before or of elsewhere.

CREATE TABLE historical ( -- projection: certificates as old ledgers tell them, not verified by this file
  number     TEXT PRIMARY KEY,
  holder     TEXT NOT NULL,
  doc_kind   TEXT NOT NULL,
  doc_cipher BLOB NOT NULL,
  doc_tag    BLOB NOT NULL,
  doc_tail   BLOB NOT NULL,
  trade_name TEXT NOT NULL,
  trade_code TEXT NOT NULL,
  level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  issued_on  TEXT NOT NULL,
  issuer     TEXT NOT NULL,
  way        TEXT NOT NULL CHECK (way IN ('assessed', 'direct', 'contest', 'exchanged')),
  seq        INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE INDEX historical_document ON historical (doc_tag);
CREATE INDEX historical_tail ON historical (doc_tail);

CREATE TABLE historical_term ( -- projection: what their holders' names are found by
  term   TEXT NOT NULL,
  number TEXT NOT NULL REFERENCES historical (number),
  PRIMARY KEY (term, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE history_import ( -- projection: which old ledgers were taken in
  seq       INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL,
  sha256    TEXT NOT NULL,
  certificates INTEGER NOT NULL
) STRICT;

-- The upload 上报.

CREATE TABLE upload_file ( -- projection: files of certificate data for the office above
  seq       INTEGER PRIMARY KEY,
  batch     INTEGER NOT NULL REFERENCES batch (id),
  file_name TEXT NOT NULL,
  sha256    TEXT NOT NULL,
  sent      INTEGER NOT NULL,              -- rows in it
  receipt   TEXT NOT NULL,                 -- empty until the office took it
  made_on   TEXT NOT NULL
) STRICT;

CREATE TABLE upload ( -- projection: how far each certificate's data is; none that was never sent has a row
  number  TEXT PRIMARY KEY REFERENCES certificate (number),
  state   TEXT NOT NULL CHECK (state IN ('sent', 'returned', 'amended')),
  digest  TEXT NOT NULL CHECK (length(digest) = 64), -- of what was sent last
  because TEXT NOT NULL,                   -- why it was returned; empty else
  file    INTEGER NOT NULL REFERENCES upload_file (seq)
) STRICT, WITHOUT ROWID;

-- Ways of a panel.

CREATE TABLE panel_share ( -- projection: who marks which question where the panel divides them 分项评分
  batch    INTEGER NOT NULL,
  standard INTEGER NOT NULL,
  level    INTEGER NOT NULL,
  subject  TEXT NOT NULL,
  question TEXT NOT NULL,
  person   INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (batch, standard, level, subject, question, person),
  FOREIGN KEY (batch, standard, level) REFERENCES batch_item (batch, standard, level)
) STRICT, WITHOUT ROWID;

-- The other side of the wall: what employers decide. Certificates are cited by their number, and nothing here points across.

CREATE TABLE employment_journal ( -- employment journal: one row an act, in order
  seq           INTEGER PRIMARY KEY,
  kind          TEXT NOT NULL,
  at            TEXT NOT NULL,
  person        INTEGER NOT NULL,
  role          TEXT NOT NULL,
  second        INTEGER,
  reason        TEXT,
  payload       BLOB NOT NULL,
  sealed_digest BLOB CHECK (length(sealed_digest) = 32),
  leaf          BLOB NOT NULL CHECK (length(leaf) = 32),
  seen          INTEGER NOT NULL           -- how many acts the evaluation's journal had then
) STRICT;

CREATE TABLE employment_journal_tip ( -- employment journal: the tree's size and frontier
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  size     INTEGER NOT NULL CHECK (size >= 0),
  frontier BLOB NOT NULL
) STRICT;

CREATE TABLE employment_sealed ( -- employment sealed: the personal part of an act, one person's
  seq   INTEGER PRIMARY KEY REFERENCES employment_journal (seq),
  salt  BLOB NOT NULL CHECK (length(salt) = 16),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE employment_signature ( -- employment journal: the second person's signature over the leaf of an act of two people
  seq    INTEGER PRIMARY KEY REFERENCES employment_journal (seq),
  person INTEGER NOT NULL,
  key    INTEGER NOT NULL,                 -- the act of this journal that enrolled the public key
  bytes  BLOB NOT NULL CHECK (length(bytes) = 64)
) STRICT;

CREATE TABLE employment_form_draft ( -- employment draft: what somebody typed into a form and has not sent
  person  INTEGER NOT NULL,
  place   TEXT NOT NULL,
  about   TEXT NOT NULL,
  at      TEXT NOT NULL,
  fields  TEXT NOT NULL,
  PRIMARY KEY (person, place, about)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER employment_journal_is_append_only_update BEFORE UPDATE ON employment_journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER employment_journal_is_append_only_delete BEFORE DELETE ON employment_journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER employment_journal_is_append_only_replace BEFORE INSERT ON employment_journal
WHEN EXISTS (SELECT 1 FROM employment_journal WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER employment_sealed_never_changes BEFORE UPDATE ON employment_sealed
BEGIN SELECT RAISE(ABORT, 'a sealed part is erased whole or kept'); END;
CREATE TRIGGER employment_signature_is_append_only_update BEFORE UPDATE ON employment_signature
BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
CREATE TRIGGER employment_signature_is_append_only_delete BEFORE DELETE ON employment_signature
BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
CREATE TRIGGER employment_signature_is_append_only_replace BEFORE INSERT ON employment_signature
WHEN EXISTS (SELECT 1 FROM employment_signature WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
CREATE TRIGGER employment_sealed_is_written_once BEFORE INSERT ON employment_sealed
WHEN EXISTS (SELECT 1 FROM employment_sealed WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'a sealed part is written once'); END;

CREATE TABLE employer ( -- employment projection: who employs
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL,
  credit_code TEXT NOT NULL UNIQUE CHECK (length(credit_code) = 18), -- GB 32100
  region      TEXT NOT NULL,
  contact     TEXT NOT NULL
) STRICT;

CREATE TABLE post ( -- employment projection: an employer's need 岗位
  id             INTEGER PRIMARY KEY,
  employer       INTEGER NOT NULL REFERENCES employer (id),
  title          TEXT NOT NULL,
  classification TEXT NOT NULL,
  trade_code     TEXT NOT NULL,
  trade_name     TEXT NOT NULL,
  branch         TEXT NOT NULL,
  rank           INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 7), -- 1 初级工 … 5 高级技师, 6 特级技师, 7 首席技师
  established    INTEGER NOT NULL CHECK (established > 0),      -- 核定人数
  description    TEXT NOT NULL,
  document       TEXT NOT NULL,
  opened_on      TEXT NOT NULL,
  closed_on      TEXT,
  UNIQUE (employer, title)
) STRICT;

CREATE INDEX post_trade ON post (classification, trade_code, trade_name, rank, closed_on, employer, established);

CREATE TABLE employee ( -- employment projection: who is or was appointed; the holder's reference where certificates tell of them
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  holder_ref TEXT UNIQUE,
  seq        INTEGER NOT NULL UNIQUE       -- the act that recorded them
) STRICT;

CREATE TABLE appointment ( -- employment projection: an employer's decision 聘任; a renewal is a row of its own
  id            INTEGER PRIMARY KEY,
  employee      INTEGER NOT NULL REFERENCES employee (id),
  post          INTEGER NOT NULL REFERENCES post (id),
  rank          INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 7), -- 聘任等级
  starts        TEXT NOT NULL,
  ends          TEXT NOT NULL,             -- the last day of the term
  document      TEXT NOT NULL,             -- 聘书编号
  basis         TEXT,                      -- the certificate it rests on, as it was then
  basis_level   INTEGER CHECK (basis_level BETWEEN 1 AND 5),
  because       TEXT NOT NULL,             -- why the level differs from the certificate, or why there is none
  duties        TEXT NOT NULL,
  treatment     TEXT NOT NULL,
  allowance     INTEGER NOT NULL CHECK (allowance >= 0), -- a month, in fen
  renews        INTEGER UNIQUE REFERENCES appointment (id),
  ended_on      TEXT,                      -- where it ended before its term
  ended_how     TEXT CHECK (ended_how IN ('dismissed', 'resigned', 'transferred', 'retired')),
  ended_because TEXT,
  ended_seq     INTEGER UNIQUE,            -- the act that ended it
  seq           INTEGER NOT NULL UNIQUE,   -- the act that made it
  CHECK ((basis IS NULL) = (basis_level IS NULL)),
  CHECK ((ended_on IS NULL) = (ended_how IS NULL)),
  CHECK ((ended_on IS NULL) = (ended_because IS NULL)),
  CHECK ((ended_on IS NULL) = (ended_seq IS NULL))
) STRICT;

CREATE INDEX appointment_employee ON appointment (employee);
CREATE INDEX appointment_post ON appointment (post, ends, ended_on);
CREATE INDEX appointment_basis ON appointment (basis);
CREATE INDEX appointment_ends ON appointment (ends) WHERE ended_on IS NULL;

CREATE TABLE assessment ( -- employment projection: 聘期考核, each within a term
  seq         INTEGER PRIMARY KEY,
  appointment INTEGER NOT NULL REFERENCES appointment (id),
  assessed_on TEXT NOT NULL,
  grade       TEXT NOT NULL CHECK (grade IN ('excellent', 'competent', 'basic', 'failed')),
  note        TEXT NOT NULL
) STRICT;

CREATE INDEX assessment_appointment ON assessment (appointment);

CREATE TABLE notice_answer ( -- employment projection: what the employer decided where a cited certificate no longer stands
  seq         INTEGER PRIMARY KEY,
  appointment INTEGER NOT NULL REFERENCES appointment (id),
  certificate TEXT NOT NULL,
  status      TEXT NOT NULL,               -- the certificate's status when it was decided
  decision    TEXT NOT NULL CHECK (decision IN ('kept', 'to_be_ended')),
  note        TEXT NOT NULL,
  decided_on  TEXT NOT NULL
) STRICT;

CREATE INDEX notice_answer_appointment ON notice_answer (appointment, certificate, status);

CREATE TABLE employment_import ( -- employment projection: which files were taken in
  seq       INTEGER PRIMARY KEY,
  what      TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256    TEXT NOT NULL UNIQUE,
  taken     INTEGER NOT NULL
) STRICT;

CREATE TABLE employment_setting ( -- employment projection: what the wing may set, by name
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE treatment_policy ( -- employment projection: an allowance or a subsidy for a rank 待遇政策, from a day on
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  employer INTEGER REFERENCES employer (id),  -- none where it is the whole county's
  rank     INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 7),
  item     TEXT NOT NULL CHECK (item IN ('allowance', 'subsidy', 'award')),
  amount   INTEGER NOT NULL CHECK (amount > 0), -- fen
  per      TEXT NOT NULL CHECK (per IN ('month', 'year', 'once')),
  starts   TEXT NOT NULL,
  ends     TEXT,                           -- the last day; none where it stands until another takes its place
  document TEXT NOT NULL
) STRICT;

CREATE TABLE ladder_step ( -- employment projection: what stands beside each other on the parallel ladders 发展通道
  id         INTEGER PRIMARY KEY,
  employer   INTEGER REFERENCES employer (id),
  step       INTEGER NOT NULL CHECK (step > 0), -- 1 is the lowest
  management TEXT,
  technical  TEXT,
  rank       INTEGER CHECK (rank BETWEEN 1 AND 7),
  note       TEXT
) STRICT;

CREATE TABLE training_plan ( -- employment projection: a year's plan of training
  id         INTEGER PRIMARY KEY,
  year       INTEGER NOT NULL,
  name       TEXT NOT NULL UNIQUE,
  employer   INTEGER REFERENCES employer (id),
  trade_name TEXT,
  rank       INTEGER CHECK (rank BETWEEN 1 AND 7),
  people     INTEGER NOT NULL CHECK (people > 0),
  hours      INTEGER NOT NULL CHECK (hours > 0),
  document   TEXT NOT NULL
) STRICT;

CREATE TABLE plan_stage ( -- employment projection: what a plan came to in the middle and at the end of its year, each with its document
  seq      INTEGER PRIMARY KEY,
  plan     INTEGER NOT NULL REFERENCES training_plan (id),
  stage    TEXT NOT NULL CHECK (stage IN ('inspected', 'summarised')),
  reached_on TEXT NOT NULL,
  document TEXT NOT NULL,
  note     TEXT NOT NULL,
  people   INTEGER NOT NULL CHECK (people >= 0), -- trained by then
  UNIQUE (plan, stage)
) STRICT;

CREATE TABLE training_base ( -- employment projection: where people are trained 实训基地
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  owner      INTEGER REFERENCES organisation (id),
  trade_name TEXT,
  places     INTEGER NOT NULL CHECK (places > 0),
  address    TEXT,
  document   TEXT,
  since      TEXT NOT NULL
) STRICT;

CREATE TABLE course ( -- employment projection: a course of a plan
  id      INTEGER PRIMARY KEY,
  plan    INTEGER NOT NULL REFERENCES training_plan (id),
  name    TEXT NOT NULL UNIQUE,
  hours   INTEGER NOT NULL CHECK (hours > 0),
  starts  TEXT NOT NULL,
  ends    TEXT NOT NULL,
  base    INTEGER REFERENCES training_base (id),
  teacher TEXT
) STRICT;

CREATE INDEX course_plan ON course (plan);
CREATE INDEX course_base ON course (base);

CREATE TABLE training_hours ( -- employment projection: somebody's hours in a course
  id     INTEGER PRIMARY KEY,
  course INTEGER NOT NULL REFERENCES course (id),
  person INTEGER NOT NULL REFERENCES employee (id),
  hours  INTEGER NOT NULL CHECK (hours > 0),
  result TEXT NOT NULL CHECK (result IN ('passed', 'failed', 'going')),
  UNIQUE (course, person)
) STRICT;

CREATE INDEX training_hours_person ON training_hours (person);

CREATE TABLE apprenticeship ( -- employment projection: a master and an apprentice, for a term 师带徒
  id         INTEGER PRIMARY KEY,
  master     INTEGER NOT NULL REFERENCES employee (id),
  apprentice INTEGER NOT NULL REFERENCES employee (id),
  employer   INTEGER REFERENCES employer (id),
  trade_name TEXT NOT NULL,
  starts     TEXT NOT NULL,
  ends       TEXT NOT NULL,
  document   TEXT NOT NULL,
  CHECK (master <> apprentice)
) STRICT;

CREATE TABLE pair_end ( -- employment projection: what became of a master and an apprentice
  seq      INTEGER PRIMARY KEY,
  pair     INTEGER NOT NULL UNIQUE REFERENCES apprenticeship (id),
  outcome  TEXT NOT NULL CHECK (outcome IN ('passed', 'failed', 'broken')),
  ended_on TEXT NOT NULL,
  note     TEXT NOT NULL
) STRICT;

CREATE TABLE organisation ( -- employment projection: a member of the alliance 政校企园
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  sort        TEXT NOT NULL CHECK (sort IN ('government', 'school', 'enterprise', 'park')),
  credit_code TEXT,
  region      TEXT,
  contact     TEXT
) STRICT;

CREATE TABLE competition ( -- employment projection: a skills competition 技能竞赛
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  scope      TEXT NOT NULL CHECK (scope IN ('enterprise', 'county', 'city', 'province', 'nation')),
  trade_name TEXT NOT NULL,
  host       INTEGER REFERENCES organisation (id),
  held_on    TEXT NOT NULL,
  document   TEXT NOT NULL,
  proof      TEXT,                         -- what a place in it counts as, in the words of a standard's condition
  proof_to   INTEGER CHECK (proof_to > 0), -- up to which place
  CHECK ((proof IS NULL) = (proof_to IS NULL))
) STRICT;

CREATE TABLE placing ( -- employment projection: somebody's place in a competition
  id          INTEGER PRIMARY KEY,
  competition INTEGER NOT NULL REFERENCES competition (id),
  person      INTEGER NOT NULL REFERENCES employee (id),
  place       INTEGER NOT NULL CHECK (place > 0),
  award       TEXT,
  UNIQUE (competition, person)
) STRICT;

CREATE TABLE alliance_agreement ( -- employment projection: what members of the alliance signed 合作协议
  id        INTEGER PRIMARY KEY,
  number    TEXT NOT NULL UNIQUE,
  name      TEXT NOT NULL,
  first     INTEGER NOT NULL REFERENCES organisation (id),
  second    INTEGER NOT NULL REFERENCES organisation (id),
  third     INTEGER REFERENCES organisation (id),
  signed_on TEXT NOT NULL,
  ends      TEXT,
  about     TEXT
) STRICT;

CREATE TABLE shared_offer ( -- employment projection: what a member shares, of five kinds, with one other or with all
  id        INTEGER PRIMARY KEY,
  provider  INTEGER NOT NULL REFERENCES organisation (id),
  receiver  INTEGER REFERENCES organisation (id),
  kind      TEXT NOT NULL CHECK (kind IN ('facilities', 'openings', 'teachers', 'courses', 'results')),
  what      TEXT NOT NULL,
  quantity  INTEGER NOT NULL CHECK (quantity > 0),
  agreement INTEGER REFERENCES alliance_agreement (id),
  starts    TEXT NOT NULL,
  ends      TEXT
) STRICT;

CREATE INDEX shared_offer_provider ON shared_offer (provider);
CREATE INDEX shared_offer_agreement ON shared_offer (agreement);

CREATE TABLE evidence_given ( -- employment projection: signed files of hours and places that were given out
  seq    INTEGER PRIMARY KEY,
  what   TEXT NOT NULL CHECK (what IN ('hours', 'placings')),
  sha256 TEXT NOT NULL,
  lines  INTEGER NOT NULL CHECK (lines > 0)
) STRICT;

CREATE TABLE register_number ( -- employment projection: the last number given in each register; none is given twice
  register TEXT PRIMARY KEY,
  last     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE wing_key ( -- employment projection: by which key somebody of this side agrees beside somebody else
  person INTEGER PRIMARY KEY,
  key    BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
  seq    INTEGER NOT NULL                  -- the act that enrolled it
) STRICT;

CREATE TABLE employment_erasure ( -- employment projection: whose personal data was erased, and by which act
  employee     INTEGER PRIMARY KEY REFERENCES employee (id),
  counted_from TEXT NOT NULL,
  seq          INTEGER NOT NULL
) STRICT;

CREATE TABLE employment_erased_part ( -- employment projection: the rows of the employment journal whose sealed parts were erased
  part     INTEGER PRIMARY KEY,
  employee INTEGER NOT NULL REFERENCES employment_erasure (employee)
) STRICT;

CREATE TRIGGER employment_sealed_goes_by_an_act BEFORE DELETE ON employment_sealed
WHEN NOT EXISTS (SELECT 1 FROM employment_erased_part WHERE part = OLD.seq)
BEGIN SELECT RAISE(ABORT, 'a sealed part is erased by an act that names it'); END;

-- What a registrar took in from the other side as a signed file: evaluation knows the file and asks no table of employment.

CREATE TABLE evidence_file ( -- projection: signed files of training hours and competition places that were taken in
  seq       INTEGER PRIMARY KEY,
  what      TEXT NOT NULL CHECK (what IN ('hours', 'placings')),
  file_name TEXT NOT NULL,
  sha256    TEXT NOT NULL UNIQUE,
  issuer    TEXT NOT NULL,
  key       BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TABLE evidence_line ( -- projection: what such a file says of an entry
  entry   INTEGER NOT NULL REFERENCES entry (id),
  subject TEXT NOT NULL,                   -- the course or the competition
  hours   INTEGER NOT NULL CHECK (hours >= 0),
  place   INTEGER CHECK (place > 0),
  proof   TEXT,                            -- what the place counts as, in the words of the standard's condition
  seq     INTEGER NOT NULL REFERENCES evidence_file (seq),
  PRIMARY KEY (entry, subject)
) STRICT, WITHOUT ROWID;
-- The end of personal data 到期清除, looks at whole numbers, and lists that left.

CREATE TABLE erasure ( -- projection: whose personal data was erased, and by which act
  candidate    INTEGER PRIMARY KEY REFERENCES candidate (id),
  counted_from TEXT NOT NULL,
  seq          INTEGER NOT NULL
) STRICT;

CREATE TABLE past_erasure ( -- projection: certificates of old ledgers whose holders never entered here and were erased
  number       TEXT PRIMARY KEY REFERENCES historical (number),
  holder       TEXT NOT NULL, -- the first of the certificates that are one holder's
  counted_from TEXT NOT NULL,
  seq          INTEGER NOT NULL
) STRICT;

CREATE TABLE erased_part ( -- projection: the rows of the journal whose sealed parts were erased
  part      INTEGER PRIMARY KEY,
  candidate INTEGER REFERENCES erasure (candidate) -- none of a holder whom old ledgers alone tell of
) STRICT;

CREATE TRIGGER sealed_goes_by_an_act BEFORE DELETE ON sealed
WHEN NOT EXISTS (SELECT 1 FROM erased_part WHERE part = OLD.seq)
BEGIN SELECT RAISE(ABORT, 'a sealed part is erased by an act that names it'); END;

CREATE TABLE number_shown ( -- projection: who looked at a whole document number: the act's own stamp tells
  seq       INTEGER PRIMARY KEY,
  candidate INTEGER NOT NULL REFERENCES candidate (id)
) STRICT;

CREATE INDEX number_shown_candidate ON number_shown (candidate);

CREATE TABLE list_export ( -- projection: lists that left the office, by profile
  seq           INTEGER PRIMARY KEY,
  profile       TEXT NOT NULL,
  batch         INTEGER REFERENCES batch (id),
  file_name     TEXT NOT NULL,
  sha256        TEXT NOT NULL CHECK (length(sha256) = 64),
  entries       INTEGER NOT NULL CHECK (entries >= 0),
  columns       TEXT NOT NULL,             -- the list's own words, RFC 8785 JSON
  whole_numbers INTEGER NOT NULL CHECK (whole_numbers IN (0, 1))
) STRICT;
