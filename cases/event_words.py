"""An event in words, as the one who reads may know it.

What is about a paper that is kept back, or another case, is told in full only to one who sees
that too (``for_reader``). To the others a case that was merged into a hidden one is closed, and
the case that took a hidden one in was tidied: both are true, and neither leads anywhere.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case, Document, EventKind, RoutingEvent
from cases.permissions import visible_documents, visible_to
from forums.permissions import Someone

E = TypeVar("E", bound=Iterable[RoutingEvent])
TAKES_IN = (EventKind.TOOK_IN, EventKind.UNMERGED)
BRIEFS = {
    EventKind.BRIEF_PASSED: gettext_lazy("saksframlegg til %(forum)s godkjent"),
    EventKind.BRIEF_RETURNED: gettext_lazy("saksframlegg til %(forum)s sendt tilbake"),
}
# What the words of an event need, for a page with many of them.
NEEDED = ("by", "from_forum", "to_forum", "party", "document", "other_case")


def for_reader(user: Someone, events: E) -> E:
    """The same events, each knowing whether the reader may see what it is about.

    Two queries at most; none where no event is about a kept paper or another case.
    """
    kept = {
        event.document_id
        for event in events
        if event.document is not None and event.document.exempt_ground_id is not None
    }
    others = {event.other_case_id for event in events if event.other_case_id is not None}
    papers = _seen(visible_documents(user, Document.objects.filter(pk__in=kept)), kept)
    cases = _seen(visible_to(user, Case.objects.filter(pk__in=others)), others)
    for event in events:
        event.reader_sees = (event.document_id in papers) or (event.other_case_id in cases)
    return events


def shown_kind(event: RoutingEvent) -> EventKind | None:
    """What kind of event it is to the reader; None for a tidying that says no more."""
    kind = EventKind(event.kind)
    if kind == EventKind.MERGED and _took_in(event):
        kind = EventKind.TOOK_IN
    if not event.is_kept_back or event.document_id is not None:
        return kind
    if kind in TAKES_IN:
        return None
    return EventKind.CLOSED if kind == EventKind.MERGED else kind


def sentence(event: RoutingEvent) -> str:
    """One event in words, with who and when."""
    moment = timezone.localtime(event.at)
    return _("%(who)s, %(day)s kl. %(time)s: %(what)s.") % {
        "who": event.by,
        "day": date_format(moment),
        "time": date_format(moment, "H:i"),
        "what": what_happened(event),
    }


def in_words(events: Iterable[RoutingEvent]) -> list[tuple[RoutingEvent, str]]:
    return [(event, what_happened(event)) for event in events]


def word_for(kind: EventKind | None) -> str:
    return _("ryddet i saken") if kind is None else str(kind.label)


def what_happened(event: RoutingEvent) -> str:
    """The event's kind and what it is about: "løftet fra AU til AKG", "dokument trukket: Notat"."""
    kind = shown_kind(event)
    what = word_for(kind)
    if event.to_forum and kind in BRIEFS:
        return str(BRIEFS[kind]) % {"forum": event.to_forum.short_name}
    about = event.party.name if event.party else event.paper_title
    if about:
        return _("%(what)s: %(about)s") % {"what": what, "about": about}
    if event.from_forum and event.to_forum and event.from_forum_id != event.to_forum_id:
        return _("%(what)s fra %(from)s til %(to)s") % {
            "what": what,
            "from": event.from_forum.short_name,
            "to": event.to_forum.short_name,
        }
    forum = event.to_forum or event.from_forum
    if forum:
        return _("%(what)s i %(forum)s") % {"what": what, "forum": forum.short_name}
    return what


def _took_in(event: RoutingEvent) -> bool:
    """Histories from before ``TOOK_IN`` call both sides of a merging the same."""
    return event.other_case is not None and event.other_case.merged_into_id == event.case_id


def _seen(rows: QuerySet[Any], asked: set[Any]) -> set[int]:
    return set(rows.values_list("pk", flat=True)) if asked else set()
