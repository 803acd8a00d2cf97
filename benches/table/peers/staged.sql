-- A roster taken in as one would with the sqlite3 shell alone: staged, checked, and put where it belongs, with a row an act.
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA cache_size = -8000;
CREATE TABLE trade (name TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO trade VALUES ('钳工'), ('电工');
CREATE TABLE candidate (id INTEGER PRIMARY KEY, name TEXT NOT NULL, doc_kind TEXT NOT NULL, doc TEXT NOT NULL UNIQUE, tail TEXT NOT NULL,
  sex TEXT NOT NULL, birth TEXT) STRICT;
CREATE INDEX candidate_tail ON candidate (tail, id);
CREATE TABLE candidate_term (term TEXT NOT NULL, candidate INTEGER NOT NULL REFERENCES candidate (id), PRIMARY KEY (term, candidate))
  STRICT, WITHOUT ROWID;
CREATE TABLE journal (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL, person INTEGER NOT NULL, payload TEXT NOT NULL) STRICT;
CREATE INDEX journal_kind ON journal (kind, seq);
CREATE TABLE entry (id INTEGER PRIMARY KEY, batch INTEGER NOT NULL, trade TEXT NOT NULL REFERENCES trade (name), level INTEGER NOT NULL,
  candidate INTEGER NOT NULL REFERENCES candidate (id), condition INTEGER NOT NULL, details TEXT NOT NULL, phone TEXT,
  decision TEXT NOT NULL, seq INTEGER NOT NULL UNIQUE, UNIQUE (batch, trade, level, candidate)) STRICT;
CREATE INDEX entry_candidate ON entry (candidate);
CREATE TABLE staged (serial, trade, level, condition, doc_kind, doc, name, sex, birth, phone, holds, held_level, held_number, education,
  region, source, employer, unit, promotion, major, sitting, ethnicity, started, email, years, household, political, diploma, resume,
  address, delivery, postcode, mail);
.mode csv
.import --skip 1 ROSTER staged
.mode list
CREATE TABLE fault (row INTEGER NOT NULL, wrong TEXT NOT NULL) STRICT;
INSERT INTO fault SELECT rowid, 'trade' FROM staged WHERE trade NOT IN (SELECT name FROM trade);
INSERT INTO fault SELECT rowid, 'level' FROM staged WHERE level NOT IN ('五级/初级工', '四级/中级工', '三级/高级工', '二级/技师', '一级/高级技师');
INSERT INTO fault SELECT rowid, 'condition' FROM staged WHERE condition = '' OR condition GLOB '*[^0-9]*';
INSERT INTO fault SELECT rowid, 'document kind' FROM staged WHERE doc_kind <> '居民身份证';
INSERT INTO fault SELECT rowid, 'document' FROM staged WHERE length(doc) <> 18 OR substr(doc, 1, 17) GLOB '*[^0-9]*'
  OR date(substr(doc, 7, 4) || '-' || substr(doc, 11, 2) || '-' || substr(doc, 13, 2)) IS NULL
  OR substr('10X98765432', 1 + (7 * substr(doc, 1, 1) + 9 * substr(doc, 2, 1) + 10 * substr(doc, 3, 1) + 5 * substr(doc, 4, 1)
    + 8 * substr(doc, 5, 1) + 4 * substr(doc, 6, 1) + 2 * substr(doc, 7, 1) + substr(doc, 8, 1) + 6 * substr(doc, 9, 1)
    + 3 * substr(doc, 10, 1) + 7 * substr(doc, 11, 1) + 9 * substr(doc, 12, 1) + 10 * substr(doc, 13, 1) + 5 * substr(doc, 14, 1)
    + 8 * substr(doc, 15, 1) + 4 * substr(doc, 16, 1) + 2 * substr(doc, 17, 1)) % 11, 1) <> upper(substr(doc, 18, 1));
INSERT INTO fault SELECT rowid, 'twice' FROM staged WHERE doc IN (SELECT doc FROM staged GROUP BY doc HAVING count(*) > 1);
INSERT INTO fault SELECT staged.rowid, 'filed before' FROM staged JOIN candidate ON candidate.doc = staged.doc JOIN entry ON entry.candidate = candidate.id;
INSERT INTO fault SELECT rowid, 'name' FROM staged WHERE name = '' OR length(name) > 40 OR name GLOB '*[0-9<>&/]*';
INSERT INTO fault SELECT rowid, 'birth' FROM staged WHERE birth <> '' AND (date(birth) IS NULL OR replace(birth, '-', '') <> substr(doc, 7, 8));
INSERT INTO fault SELECT rowid, 'sex' FROM staged WHERE sex <> '' AND sex <> CASE substr(doc, 17, 1) % 2 WHEN 1 THEN '男' ELSE '女' END;
INSERT INTO fault SELECT rowid, 'age' FROM staged WHERE CAST(substr(doc, 7, 4) AS INTEGER) NOT BETWEEN 1930 AND 2010;
INSERT INTO fault SELECT rowid, 'phone' FROM staged WHERE length(phone) <> 11 OR phone GLOB '*[^0-9]*' OR phone NOT GLOB '1[3-9]*';
INSERT INTO fault SELECT rowid, 'choice' FROM staged WHERE holds NOT IN ('是', '否') OR promotion NOT IN ('初次认定', '晋级认定')
  OR sitting NOT IN ('正考', '补考') OR delivery NOT IN ('', '自取', '快递到付');
INSERT INTO fault SELECT rowid, 'missing' FROM staged WHERE education = '' OR region = '' OR source = '' OR unit = '' OR ethnicity = '';
INSERT INTO fault SELECT rowid, 'years' FROM staged WHERE years = '' OR years GLOB '*[^0-9]*' OR CAST(years AS INTEGER) < 5;
INSERT INTO fault SELECT rowid, 'started' FROM staged WHERE started <> '' AND date(started || '-01') IS NULL;
INSERT INTO fault SELECT rowid, 'e-mail' FROM staged WHERE email <> '' AND email NOT LIKE '%_@_%._%';
INSERT INTO fault SELECT rowid, 'postcode' FROM staged WHERE postcode <> '' AND (length(postcode) <> 6 OR postcode GLOB '*[^0-9]*');
BEGIN IMMEDIATE;
CREATE TEMP TABLE good AS SELECT rowid AS id, * FROM staged WHERE rowid NOT IN (SELECT row FROM fault);
INSERT INTO candidate SELECT id, name, 'resident_id_card', upper(doc), upper(substr(doc, 15)), CASE substr(doc, 17, 1) % 2 WHEN 1 THEN 'male' ELSE 'female' END,
  substr(doc, 7, 4) || '-' || substr(doc, 11, 2) || '-' || substr(doc, 13, 2) FROM good;
INSERT OR IGNORE INTO candidate_term SELECT substr(name, 1, 2), id FROM good WHERE length(name) > 1;
INSERT OR IGNORE INTO candidate_term SELECT substr(name, 2, 2), id FROM good WHERE length(name) > 2;
INSERT OR IGNORE INTO candidate_term SELECT substr(name, 3, 2), id FROM good WHERE length(name) > 3;
INSERT OR IGNORE INTO candidate_term SELECT substr(name, -1), id FROM good;
INSERT INTO journal SELECT id, 'entry_filed', '2026-09-01T08:30:00+08:00', 1,
  json_object('batch', 1, 'candidate', id, 'condition', CAST(condition AS INTEGER), 'trade', trade, 'level', 4, 'name', name, 'document', doc, 'phone', phone,
    'education', education, 'region', region, 'source', source, 'employer', employer, 'unit', unit, 'ethnicity', ethnicity, 'address', address) FROM good;
INSERT INTO entry SELECT id, 1, trade, 4, id, CAST(condition AS INTEGER),
  json_object('education', education, 'region', region, 'source', source, 'employer', employer, 'unit', unit, 'ethnicity', ethnicity, 'started', started,
    'years', years, 'address', address, 'delivery', delivery, 'postcode', postcode), phone, 'pending', id FROM good;
COMMIT;
SELECT count(*) FROM entry;
SELECT count(*) FROM fault;
