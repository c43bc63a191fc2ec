"""Rights in a shared workspace: what each login may do in every table by plain SQL is what the documentation says."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier, Placeholder

from db.dialects.rights import INDEXES, OF_MARKS, OF_TEXT
from roundtable.storage import server_rights
from tests.postgresql import ROLE, Server

_DOCUMENT = Path(__file__).parents[2] / "docs" / "teams.md"
LOGINS = {"reader": "rita", "contributor": "carl", "editor": "edda", "clearing": "cleo"}
_OWN, _OTHER = "Ministry of Labour", "Ministry of Health"
_KINDS = {
    **dict.fromkeys(("practice", *OF_TEXT, *OF_MARKS, *INDEXES), ("own", "other's", "own cleared")),
    **dict.fromkeys(("journal_entry", "journal_touch"), ("mine", "other's")),
    "term": ("listed", "off-list"),
}
"""The kinds of rows in tables whose rows are not all alike."""
_MEANT = {
    "own ministry's and not cleared": {"own"},
    "own ministry's": {"own", "own cleared"},
    "not cleared": {"own", "other's"},
    "own": {"mine"},
    "off-list": {"off-list"},
}
"""The kinds of rows that words of the documentation mean."""
_VALUES: dict[str, Any] = {"integer": 1, "boolean": False, "bytea": b"", "name": "nobody"}


def _documented() -> dict[tuple[str, str], str]:
    """Return the cell of the documentation by table and right."""
    cells: dict[tuple[str, str], str] = {}
    for line in _DOCUMENT.read_text(encoding="utf-8").partition("| tables |")[2].partition("\n\n")[0].splitlines()[2:]:
        tables, *said = (cell.strip() for cell in line.strip("|").split("|"))
        for table, (right, cell) in product(re.findall(r"`(\w+)`", tables), zip(LOGINS, said, strict=True)):
            cells[table, right] = cell
    return cells


def _allowed(cell: str, kind: str) -> set[str]:
    """Return what a cell allows with rows of a kind; the update of one column is ``update `column```."""
    allowed = set[str]()
    for part in cell.split("; "):
        words, _, verbs = part.rpartition(": ")
        if not words or kind in _MEANT[words]:
            allowed.update(verbs.split(", "))
    return allowed


class Workbench:
    """Hold a database with rights, in which every table has a row of each kind for each login."""

    def __init__(self, server: Server, database: str) -> None:
        self.server, self.database = server, database
        self.keys: dict[tuple[str, str], Any] = {}
        """The key of a row by table and kind."""
        with self.connected(ROLE) as owner:
            found = owner.execute(
                "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
                "WHERE table_schema = 'public' AND is_generated = 'NEVER' ORDER BY table_name, ordinal_position"
            ).fetchall()
            self.columns: dict[str, dict[str, str | None]] = {}
            for table, column, kind, is_nullable in found:
                self.columns.setdefault(table, {})[column] = None if is_nullable == "YES" else kind
            for login in LOGINS.values():
                self._add_rows(owner, login)

    def connected(self, login: str) -> psycopg.Connection[Any]:
        return psycopg.connect(self.server.address(self.database, login))

    def _add_rows(self, owner: psycopg.Connection[Any], login: str) -> None:
        """Add a row of every kind to every table, those first that others refer to."""
        first = ("practice", "roundtable", "guiding_question", "term", "journal_entry", "handover")
        for table in dict.fromkeys((*first, *self.columns)):
            for kind in _KINDS.get(table, ("any",)):
                if table in ("alembic_version", *INDEXES, "ministry_member", "practice_ministry", "journal_role"):
                    continue  # filled below, or by what was done before
                row = self.row(owner, table, kind, login)
                self._insert(owner, table, row | ({"author": f" ({ROLE})"} if table == "journal_entry" else {}))
                self.keys[table, kind + login] = row["id"]
        for kind, ministry in (("own", _OWN), ("other's", _OTHER), ("own cleared", _OWN)):
            key = self.keys["practice", kind + login]
            owner.execute("INSERT INTO practice_ministry VALUES (%s, %s)", (key, ministry))
            for table in INDEXES:
                self.keys[table, kind + login] = key
                self._insert(owner, table, self.row(owner, table, kind, login))
        mine = self.keys["journal_entry", "mine" + login]
        owner.execute("UPDATE journal_role SET role = %s WHERE entry_id = %s", (login, mine))
        self.keys["practice_ministry", "any" + login] = self.keys["practice", "own" + login]
        self.keys["journal_role", "any" + login] = mine
        self.keys["ministry_member", "any" + login] = LOGINS["contributor"]
        [[self.keys["alembic_version", "any" + login]]] = owner.execute("SELECT * FROM alembic_version").fetchall()

    def row(self, owner: psycopg.Connection[Any], table: str, kind: str, login: str) -> dict[str, Any]:
        """Return a new row of a kind."""
        kind_of_practice = kind if kind in _KINDS["practice"] else "own"
        entry = self.keys.get(("journal_entry", kind + login))
        given = {
            "practice_id": self.keys.get(("practice", kind_of_practice + login)),
            "entry_id": entry,
            "guiding_question_id": self.keys.get(("guiding_question", "any" + login)),
            "roundtable_id": self.keys.get(("roundtable", "any" + login)),
            "term_id": self.keys.get(("term", "off-list" + login)),
            "handover_id": self.keys.get(("handover", "any" + login)),
            "status": "cleared" if kind == "own cleared" else "draft",
            "listed": kind == "listed",
            "author": f" ({login})",
        }
        row: dict[str, Any] = {}
        for column, type_ in self.columns[table].items():
            if given.get(column) is not None:
                row[column] = given[column]
            elif column == "id":
                row[column] = self._new_key(owner, table, kind + login)
            else:
                row[column] = None if type_ is None else _VALUES.get(type_, uuid4().hex[:20])
        return row

    def _new_key(self, owner: psycopg.Connection[Any], table: str, kind: str) -> Any:
        if table in INDEXES:
            return self.keys["practice", kind]
        return owner.execute("SELECT nextval(%s)", (f"{table}_id_seq",)).fetchone()[0]  # type: ignore[index]

    @staticmethod
    def _insert(connection: psycopg.Connection[Any], table: str, row: dict[str, Any]) -> int:
        statement = SQL("INSERT INTO {} ({}) VALUES ({})").format(
            Identifier(table), SQL(", ").join(map(Identifier, row)), SQL(", ").join(map(Placeholder, row))
        )
        return connection.execute(statement, row).rowcount

    def done(self, login: str, table: str, kind: str) -> set[str]:
        """Return what a login can do with a row of a kind, in each case taken back at once."""
        key, key_column = self.keys[table, kind + login], Identifier(next(iter(self.columns[table])))
        name = Identifier(table)
        with self.connected(ROLE) as owner:
            row = self.row(owner, table, kind, login)
        if (table, kind) == ("practice", "other's"):
            row["id"] = self._deleted_of_other(row["id"])
        with self.connected(login) as connection:
            found = set[str]()
            if _works(connection, SQL("SELECT * FROM {} WHERE {} = %s").format(name, key_column), key):
                found.add("read")
            values = SQL(", ").join(map(Placeholder, row))
            columns = SQL(", ").join(map(Identifier, row))
            if _works(connection, SQL("INSERT INTO {} ({}) VALUES ({})").format(name, columns, values), row):
                found.add("insert")
            if _works(connection, SQL("DELETE FROM {} WHERE {} = %s").format(name, key_column), key):
                found.add("delete")
            update = SQL("UPDATE {0} SET {1} = {1} WHERE {2} = %s")
            updated = [
                column
                for column in self.columns[table]
                if _works(connection, update.format(name, Identifier(column), key_column), key)
            ]
        whole = len(updated) == len(self.columns[table])
        return found | ({"update"} if whole else {f"update `{column}`" for column in updated})

    def _deleted_of_other(self, key: int) -> int:
        """Let a key be that of a practice of the other ministry that is gone."""
        with self.connected(ROLE) as owner:
            owner.execute("INSERT INTO practice_ministry VALUES (%s, %s)", (key, _OTHER))
        return key


def _works(connection: psycopg.Connection[Any], statement: Any, values: Any) -> bool:
    """Tell whether a statement is allowed and reaches a row; it is taken back."""
    try:
        return connection.execute(statement, values if isinstance(values, dict) else (values,)).rowcount > 0
    except psycopg.errors.UniqueViolation:
        return True  # the rights were looked at before
    except psycopg.errors.InsufficientPrivilege:
        return False
    finally:
        connection.rollback()


@pytest.fixture(scope="module")
def logins(server: Server) -> None:
    for login in (*LOGINS.values(), "carla"):
        server.add_login(login)


@pytest.fixture(scope="module")
def database(server: Server, logins: None) -> Iterator[str]:
    with server.database("filled") as address:
        for right, login in LOGINS.items():
            server_rights.grant(address, right, login, _OWN if right == "contributor" else "")
        server_rights.grant(address, "contributor", "carla", _OTHER)
        yield psycopg.conninfo.conninfo_to_dict(address)["dbname"]  # type: ignore[misc]


@pytest.fixture(scope="module")
def workbench(server: Server, database: str) -> Workbench:
    return Workbench(server, database)


def test_every_table_is_documented(workbench: Workbench) -> None:
    assert {table for table, _ in _documented()} == set(workbench.columns)


@pytest.mark.parametrize("right", LOGINS)
def test_each_right_reaches_in_every_table_what_is_documented(workbench: Workbench, right: str) -> None:
    documented = _documented()
    differing = []
    for table in workbench.columns:
        for kind in _KINDS.get(table, ("any",)):
            said, done = _allowed(documented[table, right], kind), workbench.done(LOGINS[right], table, kind)
            if said != done:
                differing.append((table, kind, sorted(said), sorted(done)))
    assert differing == []


_ENTRY = "INSERT INTO journal_entry (at, author, label, state, schema, payload) VALUES ('', %(author)s, '', '', '', '')"
_REFUSED = [
    "SET ROLE {database}_editor",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION edda",
    "SET session_replication_role = replica",
    "ALTER ROLE carl SUPERUSER",
    "GRANT {database}_editor TO carl",
    "ALTER GROUP {database}_clearing ADD USER carl",
    # the facts that the rules rest on
    "INSERT INTO practice_ministry VALUES ({others}, 'Ministry of Labour') ON CONFLICT DO NOTHING",
    "UPDATE practice_ministry SET ministry = 'Ministry of Labour'",
    "DELETE FROM practice_ministry",
    "UPDATE ministry_member SET ministry = 'Ministry of Health'",
    "INSERT INTO journal_role VALUES (1, 'edda')",
    "SELECT note_ministry()",
    # another ministry's practice
    "UPDATE practice SET title = 'Broken'",
    "UPDATE practice SET title = 'Broken' WHERE id = {others}",
    "UPDATE practice SET id = {others} WHERE id = {own}",
    "DELETE FROM practice WHERE id = {others}",
    "SET row_security = off; UPDATE practice SET title = 'Broken' WHERE id = {others}",
    "SET ROLE {database}_contributor; UPDATE practice SET title = 'Broken' WHERE id = {others}",
    "WITH changed AS (UPDATE practice SET title = 'Broken' WHERE id = {others} RETURNING 1) SELECT * FROM changed",
    "UPDATE practice_link SET text = 'https://broken.example' WHERE practice_id = {others}",
    "UPDATE practice_link SET practice_id = {own} WHERE practice_id = {others}",
    "UPDATE practice_link SET practice_id = {others} WHERE practice_id = {own}",
    "DELETE FROM practice_link WHERE practice_id = {others}",
    "INSERT INTO practice_link (practice_id, position, text) VALUES ({others}, 0, '')",
    (
        "INSERT INTO practice_link SELECT * FROM practice_link WHERE practice_id = {own} "
        "ON CONFLICT (id) DO UPDATE SET practice_id = {others}"
    ),
    "UPDATE practice_text SET summary = '' WHERE id = {others}",
    (
        'INSERT INTO practice SELECT (jsonb_populate_record(p, \'{{"id": 99999, "uid": "x"}}\')).* FROM practice p '
        "WHERE id = {own}"
    ),
    # clearance
    "UPDATE practice SET status = 'cleared' WHERE id = {own}",
    "UPDATE practice SET status = 'submitted' WHERE id = {own}",
    "UPDATE practice SET status = 'draft' WHERE id = {cleared}",
    "UPDATE practice SET title = 'Broken' WHERE id = {cleared}",
    "UPDATE practice_link SET text = 'https://broken.example' WHERE practice_id = {cleared}",
    "UPDATE practice_link SET practice_id = {own} WHERE practice_id = {cleared}",
    # the journal
    "UPDATE journal_entry SET author = 'Edda'",
    "UPDATE journal_entry SET payload = ''",
    "DELETE FROM journal_entry",
    "DELETE FROM journal_touch",
    "TRUNCATE journal_entry CASCADE",
    "INSERT INTO journal_touch (entry_id, practice_id) SELECT max(id), {own} FROM journal_entry",
    "INSERT INTO journal_entry SELECT 99999, at, author, label, state, schema, payload FROM journal_entry LIMIT 1",
    "SELECT setval('journal_entry_id_seq', 1)",
    # the schema and the server
    "TRUNCATE practice CASCADE",
    "UPDATE alembic_version SET version_num = '9999'",
    "ALTER TABLE practice DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE practice DISABLE TRIGGER ALL",
    "DROP POLICY may_update ON practice",
    "DROP TRIGGER note_role ON journal_entry",
    "CREATE POLICY open ON practice USING (true)",
    "CREATE OR REPLACE FUNCTION may_edit_marks(practice_key integer) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE FUNCTION mine() RETURNS boolean LANGUAGE sql SECURITY DEFINER AS 'SELECT true'",
    "CREATE FUNCTION pg_temp.mine() RETURNS boolean LANGUAGE sql SECURITY DEFINER AS 'SELECT true'",
    "CREATE TEMPORARY TABLE mine (id integer)",
    "CREATE TABLE mine (id integer)",
    "CREATE SCHEMA mine",
    "CREATE TRIGGER mine BEFORE INSERT ON practice FOR EACH ROW EXECUTE FUNCTION note_ministry()",
    "COPY practice TO PROGRAM 'cat'",
    "COPY practice TO '/tmp/practice'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
]


@pytest.fixture(scope="module")
def keys(workbench: Workbench) -> dict[str, Any]:
    """Return what break-ins name, seen from the contributor."""
    kinds = {"own": "own", "others": "other's", "cleared": "own cleared"}
    found = {name: workbench.keys["practice", kind + LOGINS["contributor"]] for name, kind in kinds.items()}
    with workbench.connected(ROLE) as owner:
        owner.execute(_ENTRY, {"author": f" ({ROLE})"})
    return {"database": workbench.database, **found}


@pytest.mark.parametrize("statement", _REFUSED)
def test_a_contributor_breaks_in_nowhere(workbench: Workbench, keys: dict[str, Any], statement: str) -> None:
    with workbench.connected("carl") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.format(**keys).encode())


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE {database}_clearing",
        "UPDATE practice SET status = 'cleared' WHERE id = {others}",
        "UPDATE practice SET title = 'Broken' WHERE id = {cleared}",
        "DELETE FROM practice_link WHERE practice_id = {cleared}",
        "UPDATE practice_link SET practice_id = {own} WHERE practice_id = {cleared}",
        "INSERT INTO journal_role VALUES (1, 'cleo')",
        "DELETE FROM journal_entry",
        "INSERT INTO ministry_member VALUES ('edda', 'Ministry of Labour')",
        "UPDATE alembic_version SET version_num = '9999'",
    ],
)
def test_an_editor_neither_clears_nor_forges(workbench: Workbench, keys: dict[str, Any], statement: str) -> None:
    with workbench.connected("edda") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.format(**keys).encode())


def test_copy_does_not_go_round_the_rules_of_rows(workbench: Workbench) -> None:
    with workbench.connected("carl") as connection, pytest.raises(psycopg.errors.FeatureNotSupported):
        connection.execute("COPY practice_link FROM STDIN")


@pytest.mark.parametrize(("author", "is_taken"), [("Carl (carl)", True), ("Edda (edda)", False), ("carl", False)])
def test_an_author_in_the_journal_is_whoever_made_the_entry(workbench: Workbench, author: str, is_taken: bool) -> None:
    with workbench.connected("carl") as connection:
        assert _works(connection, SQL(_ENTRY), {"author": author}) == is_taken
