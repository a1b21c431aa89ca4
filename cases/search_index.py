"""The search's index, kept in step with the rows it is made from.

Each kind of row registers how its text is found. A tracked row that is saved or deleted
(``forums/history.py``) writes its own entry in the same transaction, so that whatever is
committed can be found at once; what is written in other ways is caught by ``sweep``, every night
and by ``manage.py rebuild_search``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from cases.models import SearchEntry, SearchKind
from forums.stems import FORM, composed, stems

BATCH = 1000
LONGEST_TEXT = 100_000  # signs; a longer paper is found by its beginning
FIELDS = ("case_id", "document_id", "forum_id", "is_open", "day", "title", "body")


@dataclass(frozen=True)
class Text:
    """What can be found of one row, and where a hit leads."""

    case_id: int
    is_open: bool
    day: date
    title: str
    body: str = ""
    document_id: int | None = None
    forum_id: int | None = None


@dataclass(frozen=True)
class Source:
    """The rows of a kind, with what ``read`` needs of them; ``read`` gives None for no text."""

    kind: SearchKind
    model: type[Model]
    rows: Callable[[], QuerySet[Any]]
    read: Callable[[Any], Text | None]


@dataclass(frozen=True)
class Difference:
    kind: SearchKind
    object_id: int
    wanted: Text | None


SOURCES: dict[type[Model], Source] = {}


def register(source: Source) -> None:
    SOURCES[source.model] = source


def index(row: Model, gone: bool = False) -> None:
    """Make the row's entry say what the row says; a row without text has none."""
    source = SOURCES.get(type(row))
    if source is None:
        return
    text = None if gone else source.read(row)
    if text is None:
        SearchEntry.objects.filter(kind=source.kind, object_id=row.pk).delete()
    else:
        write([entry(source.kind, row.pk, text)])


def entry(kind: SearchKind, object_id: int, text: Text) -> SearchEntry:
    title, body = tidy(text.title)[:300], tidy(text.body)
    title_stems = stems(title)
    return SearchEntry(
        kind=kind,
        object_id=object_id,
        case_id=text.case_id,
        document_id=text.document_id,
        forum_id=text.forum_id,
        is_open=text.is_open,
        day=text.day,
        title=title,
        body=body,
        title_stems=title_stems,
        stems=f"{title_stems} {stems(body)}".strip(),
        form=FORM,
    )


def write(entries: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["object_id", "kind"],
        update_fields=[*FIELDS, "title_stems", "stems", "form"],
    )


def differences() -> Iterator[Difference]:
    """Every place where the index does not say what the rows say, in batches of rows."""
    for source in sorted(SOURCES.values(), key=lambda source: source.kind):
        last = 0
        while rows := list(source.rows().filter(pk__gt=last).order_by("pk")[:BATCH]):
            first, last = last + 1, rows[-1].pk
            yield from _differ(source, {row.pk: source.read(row) for row in rows}, first, last)
        yield from _differ(source, {}, last + 1, None)


def sweep() -> int:
    """Mend every difference; returns how many there were."""
    count = 0
    batch: list[Difference] = []
    for difference in differences():
        batch.append(difference)
        count += 1
        if len(batch) == BATCH:
            _mend(batch)
            batch = []
    _mend(batch)
    return count


def tidy(text: str) -> str:
    return composed(text.replace("\x00", "")[:LONGEST_TEXT])


def _differ(
    source: Source, wanted: dict[int, Text | None], first: int, last: int | None
) -> Iterator[Difference]:
    stored = SearchEntry.objects.filter(kind=source.kind, object_id__gte=first)
    if last is not None:
        stored = stored.filter(object_id__lte=last)
    have = {row.pop("object_id"): row for row in stored.values("object_id", "form", *FIELDS)}
    for pk, text in wanted.items():
        if have.pop(pk, None) != _stored(text):
            yield Difference(source.kind, pk, text)
    for pk in have:
        yield Difference(source.kind, pk, None)


def _stored(text: Text | None) -> dict[str, object] | None:
    if text is None:
        return None
    facts = {name: getattr(text, name) for name in FIELDS}
    return {**facts, "title": tidy(text.title)[:300], "body": tidy(text.body), "form": FORM}


@transaction.atomic
def _mend(batch: list[Difference]) -> None:
    write([entry(row.kind, row.object_id, row.wanted) for row in batch if row.wanted])
    for kind in SearchKind:
        gone = [row.object_id for row in batch if row.kind == kind and row.wanted is None]
        if gone:
            SearchEntry.objects.filter(kind=kind, object_id__in=gone).delete()
