"""Rights in a shared workspace: group roles, what each is granted in every table, and row-level security.

The four rights contain one another: reader, contributor, editor, clearing. What a row-level rule rests on is written by
triggers into tables that no right may write: the ministry of a practice, and the role that made a journal entry. The
rules go by ``session_user``, the login, which SET ROLE leaves as it is.
"""

from collections.abc import Iterable, Sequence

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal
from sqlalchemy import Connection, text

from db.dialects.location import ServerAddress
from db.dialects.rights import APPENDED, INDEXES, OF_MARKS, OF_TEXT, ONLY_READ, RIGHTS
from db.errors import ReadOnlyError, WorkspaceError
from db.tables import Base

_TABLES = """
CREATE TABLE IF NOT EXISTS ministry_member (role name PRIMARY KEY, ministry text NOT NULL);
CREATE TABLE IF NOT EXISTS practice_ministry (practice_id integer PRIMARY KEY, ministry text NOT NULL);
CREATE TABLE IF NOT EXISTS journal_role (entry_id integer PRIMARY KEY, role name NOT NULL);
"""
_DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS"
# Raised, not answered with false: a row that a policy only hides would be left alone without a word.
# FOR SHARE: a practice is not cleared while another transaction is changing what it says.
_RULES = """
CREATE OR REPLACE FUNCTION may_edit_marks(practice_key integer) RETURNS boolean {definer} $$
DECLARE
    owning text := (SELECT ministry FROM practice_ministry WHERE practice_id = practice_key);
    own text := (SELECT ministry FROM ministry_member WHERE role = session_user);
BEGIN
    IF pg_has_role(session_user, {editor}, 'MEMBER') OR owning = own THEN
        RETURN true;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'a practice of ' || coalesce('“' || owning || '”', 'no ministry')
        || ' is changed by an editor, not by a contributor of ' || coalesce('“' || own || '”', 'no ministry');
END $$;
CREATE OR REPLACE FUNCTION may_edit_text(practice_key integer, its_status text) RETURNS boolean {definer} $$
BEGIN
    IF pg_has_role(session_user, {clearing}, 'MEMBER') THEN
        RETURN true;
    END IF;
    IF its_status IN ('cleared', 'submitted') THEN
        RAISE insufficient_privilege
        USING MESSAGE = 'only a clearing officer clears a practice, or changes one that is cleared';
    END IF;
    RETURN may_edit_marks(practice_key);
END $$;
CREATE OR REPLACE FUNCTION may_edit_text(practice_key integer) RETURNS boolean {definer} $$
BEGIN
    IF pg_has_role(session_user, {clearing}, 'MEMBER') THEN
        RETURN true;
    END IF;
    RETURN may_edit_text(practice_key, (SELECT status FROM practice WHERE id = practice_key FOR SHARE));
END $$;
CREATE OR REPLACE FUNCTION note_ministry() RETURNS trigger {definer} $$
BEGIN
    IF NEW.id > (SELECT last_value FROM practice_id_seq) THEN
        RAISE insufficient_privilege USING MESSAGE = 'the key of a practice is drawn from its sequence';
    END IF;
    INSERT INTO practice_ministry SELECT NEW.id, ministry FROM ministry_member WHERE role = session_user
    ON CONFLICT DO NOTHING;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION note_role() RETURNS trigger {definer} $$
BEGIN
    IF NEW.id > (SELECT last_value FROM journal_entry_id_seq) THEN
        RAISE insufficient_privilege USING MESSAGE = 'the key of a journal entry is drawn from its sequence';
    END IF;
    IF NOT starts_with(reverse(NEW.author), reverse(' (' || session_user || ')')) THEN
        RAISE insufficient_privilege USING MESSAGE = 'the author of a journal entry is whoever makes it';
    END IF;
    INSERT INTO journal_role VALUES (NEW.id, session_user);
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS note_ministry ON practice;
CREATE TRIGGER note_ministry BEFORE INSERT ON practice FOR EACH ROW EXECUTE FUNCTION note_ministry();
DROP TRIGGER IF EXISTS note_role ON journal_entry;
CREATE TRIGGER note_role AFTER INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION note_role();
REVOKE ALL ON FUNCTION note_ministry(), note_role() FROM PUBLIC;
"""
_GRANTS = """
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
REVOKE ALL ON SCHEMA {schema} FROM PUBLIC, {groups};
REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {groups};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM PUBLIC, {groups};
GRANT CONNECT ON DATABASE {database} TO {reader_group};
GRANT USAGE ON SCHEMA {schema} TO {reader_group};
GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {reader_group};
GRANT SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {reader_group};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {contributor_group};
GRANT INSERT ON {appended} TO {contributor_group};
GRANT UPDATE (state) ON journal_entry TO {contributor_group};
GRANT UPDATE (closed_at) ON gap TO {contributor_group};
GRANT UPDATE (recipient) ON handover TO {contributor_group};
GRANT INSERT, DELETE ON term TO {contributor_group};
GRANT INSERT, UPDATE, DELETE ON practice, saved_search, sender_column, {of_practices} TO {contributor_group};
GRANT INSERT, UPDATE, DELETE ON practice_ministry, {others} TO {editor_group};
"""
_FORMER = """
SELECT DISTINCT rolname FROM pg_class CROSS JOIN aclexplode(relacl) JOIN pg_roles ON pg_roles.oid = grantee
WHERE relnamespace = current_schema()::regnamespace AND rolname LIKE ANY (:endings)
"""
"""The groups that have rights here, among them those of the database that this one is a restored copy of."""
_OWN_ENTRY = "EXISTS (SELECT FROM journal_role r WHERE r.entry_id = {}.{} AND r.role = session_user)"
_OF_EDITOR = "pg_has_role(session_user, {editor}, 'MEMBER')"
_CHANGES = ("INSERT", "UPDATE", "DELETE")
_POLICIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "practice": ("may_edit_text(id, status)", _CHANGES),
    **dict.fromkeys(OF_TEXT, ("may_edit_text(practice_id)", _CHANGES)),
    **dict.fromkeys(OF_MARKS, ("may_edit_marks(practice_id)", _CHANGES)),
    **dict.fromkeys(INDEXES, ("may_edit_marks(id)", _CHANGES)),
    "term": (f"NOT listed OR {_OF_EDITOR}", _CHANGES),
    "journal_entry": (_OWN_ENTRY.format("journal_entry", "id"), ("UPDATE",)),
    "journal_touch": (_OWN_ENTRY.format("journal_touch", "entry_id"), ("INSERT",)),
}
"""The condition of a row, old and new, by table, and what it is a condition of."""


