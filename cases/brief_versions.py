"""Versions of a brief: the whole text at one moment, kept and compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.brief_rules import require_write
from cases.brief_text import plain
from cases.models import Brief, BriefVersion, VersionReason
from forums.clock import now
from forums.differences import Piece, words
from forums.models import User

Text = list[dict[str, Any]]


@dataclass(frozen=True)
class SectionPair:
    """One section in two versions, with the words that went out and came in."""

    heading: str
    left: list[Piece]
    right: list[Piece]
    same: bool
    only_shape: bool


def text_now(brief: Brief) -> Text:
    rows = brief.sections.order_by("position", "pk")
    return [{"key": row.pk, "heading": row.heading, "html": row.html} for row in rows]


@transaction.atomic
def keep_version(brief: Brief, *, by: User, note: str = "") -> BriefVersion:
    """Keep the text as it is now; the newest version where it is the same already."""
    brief = Brief.objects.select_for_update(of=("self",)).select_related("case").get(pk=brief.pk)
    require_write(by, brief)
    last = brief.versions.order_by("-number").first()
    if last is not None and last.sections == text_now(brief) and not note.strip():
        return last
    return keep(brief, VersionReason.KEPT, by=by, note=note)


def keep(brief: Brief, reason: VersionReason, *, by: User, note: str = "") -> BriefVersion:
    """Add a version; the caller has locked the brief."""
    last = brief.versions.order_by("-number").first()
    return BriefVersion.objects.create(
        brief=brief,
        number=last.number + 1 if last else 1,
        reason=reason,
        at=now(),
        by=by,
        note=note,
        sections=text_now(brief),
    )


def compare(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> list[SectionPair]:
    """Section by section, in the order of the newer text."""
    before = {row["heading"]: row for row in old}
    after = {row["heading"] for row in new}
    gone = [row for row in old if row["heading"] not in after]
    pairs = [_pair(row["heading"], before.get(row["heading"]), row) for row in new]
    return pairs + [_pair(row["heading"], row, None) for row in gone]


def _pair(heading: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> SectionPair:
    before, after = (old or {}).get("html", ""), (new or {}).get("html", "")
    left, right = word_pair(before, after)
    return SectionPair(
        heading, left, right, before == after, before != after and plain(before) == plain(after)
    )


def word_pair(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """The words of two texts in pieces, marked where they differ."""
    return words(plain(before), plain(after))


def in_words(pairs: Sequence[SectionPair]) -> str:
    changed = [pair.heading for pair in pairs if not pair.same]
    if not changed:
        return _("De to versjonene er like.")
    return _("Forskjellig: %(headings)s.") % {"headings": ", ".join(changed)}
