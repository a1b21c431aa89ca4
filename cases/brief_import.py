"""A brief that was written in Word: read, sorted into the sections, and shown before it is kept."""

import re
import zipfile
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import IO, Any

import mammoth  # type: ignore[import-untyped]
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.brief_rules import require_length, require_write
from cases.brief_text import clean, to_html, tree_of
from cases.brief_tree import Block, Heading, Paragraph, text_of
from cases.brief_versions import keep
from cases.briefs import Saved, save_section
from cases.files import MEGABYTE, WORD, media_type_of
from cases.models import Brief, BriefSection, SectionUse, VersionReason
from forums.errors import Refused
from forums.models import User

MAX_MEGABYTES = 20
MAX_WORDS = 20 * MEGABYTE  # of XML, unpacked: it is read whole, and packs to very little
ALIKE = 0.6  # how much of the words two headings must share


@dataclass(frozen=True)
class Proposed:
    """What the file holds for one section, beside what is there."""

    section: BriefSection
    html: str


@dataclass(frozen=True)
class Reading:
    proposed: list[Proposed]
    notes: list[str]


def read_word(brief: Brief, file: File) -> Reading:  # type: ignore[type-arg]
    """What the file would put where; nothing is written. Raises Refused for what is not Word."""
    _require_word(file)
    pictures: list[str] = []

    @mammoth.images.img_element  # type: ignore[untyped-decorator]
    def left_out(image: Any) -> dict[str, str]:
        pictures.append("")
        return {"src": ""}

    try:
        html = mammoth.convert_to_html(file, convert_image=left_out).value
    except Exception as problem:  # mammoth fails in as many ways as a file can be wrong
        raise Refused(_("Filen kunne ikke leses. Lagre den på nytt i Word.")) from problem
    require_length(html)
    sections = list(brief.sections.order_by("position", "pk"))
    found, unplaced = _sorted_in(tree_of(html), sections)
    return Reading(
        [Proposed(row, clean(to_html(found[row.pk]))) for row in sections if found.get(row.pk)],
        _notes(len(pictures), unplaced),
    )


@transaction.atomic
def take_in(brief: Brief, chosen: list[tuple[BriefSection, str, int]], *, by: User) -> list[Saved]:
    """Put the approved texts in; the text as it was is kept as a version first.

    Each comes with the number that the person saw. Raises SectionConflict, having changed
    nothing, where somebody has written in one of them since.
    """
    brief = Brief.objects.select_for_update(of=("self",)).select_related("case").get(pk=brief.pk)
    require_write(by, brief)
    if not chosen:
        raise Refused(_("Velg minst én del som skal hentes inn."))
    keep(brief, VersionReason.IMPORTED, by=by)
    return [save_section(section, by=by, html=html, seen=seen) for section, html, seen in chosen]


def _sorted_in(
    blocks: list[Block], sections: list[BriefSection]
) -> tuple[dict[int, list[Block]], int]:
    """Blocks by section; what stands under no known heading goes to the background."""
    fallback = next((s for s in sections if s.use == SectionUse.BACKGROUND), None)
    here = fallback or (sections[0] if sections else None)
    found: dict[int, list[Block]] = {}
    unknown = 0
    for block in blocks:
        if here is None:
            break
        title = _title(block)
        match = _like(title, sections) if title else None
        if match is not None:
            here = match
            continue
        if isinstance(block, Heading):
            unknown += 1
        found.setdefault(here.pk, []).append(block)
    return found, unknown


def _title(block: Block) -> str:
    """A heading, or a short line that is strong all through, as many people write headings."""
    if isinstance(block, Heading):
        return text_of(block.line)
    if isinstance(block, Paragraph) and all(s.strong or s.text.isspace() for s in block.line):
        text = text_of(block.line)
        return text if len(text) <= 80 else ""
    return ""


def _like(title: str, sections: list[BriefSection]) -> BriefSection | None:
    words = _words(title)
    scored = [(SequenceMatcher(None, words, _words(row.heading)).ratio(), row) for row in sections]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= ALIKE else None


def _words(text: str) -> str:
    """The letters alone, without the number that stands before a heading."""
    return " ".join(re.findall(r"[^\W\d_]+", text.lower()))


def _notes(pictures: int, unknown: int) -> list[str]:
    notes = []
    if pictures:
        notes.append(
            ngettext(
                "%(n)s bilde er ikke med. Legg det ved saken som et eget dokument.",
                "%(n)s bilder er ikke med. Legg dem ved saken som egne dokumenter.",
                pictures,
            )
            % {"n": pictures}
        )
    if unknown:
        notes.append(
            ngettext(
                "%(n)s overskrift finnes ikke i malen. Den står under delen før.",
                "%(n)s overskrifter finnes ikke i malen. De står under delen før.",
                unknown,
            )
            % {"n": unknown}
        )
    return notes


def _require_word(file: File) -> None:  # type: ignore[type-arg]
    if not file.size:
        raise Refused(_("Filen er tom."))
    if file.size > MAX_MEGABYTES * MEGABYTE:
        raise Refused(
            _("Filen er for stor. Den kan være på høyst %(limit)s MB.") % {"limit": MAX_MEGABYTES}
        )
    if media_type_of(file) != WORD or _words_of(file) > MAX_WORDS:
        raise Refused(_("Dette er ikke en Word-fil vi kan lese. Lagre den som .docx."))


def _words_of(file: IO[bytes] | File) -> int:  # type: ignore[type-arg]
    """How large the file's own words are when they are unpacked; its pictures are not read."""
    with zipfile.ZipFile(file) as packed:
        parts = packed.infolist()
    size = sum(part.file_size for part in parts if not part.filename.startswith("word/media/"))
    file.seek(0)
    return size
