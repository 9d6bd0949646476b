"""Bringing a ``library.db`` of an older format up to ours, all at once or not at all."""

import sqlite3

from index.truth.tables import FORMAT, TABLES

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
    3: """
-- The day of each sighting's article, so that the earliest are found without looking at all.
ALTER TABLE sighting ADD COLUMN day TEXT NOT NULL DEFAULT 'None';
UPDATE sighting SET day =
    coalesce((SELECT published FROM article WHERE number = sighting.article), 'None');
""",
    4: """
-- The list of articles in its order, with what is counted of all: rows themselves hold whole texts.
CREATE INDEX article_listed
    ON article (last_day DESC, published DESC, id, first_day, outlet, finder);
""",
}
"""What changes in the tables of the format before, where copying what is there is not enough."""

_SEALED = 3
"""The first format with seals, which no step can add to a table: before it, all are made anew."""

_ASIDE = "before_"  # in front of the names of the old tables, while the new ones are filled


def upgrade(connection: sqlite3.Connection) -> None:
    """Make the tables those of ``FORMAT``, with all that is in them.

    Raises what SQLite raises, and then nothing has changed.
    """
    connection.execute("PRAGMA foreign_keys = OFF")  # no row follows when an old table goes
    try:
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()  # another may have been
        for step in range(version + 1, FORMAT + 1):
            _run(connection, _STEPS.get(step, ""))
        if version < _SEALED:
            _carry_over(connection)
        connection.execute(f"PRAGMA user_version = {max(version, FORMAT)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _carry_over(connection: sqlite3.Connection) -> None:
    """Make every table anew as it is now, and take its rows over; new tables stay empty.

    A column whose values SQLite computes, as it does those of seals, cannot be added to a table.
    """
    old = [name for name, _ in _own(connection, "table")]
    for name, made in _own(connection, "index"):
        if made is not None:  # those of UNIQUE go with their tables
            connection.execute(f"DROP INDEX {name}")
    for name in old:
        connection.execute(f"ALTER TABLE {name} RENAME TO {_ASIDE}{name}")
    _run(connection, TABLES)
    for name in old:
        kept = _columns(connection, _ASIDE + name) & _columns(connection, name)
        columns = ", ".join(sorted(kept))
        connection.execute(
            f"INSERT INTO {name} ({columns}) "  # noqa: S608 - our own names
            f"SELECT {columns} FROM {_ASIDE}{name}"
        )
        _carry_over_sequence(connection, name)
        connection.execute(f"DROP TABLE {_ASIDE}{name}")


def _carry_over_sequence(connection: sqlite3.Connection, name: str) -> None:
    """Go on counting rows where the old table was, so that no number is ever given twice."""
    rows = connection.execute(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", [_ASIDE + name]
    ).fetchall()
    connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", [name])
    connection.executemany(
        "INSERT INTO sqlite_sequence VALUES (?, ?)", [(name, seq) for (seq,) in rows]
    )


def _own(connection: sqlite3.Connection, kind: str) -> list[tuple[str, str | None]]:
    """The names of our own tables or indexes, and how they were made; in the order of making."""
    return connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' "
        "ORDER BY rowid",
        [kind],
    ).fetchall()


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    """The columns of a table that are written, not computed."""
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Execute statements one by one, within the transaction."""
    for statement in filter(str.strip, script.split(";\n")):
        connection.execute(statement)
