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
    """True for the entries that hold the question, or hold it in the title.

    ``is_open`` asks for those that all representatives may read, or for the rest.
    """

    output_field = BooleanField()

    def __init__(
        self, question: Question, *, is_open: bool | None = None, in_title: bool = False
    ) -> None:
        super().__init__(F("pk"), F("is_open"))
        self.question, self.is_open, self.in_title = question, is_open, in_title

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> Any:
        """The numbers of the rows in the FTS5 table."""
        number, is_open = (compiler.compile(one)[0] for one in self.get_source_expressions())
        asked = self.question.for_sqlite("title_stems" if self.in_title else "stems")
        sql = f'{number} IN (SELECT rowid FROM "{FTS}" WHERE "{FTS}" MATCH %s)'  # noqa: S608
        params: list[Any] = [asked]
        if self.is_open is not None:
            sql, params = f"{sql} AND {is_open} = %s", [*params, self.is_open]
        return f"({sql})", params

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> Any:
        """The row's own ``tsvector``, which holds who may read it as well."""
        table = compiler.quote_name_unless_alias(self.get_source_expressions()[0].alias)
        asked = self.question.for_postgres("^" if self.in_title else "")
        if self.is_open is not None:
            asked = f"'{'=alle' if self.is_open else '=noen'}' & {asked}"
        return f'{table}."{VECTOR}" @@ %s::tsquery', [asked]
