"""Which texts of a case can be found, and where each of them is read from."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Prefetch
from django.utils import timezone

from cases.models import (
    AgendaItem,
    Case,
    Document,
    DocumentVersion,
    PartyPosition,
    SearchEntry,
    SearchKind,
    Treatment,
)
from cases.search_index import Source, Text, index, register
from forums import history
from forums.models import Meeting


def case_text(case: Case) -> Text:
    body = f"{case.summary}\n{case.public_title}".strip()
    day = timezone.localdate(case.created_at)
    return Text(case.pk, case.is_shown_to_all, day, case.title, body, forum_id=case.forum_id)


def conclusion_text(treatment: Treatment) -> Text | None:
    """What a forum came to. The title says nothing that anyone looks for."""
    if not treatment.text:
        return None
    moment = treatment.done_at or treatment.asked_at
    return Text(
        treatment.case_id,
        treatment.case.is_shown_to_all,
        timezone.localdate(moment),
        "",
        treatment.text,
        forum_id=treatment.forum_id,
    )


def item_text(item: AgendaItem) -> Text | None:
    """The item's number, what was proposed, and the text when it is not the treatment's own."""
    if item.treatment is None:
        return None
    own = item.text if item.text != item.treatment.text else ""
    parts = (item.proposal, own, item.oral_reason)
    return Text(
        item.treatment.case_id,
        item.treatment.case.is_shown_to_all,
        timezone.localdate(item.meeting.starts_at),
        item.label,
        "\n".join(part for part in parts if part),
        forum_id=item.meeting.forum_id,
    )


def paper_text(document: Document) -> Text:
    """A withdrawn one too: nothing is lost, and the hit says that it is withdrawn."""
    return paper_of(document, next(iter(document.versions.all()), None))


def paper_of(document: Document, newest: DocumentVersion | None) -> Text:
    """The text of the newest version: empty until it has been drawn out of the file."""
    day = newest.uploaded_at if newest else document.created_at
    return Text(
        document.case_id,
        document.case.is_shown_to_all and document.exempt_ground_id is None,
        timezone.localdate(day),
        document.title,
        newest.text if newest else "",
        document_id=document.pk,
        forum_id=document.case.forum_id,
    )


def position_text(position: PartyPosition) -> Text | None:
    body = "\n".join(part for part in (position.reason, position.statement) if part)
    if not body:
        return None
    return Text(
        position.treatment.case_id,
        position.treatment.case.is_shown_to_all,
        timezone.localdate(position.recorded_at),
        position.party.short_name,
        body,
        forum_id=position.treatment.forum_id,
    )


def on_write(row: Model, gone: bool) -> None:
    """The row's own entry; a meeting or a treatment also changes what its items say.

    The papers are where their case is, and move along with it.
    """
    index(row, gone)
    if isinstance(row, Case) and not gone:
        papers = SearchEntry.objects.filter(kind=SearchKind.PAPER, case=row)
        papers.exclude(forum=row.forum_id).update(forum=row.forum_id)
    if isinstance(row, Meeting | Treatment) and not gone:
        for item in row.agenda_items.select_related("meeting__forum", "treatment__case"):
            index(item)


def register_all() -> None:
    _source(SearchKind.CASE, Case, case_text)
    _source(SearchKind.CONCLUSION, Treatment, conclusion_text, "case")
    _source(SearchKind.ITEM, AgendaItem, item_text, "meeting__forum", "treatment__case")
    _source(SearchKind.POSITION, PartyPosition, position_text, "treatment__case", "party")
    newest = Prefetch("versions", DocumentVersion.objects.order_by("document_id", "-number"))
    rows = Document.objects.select_related("case").prefetch_related
    register(Source(SearchKind.PAPER, Document, lambda: rows(newest), paper_text))
    history.on_write(on_write)


def _source(
    kind: SearchKind, model: type[Model], read: Callable[[Any], Text | None], *related: str
) -> None:
    rows = model._default_manager.select_related
    register(Source(kind, model, lambda: rows(*(related or (None,))), read))