def refusal(connection: Connection, location: ServerAddress) -> ReadOnlyError | None:
    """Return why the login may only read; None where it may write to the journal, without which nothing is written."""
    if connection.scalar(text("SELECT has_table_privilege('journal_entry', 'INSERT')")):
        return None
    return ReadOnlyError(
        f"You may only read the workspace “{location}”.",
        "Ask the administrator of the server for the right of a contributor or an editor.",
    )


def grant(connection: Connection, right: str | None, role: str, ministry: str) -> None:
    """Give a login one right, and take away what it had; None only takes away.

    Makes the groups and rules where they are missing, which needs the owner of the tables, who may create roles or
    fill those that an administrator made before. Raises WorkspaceError where neither is so.
    """
    if not connection.scalar(text("SELECT count(*) FROM pg_roles WHERE rolname = :role"), {"role": role}):
        raise WorkspaceError(f"The server has no role “{role}”.", f"Make it first: createuser --pwprompt “{role}”.")
    _make_groups(connection)
    set_up(connection)
    groups = _groups(connection)
    for name in groups.values():
        _run_on_groups(connection, SQL("REVOKE {} FROM {}").format(Identifier(name), Identifier(role)))
    connection.execute(text("DELETE FROM ministry_member WHERE role = :role"), {"role": role})
    if right:
        _run_on_groups(connection, SQL("GRANT {} TO {}").format(Identifier(groups[right]), Identifier(role)))
    if ministry:
        values = {"role": role, "ministry": ministry}
        connection.execute(text("INSERT INTO ministry_member VALUES (:role, :ministry)"), values)


def ministries(connection: Connection, location: str) -> list[str]:
    """Name the ministries of contributors and of practices.

    Raises WorkspaceError where nobody was granted a right, ReadOnlyError where the login may not give practices away.
    """
    if not are_set_up(connection):
        raise WorkspaceError(
            f"In “{location}” nobody was granted a right yet, so that whoever may write may change every practice.",
            "Grant rights first: “roundtable grant”.",
        )
    if not connection.scalar(text("SELECT has_table_privilege('practice_ministry', 'INSERT')")):
        raise ReadOnlyError("Only an editor gives practices to a ministry.", "Ask an editor to do so.")
    names = "SELECT ministry FROM ministry_member UNION SELECT ministry FROM practice_ministry"
    return sorted(connection.scalars(text(names)))


