"""How each database is asked whether an entry holds what a person looks for.

Both search in what they have made of the entry's stems by themselves (migration 0061).
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

from forums.stems import Question

FTS = "cases_search"
VECTOR = "vector"


class Matches(Func):
    """True for the entries of ``SearchEntry`` that hold the question, or hold it in the title."""

    output_field = BooleanField()

    def __init__(self, question: Question, *, in_title: bool = False) -> None:
        super().__init__(F("pk"))
        self.question = question
        self.in_title = in_title

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> Any:
        """SQLite: the numbers of the rows in the FTS5 table."""
        number, params = compiler.compile(self.get_source_expressions()[0])
        asked = self.question.for_sqlite("title_stems" if self.in_title else "stems")
        return (
            f'{number} IN (SELECT rowid FROM "{FTS}" WHERE "{FTS}" MATCH %s)',  # noqa: S608
            [*params, asked],
        )

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> Any:
        """PostgreSQL: the row's own ``tsvector``, where the title's words weigh A."""
        column = self.get_source_expressions()[0]
        table = compiler.quote_name_unless_alias(column.alias)
        asked = self.question.for_postgres("A" if self.in_title else "")
        return f"{table}.\"{VECTOR}\" @@ to_tsquery('simple', %s)", [asked]
