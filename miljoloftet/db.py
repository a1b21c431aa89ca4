"""Migration operations for truths that Django has no constraint for, on both engines."""

from collections.abc import Sequence

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.special import RunPython


def never_overlaps(table: str, name: str, same: Sequence[str], where: str = "") -> RunPython:
    """Rows of ``table`` alike in ``same`` share no day between ``start`` and ``end``.

    ``where`` narrows it to some rows: SQL with ``{row}`` before each column. PostgreSQL uses
    an exclusion constraint, SQLite two triggers; both raise IntegrityError naming ``name``.
    """

    def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            keys = ", ".join(f'"{column}" WITH =' for column in same)
            only = f"WHERE ({where.format(row='')})" if where else ""
            editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
            editor.execute(
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" EXCLUDE USING gist '
                f'({keys}, daterange("start", "end", \'[]\') WITH &&) {only}'
            )
            return
        keys = " AND ".join(f'other."{column}" = NEW."{column}"' for column in same)
        mine = f"AND ({where.format(row='NEW.')})" if where else ""
        theirs = f"AND ({where.format(row='other.')})" if where else ""
        for event in ("INSERT", "UPDATE"):
            editor.execute(
                f'CREATE TRIGGER "{name}_{event.lower()}" BEFORE {event} ON "{table}" '
                f'WHEN EXISTS (SELECT 1 FROM "{table}" other WHERE {keys} {mine} {theirs} '
                'AND other."id" IS NOT NEW."id" '
                'AND (other."end" IS NULL OR other."end" >= NEW."start") '
                'AND (NEW."end" IS NULL OR NEW."end" >= other."start")) '
                f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
            )

    def backwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
            return
        for event in ("insert", "update"):
            editor.execute(f'DROP TRIGGER "{name}_{event}"')

    return RunPython(forwards, backwards)


def append_only(table: str) -> RunPython:
    """Rows of ``table`` may be added, never changed or removed, whoever asks."""
    name = f"{table}_append_only"

    def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS '
                f"$$ BEGIN RAISE EXCEPTION '{name}' USING ERRCODE = '23000'; END $$"
            )
            editor.execute(
                f'CREATE TRIGGER "{name}" BEFORE UPDATE OR DELETE ON "{table}" '
                f'FOR EACH ROW EXECUTE FUNCTION "{name}"()'
            )
            return
        for event in ("UPDATE", "DELETE"):
            editor.execute(_refuse(name, table, event))

    def backwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f'DROP TRIGGER "{name}" ON "{table}"')
            editor.execute(f'DROP FUNCTION "{name}"()')
            return
        for event in ("update", "delete"):
            editor.execute(f'DROP TRIGGER "{name}_{event}"')

    return RunPython(forwards, backwards)


def append_only_again(table: str) -> RunPython:
    """Put back what ``append_only`` made: SQLite drops it with the table it remakes."""
    name = f"{table}_append_only"

    def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            return
        for event in ("UPDATE", "DELETE"):
            editor.execute(f'DROP TRIGGER IF EXISTS "{name}_{event.lower()}"')
            editor.execute(_refuse(name, table, event))

    return RunPython(forwards, RunPython.noop)


def _refuse(name: str, table: str, event: str) -> str:
    return (
        f'CREATE TRIGGER "{name}_{event.lower()}" BEFORE {event} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
    )


def whole_reasons(app: str) -> RunPython:
    """Let the histories of ``app`` hold a reason of any length, as SQLite has done all along.

    For databases made before the histories said so themselves.
    """

    def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        with editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name FROM information_schema.columns WHERE table_schema = "
                "current_schema() AND column_name = 'history_change_reason' "
                "AND data_type = 'character varying' AND table_name LIKE %s",
                [f"{app}_historical%"],
            )
            tables = [row[0] for row in cursor.fetchall()]
        for table in tables:
            editor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "history_change_reason" TYPE text')

    return RunPython(forwards, RunPython.noop)
