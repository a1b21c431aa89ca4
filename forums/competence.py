"""What a forum may do on a given day, and which clause says so.

Competence comes only from the mandate in force that day. To conclude or decide takes a mandate
that the owner forum has agreed to or adopted; a preliminary mandate or a guiding note gives no
more than to prepare and recommend.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums.models import Act, Competence, Forum, Mandate, MandateStatus

RISING = (Act.PREPARE, Act.RECOMMEND, Act.CONCLUDE, Act.DECIDE)
NEEDS_BINDING = frozenset({Act.CONCLUDE, Act.DECIDE})


@dataclass(frozen=True)
class ForumCompetence:
    """The answer for one forum and one day.

    ``acts`` holds what the forum may do; ``withheld`` what the text would have given had the
    mandate been agreed or adopted.
    """

    forum: Forum
    day: date
    mandate: Mandate | None
    acts: dict[Act, Competence]
    withheld: dict[Act, Competence]

    def may(self, act: Act | str) -> bool:
        return Act(act) in self.acts

    @property
    def strongest(self) -> Act | None:
        return max(self.acts, key=RISING.index, default=None)

    @property
    def grounds(self) -> str:
        """The clauses and the mandate, e.g. "punkt 3 i Mandat for AU, 4. desember 2018"."""
        return _grounds(self.mandate, self.acts)

    @property
    def sentence(self) -> str:
        """The competence in words, for a page or a refusal."""
        name = self.forum.short_name
        if self.mandate is None:
            return _(
                "%(forum)s har ikke noe mandat som gjelder denne dagen, og kan bare gi råd og bli "
                "orientert."
            ) % {"forum": name}
        parts = [self._may_sentence(), self._may_not_sentence(), self._withheld_sentence()]
        return " ".join(part for part in parts if part)

    def _may_sentence(self) -> str:
        if not self.acts:
            return _("%(mandate)s gir ikke %(forum)s kompetanse til å behandle saker.") % {
                "mandate": named(self.mandate),
                "forum": self.forum.short_name,
            }
        return _("%(forum)s kan %(acts)s (%(grounds)s).") % {
            "forum": self.forum.short_name,
            "acts": listed(self.acts, _("og")),
            "grounds": self.grounds,
        }

    def _may_not_sentence(self) -> str:
        reach = RISING.index(self.strongest) if self.strongest else 0
        beyond = [act for act in RISING[reach + 1 :] if act not in self.acts]
        if not beyond:
            return ""
        return _("%(forum)s kan ikke %(acts)s.") % {
            "forum": self.forum.short_name,
            "acts": listed(beyond, _("eller")),
        }

    def _withheld_sentence(self) -> str:
        if not self.withheld:
            return ""
        return _(
            "Mandatet er ikke omforent eller vedtatt, og gir derfor ikke rett til å %(acts)s."
        ) % {"acts": listed(self.withheld, _("eller"))}


def competence_on(forum: Forum, day: date) -> ForumCompetence:
    """What ``forum`` may do on ``day``. Two queries."""
    return competences_on([forum], day)[forum.pk]


def competences_on(forums: Iterable[Forum], day: date) -> dict[int, ForumCompetence]:
    """The same for many forums at once, by primary key. Two queries however many."""
    forums = list(forums)
    clauses = Competence.objects.select_related("clause").order_by("clause__position", "pk")
    rows = (
        Mandate.objects.on(day)
        .filter(forum__in=forums)
        .prefetch_related(Prefetch("competences", clauses))
        .order_by("start")
    )
    newest = {mandate.forum_id: mandate for mandate in rows}
    return {forum.pk: competence_of(forum, newest.get(forum.pk), day) for forum in forums}


def competence_of(forum: Forum, mandate: Mandate | None, day: date) -> ForumCompetence:
    """Judge a mandate already read; uses its prefetched ``competences``."""
    acts: dict[Act, Competence] = {}
    withheld: dict[Act, Competence] = {}
    for row in mandate.competences.all() if mandate else ():
        act = Act(row.act)
        binds = act not in NEEDS_BINDING or (mandate is not None and mandate.is_binding)
        (acts if binds else withheld)[act] = row
    ordered = {act: acts[act] for act in RISING if act in acts}
    return ForumCompetence(forum, day, mandate, ordered, withheld)


def listed(acts: Iterable[Act], last: str) -> str:
    """The acts in words: "forberede, tilrå og konkludere"."""
    return joined([str(act.label) for act in acts], last)


def joined(words: list[str], last: str) -> str:
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def named(mandate: Mandate | None) -> str:
    """The mandate as it is cited: its title and the day it was adopted or dated."""
    if mandate is None:
        return ""
    day = mandate.adopted_on or mandate.source_date
    return f"{mandate.title}, {date_format(day)}" if day else mandate.title


def _grounds(mandate: Mandate | None, acts: dict[Act, Competence]) -> str:
    numbers = list(dict.fromkeys(row.clause.number for row in acts.values()))
    if not numbers:
        return named(mandate)
    note = mandate is not None and mandate.status == MandateStatus.MISSING
    text = (
        _("punkt %(numbers)s i notatet %(mandate)s")
        if note
        else _("punkt %(numbers)s i %(mandate)s")
    )
    return text % {"numbers": joined(numbers, _("og")), "mandate": named(mandate)}
