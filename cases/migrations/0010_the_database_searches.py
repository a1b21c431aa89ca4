"""What each database searches in, made by itself from the stems of an entry.

PostgreSQL: a stored column and a GIN index. SQLite: an FTS5 table over the same rows, followed
by triggers. When SQLite remakes ``cases_searchentry`` the triggers go with it; a migration that
alters that table ends with the operation below once more (it replaces what is there).
"""

from django.db import migrations

TABLE = "cases_searchentry"
NEW = "INSERT INTO cases_search(rowid, title_stems, stems) VALUES (new.id, new.title_stems, new.stems);"
OLD = (
    "INSERT INTO cases_search(cases_search, rowid, title_stems, stems) "
    "VALUES ('delete', old.id, old.title_stems, old.stems);"
)


def make(apps, editor):
    if editor.connection.vendor == "postgresql":
        # Besides the stems: =alle or =noen (who may read), and ^stem for the title's own.
        editor.execute(
            f"ALTER TABLE {TABLE} ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
            "to_tsvector('simple'::regconfig, stems) || array_to_tsvector(ARRAY["
            "CASE WHEN is_open THEN '=alle' ELSE '=noen' END] || "
            "string_to_array('^' || replace(title_stems, ' ', ' ^'), ' '))) STORED"
        )
        editor.execute(f"CREATE INDEX search_words ON {TABLE} USING gin (vector)")
        return
    take_away(apps, editor)
    editor.execute(
        "CREATE VIRTUAL TABLE cases_search USING fts5(title_stems, stems, "
        f"content='{TABLE}', content_rowid='id', tokenize='unicode61 remove_diacritics 0')"
    )
    editor.execute("INSERT INTO cases_search(cases_search) VALUES ('rebuild')")
    for name, event, body in (
        ("insert", "INSERT", NEW),
        ("update", "UPDATE", f"{OLD} {NEW}"),
        ("delete", "DELETE", OLD),
    ):
        editor.execute(
            f"CREATE TRIGGER cases_search_{name} AFTER {event} ON {TABLE} BEGIN {body} END"
        )


def take_away(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE {TABLE} DROP COLUMN vector")
        return
    for name in ("insert", "update", "delete"):
        editor.execute(f"DROP TRIGGER IF EXISTS cases_search_{name}")
    editor.execute("DROP TABLE IF EXISTS cases_search")


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_it_holds_from_now_on")]

    operations = [migrations.RunPython(make, take_away)]
