"""The tables of ``library.db``, and opening a connection to them."""

import sqlite3
from pathlib import Path

from corpus.errors import LibraryDamaged, LibraryError, LibraryMismatch

FORMAT = 2
"""Raised whenever the tables change. A program brings an older library up to its own number, and
refuses a newer one."""

BUSY_MS = 30_000  # how long a connection waits when it meets another one's commit

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    text TEXT NOT NULL,
    origin TEXT NOT NULL,
    title TEXT, outlet TEXT, authors TEXT NOT NULL, agency TEXT,
    published TEXT, first_day TEXT, last_day TEXT, modified TEXT,
    url TEXT, language TEXT, found TEXT NOT NULL, removed TEXT NOT NULL,
    added TEXT NOT NULL, finder TEXT
);
CREATE INDEX article_day ON article (first_day, last_day);
CREATE INDEX article_outlet ON article (outlet);
CREATE TABLE author (
    name TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    PRIMARY KEY (name, article)
) WITHOUT ROWID;
CREATE INDEX author_article ON author (article);
CREATE TABLE edition (
    id TEXT NOT NULL, version TEXT NOT NULL, text TEXT NOT NULL, title TEXT,
    published TEXT, modified TEXT, added TEXT NOT NULL, replaced TEXT NOT NULL
);
CREATE INDEX edition_id ON edition (id);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    digest BLOB NOT NULL
);
CREATE INDEX passage_article ON passage (article);
CREATE INDEX passage_digest ON passage (digest);
CREATE TABLE vector (digest BLOB NOT NULL UNIQUE, value BLOB NOT NULL);
CREATE TABLE gone (seq INTEGER PRIMARY KEY AUTOINCREMENT, passage INTEGER NOT NULL);
CREATE TABLE waiting (passage INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE);
CREATE TABLE late (seq INTEGER PRIMARY KEY AUTOINCREMENT, passage INTEGER NOT NULL);
CREATE TABLE file (path BLOB PRIMARY KEY, digest TEXT NOT NULL, articles INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE origin (origin BLOB PRIMARY KEY, article TEXT NOT NULL, digest TEXT NOT NULL)
    WITHOUT ROWID;
CREATE INDEX origin_article ON origin (article);
CREATE TABLE speaker (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, kind TEXT NOT NULL
);
CREATE TABLE sighting (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    form TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, roles TEXT NOT NULL,
    speaker INTEGER REFERENCES speaker (id), printed TEXT NOT NULL DEFAULT '[]',
    UNIQUE (article, form)
);
CREATE INDEX sighting_form ON sighting (form, name, kind, roles, printed, speaker);
CREATE INDEX sighting_owner ON sighting (speaker, form, name, kind, roles, printed);
CREATE TABLE name_key (key TEXT NOT NULL, form TEXT NOT NULL, PRIMARY KEY (key, form))
    WITHOUT ROWID;
CREATE INDEX name_key_form ON name_key (form);
CREATE TABLE evidenced (form TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (form, other))
    WITHOUT ROWID;
CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    kind TEXT NOT NULL, content TEXT NOT NULL, cue TEXT NOT NULL, source TEXT NOT NULL,
    sighting INTEGER REFERENCES sighting (id) ON DELETE SET NULL,
    role TEXT, route TEXT NOT NULL, hops INTEGER NOT NULL, anonymous INTEGER NOT NULL
);
CREATE INDEX statement_article ON statement (article, start);
CREATE INDEX statement_sighting ON statement (sighting);
CREATE TABLE band (key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (key, article))
    WITHOUT ROWID;
CREATE TABLE unsketched (article INTEGER PRIMARY KEY);
CREATE TABLE ruling (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    verdict TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, UNIQUE (one, other)
);
"""

_STEPS = {
    2: """
-- What found the statements. In format 1 it was finder 1, and the digests of origins said whether
-- the tagger had taken part.
ALTER TABLE article ADD COLUMN finder TEXT;
UPDATE article SET finder = '1';
UPDATE article SET finder = '1 thorough'
    WHERE id IN (SELECT article FROM origin WHERE digest LIKE '% thorough');
UPDATE origin SET digest = replace(digest, ' thorough', '');
-- The spellings of a name in an article, which are found with the statements.
ALTER TABLE sighting ADD COLUMN printed TEXT NOT NULL DEFAULT '[]';
DROP INDEX sighting_form;
DROP INDEX sighting_speaker;
CREATE INDEX sighting_owner ON sighting (speaker, form, name, kind, roles, printed);
CREATE INDEX sighting_form ON sighting (form, name, kind, roles, printed, speaker);
-- Sketches, by which copies of a text are found: derived from the texts, and made later.
CREATE TABLE band (key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (key, article))
    WITHOUT ROWID;
CREATE TABLE unsketched (article INTEGER PRIMARY KEY);
-- Passages that are put before they are embedded, and those whose vectors came afterwards.
CREATE TABLE waiting (passage INTEGER PRIMARY KEY REFERENCES passage (id) ON DELETE CASCADE);
CREATE TABLE late (seq INTEGER PRIMARY KEY AUTOINCREMENT, passage INTEGER NOT NULL);
-- Forms of names that evidence connects. Of those gathered before it is not known, which is kept
-- as a form with itself until it is gathered again.
CREATE TABLE evidenced (form TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (form, other))
    WITHOUT ROWID;
INSERT INTO evidenced SELECT DISTINCT form, form FROM sighting;
""",
}
"""What makes a library of each format out of one of the format before."""


def create_tables(path: Path) -> sqlite3.Connection:
    """Make the database file with empty tables; it must not exist yet.

    Raises ``LibraryError`` when it cannot be written.
    """
    try:
        connection = _connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(
            f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {FORMAT}; COMMIT;"
        )
    except sqlite3.OperationalError as error:
        raise LibraryError(
            f"{path} could not be made: {error}. See that the disk has room and the folder may be "
            "written, and try again."
        ) from error
    return connection


def open_tables(path: Path) -> sqlite3.Connection:
    """Connect to an existing database file.

    Raises ``LibraryDamaged`` when it cannot be read as one, and ``LibraryMismatch`` when a newer
    program made it.
    """
    try:
        connection = _connect(path)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.OperationalError as error:
        raise LibraryError(
            f"{path} could not be opened: {error}. See that the disk has room and the folder may "
            "be read and written, and try again."
        ) from error
    except sqlite3.DatabaseError as error:
        raise LibraryDamaged(
            f"{path} cannot be read as a library ({error}); 'whosaid recover' saves what can be "
            "saved of it, or restore it from a backup."
        ) from error
    if version > FORMAT:
        raise LibraryMismatch(
            f"{path} has library format {version}, and this program knows formats up to {FORMAT}; "
            "update whosaid to use it."
        )
    if version < 1:
        raise LibraryDamaged(f"{path} is a database, but not one that whosaid made.")
    if version < FORMAT:
        _upgrade(connection, path)
    return connection


def _upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables of an older format up to ours, all at once or not at all."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()  # another may have been
        for step in range(version + 1, FORMAT + 1):
            for statement in filter(str.strip, _STEPS[step].split(";\n")):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        connection.rollback()
        raise LibraryError(
            f"{path} is of an older format and could not be brought up to date: {error}. See that "
            "the disk has room and the folder may be written, and try again."
        ) from error


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA synchronous = FULL")  # a commit is on the disk before it is told
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
