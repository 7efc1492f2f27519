"""Puts the rules of access beside what the database does, and says where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import psycopg
from psycopg import sql

from tests.security.expectations import EXPECTED
from tests.security.rules_of_access import Fact, Facts, Somebody
from tests.security.scene import Scene

Cursor = psycopg.Cursor[Any]
# What is known beyond one scene: organisations that let themselves be addressed, what is in the library, what
# houses let out of the directory.
PUBLIC = frozenset({"identity_organisation", "identity_unit", "country_report", "country_passage",
                    "country_meaning", "country_inquiry", "country_earlierdescription",
                    "country_collection", "country_collected", "directory_service",
                    "directory_provider", "directory_place"})  # fmt: skip


def seeing(cursor: Cursor, table: str, me: Somebody, facts: Facts, scene: Scene) -> list[str]:
    """Rows seen that are hidden, and hidden that should be seen."""
    rows = facts.all(table)
    cursor.execute(_sql(f"select id from {table}"))
    seen = {row[0] for row in cursor.fetchall()}
    if table in PUBLIC:
        seen &= {row["id"] for row in rows}
    return _differences("sees", seen, {row["id"] for row in rows if EXPECTED[table].sees(me, row)})


def changing(cursor: Cursor, table: str, me: Somebody, facts: Facts, scene: Scene) -> list[str]:
    """Rows changed or deleted that are not theirs to change, and theirs that cannot be changed."""
    expected, rows = EXPECTED[table], facts.all(table)
    changed = reached(cursor, f"update {table} set {expected.change or 'id = id'}", rows, me)
    deleted = reached(cursor, f"delete from {table}", rows, me)
    return [
        *_differences("changes", changed, {row["id"] for row in rows if expected.updates(me, row)}),
        *_differences("deletes", deleted, {row["id"] for row in rows if expected.deletes(me, row)}),
    ]


def adding(cursor: Cursor, table: str, me: Somebody, facts: Facts, scene: Scene) -> list[str]:
    """New rows taken that should be refused, and the other way round."""
    candidates = EXPECTED[table].inserts(scene, facts, me) or [({"id": facts.all(table)[0]["id"]}, False)]
    taken = taken_of(cursor, table, [row for row, _should in candidates])
    return [
        f"{'refuses' if should else 'takes'} {row}"
        for (row, should), is_taken in zip(candidates, taken, strict=True)
        if is_taken != should
    ]


def everything(
    cursor: Cursor,
    tables: Iterable[str],
    names: Iterable[str],
    scene: Scene,
    facts: Facts,
    *,
    first: str = "ALL",
) -> Iterator[str]:
    """All differences, one by one, so that whoever wants only the first need not wait for the rest; of all
    people, those that a policy for the command `first` may make come before the others."""
    ways = {"SELECT": seeing, "UPDATE": changing, "DELETE": changing, "INSERT": adding}
    rest = [seeing, changing, adding]
    rounds = [rest]
    if first in ways:
        rest.remove(ways[first])
        rounds = [[ways[first]], rest]
    for comparisons in rounds:
        for table in tables:
            for name in names:
                me = scene.somebody(name, facts)
                ticket = scene.people[name].actor.ticket
                cursor.execute("select set_config('limen.ticket', %s, true)", [ticket])
                for compare in comparisons:
                    for line in compare(cursor, table, me, facts, scene):
                        yield f"{name} in {table}: {line}"


def everything_seen(
    cursor: Cursor, tables: Iterable[str], names: Iterable[str], scene: Scene, facts: Facts
) -> Iterator[str]:
    """Differences in what is seen, everywhere: enough to notice that a question goes unanswered."""
    for name in names:
        cursor.execute("select set_config('limen.ticket', %s, true)", [scene.people[name].actor.ticket])
        for table in tables:
            for line in seeing(cursor, table, scene.somebody(name, facts), facts, scene):
                yield f"{name} in {table}: {line}"


def reached(cursor: Cursor, change: str, rows: list[Fact], me: Somebody) -> set[Any]:
    """The rows that a change gets at; undone."""
    asked = _sql(f"{change} where id = %(id)s returning id")
    touched = tried(cursor, [(asked, {"id": row["id"], "me": me.me}) for row in rows])
    return {row["id"] for row, count in zip(rows, touched, strict=True) if count not in (0, REFUSED)}


def taken_of(cursor: Cursor, table: str, rows: list[Fact]) -> list[bool]:
    """Whether row security lets each new row in; a duplicate was let in, and refused for another reason."""
    return [count != REFUSED for count in tried(cursor, [_insert(table, row) for row in rows])]


def _insert(table: str, row: Fact) -> tuple[sql.Composed, list[Any]]:
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    places = sql.SQL(", ").join(sql.Placeholder() * len(row))
    statement = sql.SQL("insert into {} ({}) values ({})")
    if "id" not in row:
        statement = sql.SQL("insert into {} (id, {}) values (gen_random_uuid(), {})")
    return statement.format(sql.Identifier(table), names, places), list(row.values())


def tried(cursor: Cursor, changes: Sequence[tuple[sql.SQL | sql.Composed, Any]]) -> list[int]:
    """How many rows each change touches, or that it is refused, or would be there twice. Each is made and
    undone by itself; all of them are sent at once, since there are a hundred thousand."""
    if not changes:
        return []
    teller = psycopg.ClientCursor(cursor.connection)
    told = [teller.mogrify(change, values) for change, values in changes]
    # Simple statements, which are sent as they stand: `do` takes no values.
    teller.execute(_EACH.format(sql.Literal(told), sql.Literal(UNDONE), REFUSED, TWICE))
    row = teller.execute("select current_setting('limen_tests.touched')").fetchone()
    assert row is not None
    return [int(count) for count in row[0].split()]


REFUSED, TWICE, UNDONE = -1, -2, "LT001"
_EACH = sql.SQL("""
do $$
declare change text; touched bigint; every text := '';
begin
    foreach change in array {}::text[] loop
        begin
            execute change;
            get diagnostics touched = row_count;
            raise exception using errcode = {};
        exception
            when sqlstate 'LT001' then null;
            when insufficient_privilege then touched := {};
            when unique_violation then touched := {};
        end;
        every := every || touched || ' ';
    end loop;
    perform set_config('limen_tests.touched', every, true);
end $$""")


def _differences(does: str, what: set[Any], should: set[Any]) -> list[str]:
    return [f"{does} {key}" for key in what - should] + [f"never {does} {key}" for key in should - what]


def _sql(text: str) -> sql.SQL:
    return sql.SQL(text)