def give(connection: Connection, practices: Sequence[int], ministry: str) -> None:
    """Give some hundred practices to a ministry, "" for none, in place of any other."""
    values = {"practices": list(practices), "ministry": ministry}
    connection.execute(text("DELETE FROM practice_ministry WHERE practice_id = ANY(:practices)"), values)
    if ministry:
        given = "INSERT INTO practice_ministry SELECT unnest(CAST(:practices AS integer[])), :ministry"
        connection.execute(text(given), values)


def are_set_up(connection: Connection) -> bool:
    """Tell whether anybody was ever granted a right here."""
    return bool(connection.scalar(text("SELECT to_regclass('ministry_member') IS NOT NULL")))


def set_up(connection: Connection) -> None:
    """Make tables, triggers, grants and policies anew, as this version has them; the groups are there."""
    schema, database = connection.execute(text("SELECT current_schema(), current_database()")).one()
    groups = _groups(connection)
    former = connection.scalars(text(_FORMER), {"endings": [f"%_{right}" for right in RIGHTS]})
    of_practices = (*OF_TEXT, *OF_MARKS, *INDEXES)
    named = {*of_practices, *APPENDED, *ONLY_READ, "practice", "saved_search", "sender_column"}
    values = {
        "schema": Identifier(schema),
        "definer": SQL(_DEFINER).format(schema=Identifier(schema)),
        "database": Identifier(database),
        "groups": _list({*groups.values(), *former}),
        **{right: Literal(name) for right, name in groups.items()},
        **{f"{right}_group": Identifier(name) for right, name in groups.items()},
        "appended": _list(APPENDED),
        "of_practices": _list(of_practices),
        "others": _list(sorted(Base.metadata.tables.keys() - named)),
    }
    policies = "".join(_policy(table, *rule) for table, rule in _POLICIES.items())
    for script in (_TABLES, _RULES, _GRANTS, policies):
        _run(connection, SQL(script).format(**values))


def _policy(table: str, condition: str, conditional: tuple[str, ...]) -> str:
    """Return the statements that let a table's rows be read by all, and changed under a condition."""
    statements = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"]
    for command in ("SELECT", *_CHANGES):
        rule = f"({condition})" if command in conditional else "(true)"
        using = "" if command == "INSERT" else f" USING {rule}"
        checked = f" WITH CHECK {rule}" if command in ("INSERT", "UPDATE") else ""
        name = f"may_{command.lower()}"
        statements.append(f"DROP POLICY IF EXISTS {name} ON {table};")
        statements.append(f"CREATE POLICY {name} ON {table} FOR {command} TO {{reader_group}}{using}{checked};")
    return "\n".join(statements)


def _make_groups(connection: Connection) -> None:
    """Make the groups that are missing, and each a member of the one that it contains."""
    known = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
    is_member = text("SELECT pg_has_role(:name, :contained, 'MEMBER')")
    contained = ""
    for name in _groups(connection).values():
        if name not in known:
            _run_on_groups(connection, SQL("CREATE ROLE {} NOLOGIN").format(Identifier(name)))
        if contained and not connection.scalar(is_member, {"name": name, "contained": contained}):
            _run_on_groups(connection, SQL("GRANT {} TO {}").format(Identifier(contained), Identifier(name)))
        contained = name


def _run_on_groups(connection: Connection, statement: Composed) -> None:
    """Make or fill a group; raise WorkspaceError where the login may not, with what an administrator does instead."""
    groups, owner = _groups(connection).values(), connection.scalar(text("SELECT current_user"))
    known = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
    try:
        _run(connection, statement)
    except psycopg.errors.InsufficientPrivilege as error:
        fill, make = 'GRANT "{}" TO "{}" WITH ADMIN OPTION', 'CREATE ROLE "{}" ADMIN "{}"'
        needed = ((fill if name in known else make).format(name, owner) for name in groups)
        raise WorkspaceError(
            f"Rights are given through groups of the server, which “{owner}” may not make or fill: {error}.",
            f"Let an administrator of the server run: {'; '.join(needed)}.",
        ) from error


def _groups(connection: Connection) -> dict[str, str]:
    """Name the group of each right: roles are of the whole server, so the database is part of the name."""
    database = connection.scalar(text("SELECT current_database()"))
    return {right: f"{database}_{right}" for right in RIGHTS}


def _list(names: Iterable[str]) -> Composed:
    return Composed([Identifier(name) for name in names]).join(", ")


def _run(connection: Connection, statement: Composed) -> None:
    """Run statements that take no parameters, straight by the driver, as signs of percent are theirs."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)  # noqa: S101 - every connection here is
    driver.execute(statement)
