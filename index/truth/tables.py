"""The tables of ``library.db``.

Every row has a seal, a checksum over its other columns, which SQLite itself computes whenever a row
is written, wherever that is done: see ``index.truth.rowseals``.
"""

FORMAT = 4
"""Raised whenever the tables change. A program brings an older library up to its own number, and
refuses a newer one."""

TABLES = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY, value TEXT NOT NULL,
    seal INTEGER AS (seal_of(key, value)) STORED
) WITHOUT ROWID;
CREATE TABLE article (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    text TEXT NOT NULL,
    origin TEXT NOT NULL,
    title TEXT, outlet TEXT, authors TEXT NOT NULL, agency TEXT,
    published TEXT, first_day TEXT, last_day TEXT, modified TEXT,
    url TEXT, language TEXT, found TEXT NOT NULL, removed TEXT NOT NULL,
    added TEXT NOT NULL, finder TEXT,
    seal INTEGER AS (seal_of(
        number, id, version, text, origin, title, outlet, authors, agency, published, first_day,
        last_day, modified, url, language, found, removed, added, finder
    )) STORED
);
CREATE INDEX article_day ON article (first_day, last_day);
CREATE INDEX article_outlet ON article (outlet);
CREATE INDEX article_head ON article (number, id, outlet, published);
CREATE TABLE author (
    name TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    seal INTEGER AS (seal_of(name, article)) STORED,
    PRIMARY KEY (name, article)
) WITHOUT ROWID;
CREATE INDEX author_article ON author (article);
CREATE TABLE edition (
    id TEXT NOT NULL, version TEXT NOT NULL, text TEXT NOT NULL, title TEXT,
    published TEXT, modified TEXT, added TEXT NOT NULL, replaced TEXT NOT NULL,
    seal INTEGER AS (seal_of(id, version, text, title, published, modified, added, replaced)) STORED
);
CREATE INDEX edition_id ON edition (id);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    digest BLOB NOT NULL,
    seal INTEGER AS (seal_of(id, article, start, stop, digest)) STORED
);
CREATE INDEX passage_article ON passage (article);
CREATE INDEX passage_digest ON passage (digest);
CREATE TABLE vector (
    digest BLOB NOT NULL UNIQUE, value BLOB NOT NULL,
    seal INTEGER AS (seal_of(digest, value)) STORED
);
CREATE TABLE gone (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, passage INTEGER NOT NULL,
    seal INTEGER AS (seal_of(seq, passage)) STORED
);
CREATE TABLE waiting (
    passage INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE,
    seal INTEGER AS (seal_of(passage)) STORED
);
CREATE TABLE late (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, passage INTEGER NOT NULL,
    seal INTEGER AS (seal_of(seq, passage)) STORED
);
CREATE TABLE file (
    path BLOB PRIMARY KEY, digest TEXT NOT NULL, articles INTEGER NOT NULL,
    seal INTEGER AS (seal_of(path, digest, articles)) STORED
) WITHOUT ROWID;
CREATE TABLE origin (
    origin BLOB PRIMARY KEY, article TEXT NOT NULL, digest TEXT NOT NULL,
    seal INTEGER AS (seal_of(origin, article, digest)) STORED
) WITHOUT ROWID;
CREATE INDEX origin_article ON origin (article);
CREATE TABLE speaker (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, kind TEXT NOT NULL,
    seal INTEGER AS (seal_of(id, name, kind)) STORED
);
CREATE TABLE sighting (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    form TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, roles TEXT NOT NULL,
    speaker INTEGER REFERENCES speaker (id), printed TEXT NOT NULL DEFAULT '[]',
    day TEXT NOT NULL DEFAULT 'None',
    seal INTEGER AS (seal_of(id, article, form, name, kind, roles, speaker, printed, day)) STORED,
    UNIQUE (article, form)
);
CREATE INDEX sighting_day ON sighting (form, day, article);
CREATE INDEX sighting_form ON sighting (form, name, kind, roles, printed, speaker);
CREATE INDEX sighting_owner ON sighting (speaker, form, name, kind, roles, printed);
CREATE TABLE name_key (
    key TEXT NOT NULL, form TEXT NOT NULL,
    seal INTEGER AS (seal_of(key, form)) STORED,
    PRIMARY KEY (key, form)
) WITHOUT ROWID;
CREATE INDEX name_key_form ON name_key (form);
CREATE TABLE family (
    key TEXT NOT NULL, name TEXT NOT NULL,
    seal INTEGER AS (seal_of(key, name)) STORED,
    PRIMARY KEY (key, name)
) WITHOUT ROWID;
CREATE TABLE alike (
    form TEXT NOT NULL, other TEXT NOT NULL,
    seal INTEGER AS (seal_of(form, other)) STORED,
    PRIMARY KEY (form, other)
) WITHOUT ROWID;
CREATE TABLE evidenced (
    form TEXT NOT NULL, other TEXT NOT NULL,
    seal INTEGER AS (seal_of(form, other)) STORED,
    PRIMARY KEY (form, other)
) WITHOUT ROWID;
CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    kind TEXT NOT NULL, content TEXT NOT NULL, cue TEXT NOT NULL, source TEXT NOT NULL,
    sighting INTEGER REFERENCES sighting (id) ON DELETE SET NULL,
    role TEXT, route TEXT NOT NULL, hops INTEGER NOT NULL, anonymous INTEGER NOT NULL,
    seal INTEGER AS (seal_of(
        id, article, start, stop, kind, content, cue, source, sighting, role, route, hops, anonymous
    )) STORED
);
CREATE INDEX statement_article ON statement (article, start);
CREATE INDEX statement_sighting ON statement (sighting);
CREATE TABLE band (
    key INTEGER NOT NULL, article INTEGER NOT NULL,
    seal INTEGER AS (seal_of(key, article)) STORED,
    PRIMARY KEY (key, article)
) WITHOUT ROWID;
CREATE TABLE unsketched (
    article INTEGER PRIMARY KEY,
    seal INTEGER AS (seal_of(article)) STORED
);
CREATE TABLE ruling (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    verdict TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL,
    seal INTEGER AS (seal_of(seq, verdict, one, other)) STORED,
    UNIQUE (one, other)
);
CREATE INDEX article_listed
    ON article (last_day DESC, published DESC, id, first_day, outlet, finder);
"""
