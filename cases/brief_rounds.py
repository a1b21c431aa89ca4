"""Comment rounds: who is asked, by when, what they say, and what became of it.

A round is over when its last day has passed; nobody has to end it, though the authors may.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from cases import memos
from cases.brief_rules import is_author, require_write, visible_briefs, written_briefs
from cases.briefs import require_can_see
from cases.models import (
    Brief,
    BriefSection,
    BriefState,
    Comment,
    CommentRequest,
    CommentRound,
    CommentState,
    MemoKind,
)
from cases.waiting import Row
from forums.clock import now, today
from forums.conflicts import require_unchanged
from forums.edits import require_reason
from forums.errors import Refused
from forums.history import save_by
from forums.models import User
from forums.permissions import is_secretariat
from forums.workdays import add_working_days


@transaction.atomic
def start_round(
    brief: Brief, people: Iterable[User], *, by: User, working_days: int, message: str = ""
) -> CommentRound:
    """Ask the people, until the end of the day so many working days ahead."""
    brief = Brief.objects.select_for_update(of=("self",)).select_related("case").get(pk=brief.pk)
    require_write(by, brief)
    people = [person for person in people if person.pk != by.pk]
    if not people:
        raise Refused(_("Velg minst én person å spørre, en annen enn deg selv."))
    if open_round(brief) is not None:
        raise Refused(_("Det går alt en kommentarrunde. Avslutt den før du starter en ny."))
    require_can_see(people, brief.case)
    found = CommentRound(
        brief=brief,
        due=add_working_days(today(), working_days),
        message=message,
        started_by=by,
        started_at=now(),
    )
    found.full_clean()
    save_by(found, by=by)
    requests = [CommentRequest(round=found, user=person) for person in people]
    bulk_create_with_history(requests, CommentRequest, default_user=by, default_date=now())
    memos.send(MemoKind.ROUND_ASKED, [person.pk for person in people], by=by, about=brief)
    return found


@transaction.atomic
def end_round(found: CommentRound, *, by: User) -> CommentRound:
    """End it before its day; ending it twice changes nothing."""
    found = _locked(found)
    if not is_author(by, found.brief):
        raise PermissionDenied
    if not is_open(found):
        return found
    found.ended_by, found.ended_at = by, now()
    return save_by(found, by=by, fields=["ended_by", "ended_at"])


@transaction.atomic
def add_comment(found: CommentRound, section: BriefSection, *, by: User, text: str) -> Comment:
    """Say something about a section. The same words sent twice are said once."""
    found = _locked(found)
    _require_asked(found, by)
    if section.brief_id != found.brief_id:
        raise Refused(_("Velg en del av dette saksframlegget."))
    text = text.strip()
    if not text:
        raise Refused(_("Skriv kommentaren."))
    said = found.comments.filter(section=section, by=by, text=text).first()
    if said is not None:
        return said
    comment = Comment(round=found, section=section, by=by, at=now(), text=text)
    comment.full_clean()
    return save_by(comment, by=by)


@transaction.atomic
def answer_round(found: CommentRound, *, by: User) -> CommentRequest:
    """Say that all is said; more comments may still be added until the round is over."""
    found = _locked(found)
    request = _require_asked(found, by)
    if request.answered_at is None:
        request.answered_at = now()
        save_by(request, by=by, fields=["answered_at"])
        memos.overtaken(MemoKind.ROUND_ASKED, found.brief, [by.pk])
        memos.send(MemoKind.ROUND_ANSWERED, [found.started_by_id], by=by, about=found.brief)
    return request


@transaction.atomic
def judge_comment(
    comment: Comment,
    *,
    by: User,
    state: CommentState | str,
    reply: str = "",
    seen: int | None = None,
) -> Comment:
    """Say whether the comment is taken in; why, when it is not.

    Raises Conflict when another author answered after version ``seen``.
    """
    rows = Comment.objects.select_for_update(of=("self",)).select_related("round__brief__case")
    comment = rows.get(pk=comment.pk)
    if not is_author(by, comment.round.brief):
        raise PermissionDenied
    if CommentState(state) == CommentState.NOT_TAKEN:
        require_reason(reply)
    values = {"state": CommentState(state), "reply": reply.strip()}
    require_unchanged(comment, seen, values, typed=values, thing=_("svaret"))
    if (comment.state, comment.reply) == (values["state"], values["reply"]):
        return comment
    comment.state, comment.reply = values["state"], values["reply"]
    comment.replied_by, comment.replied_at = by, now()
    comment.full_clean()
    return save_by(comment, by=by, fields=["state", "reply", "replied_by", "replied_at"])


def is_open(found: CommentRound) -> bool:
    return found.ended_at is None and found.due >= today()


def open_round(brief: Brief) -> CommentRound | None:
    return CommentRound.objects.open_on(today()).filter(brief=brief).first()


def last_round(brief: Brief) -> CommentRound | None:
    return brief.rounds.select_related("started_by").order_by("-started_at", "-pk").first()


def waiting_comments(user: User) -> list[Row]:
    """The briefs that the person is asked about and has not answered. One query."""
    rows = CommentRequest.objects.filter(
        user=user,
        answered_at__isnull=True,
        round__in=CommentRound.objects.open_on(today()),
        round__brief__in=visible_briefs(user, Brief.objects.all()),
    ).select_related("round__brief__case", "round__brief__forum", "round__started_by")
    return [
        Row(
            _("Kommenter saksframlegget «%(title)s»") % {"title": row.round.brief.case.title},
            reverse("brief", args=[row.round.brief_id]),
            (
                row.round.brief.case.number,
                _("Til %(forum)s") % {"forum": row.round.brief.forum.short_name},
                _("Spurt av %(person)s") % {"person": row.round.started_by},
            ),
            row.round.due,
        )
        for row in rows.order_by("round__due", "pk")
    ]


def waiting_briefs(user: User) -> list[Row]:
    """Briefs for the secretariat to judge, and those returned to the ones who write. One query."""
    running = Brief.objects.filter(case__closed_at__isnull=True)
    writes = Q(case__officer=user) | Q(co_authors=user) | Q(submitted_by=user)
    mine = written_briefs(user, running).filter(writes, state=BriefState.RETURNED)
    states = [BriefState.SUBMITTED] if is_secretariat(user) else []
    rows = running.filter(Q(state__in=states) | Q(pk__in=mine.values("pk")))
    rows = rows.select_related("case", "forum", "submitted_by")
    titles = {
        BriefState.SUBMITTED: _("Se gjennom saksframlegget «%(title)s»"),
        BriefState.RETURNED: _("Rett saksframlegget «%(title)s»"),
    }
    return [
        Row(
            titles[BriefState(row.state)] % {"title": row.case.title},
            reverse("brief", args=[row.pk]),
            (
                row.case.number,
                _("Til %(forum)s") % {"forum": row.forum.short_name},
                _brief_fact(row),
            ),
            None,
        )
        for row in rows.order_by("submitted_at", "pk")
    ]


def _brief_fact(row: Brief) -> str:
    if row.state == BriefState.RETURNED:
        return _("Mangler: %(what)s") % {"what": truncatewords(row.return_reason, 30)}
    return _("Sendt av %(person)s") % {"person": row.submitted_by}


def _require_asked(found: CommentRound, by: User) -> CommentRequest:
    request = found.requests.filter(user=by).first()
    if request is None:
        raise PermissionDenied
    if not is_open(found):
        raise Refused(_("Kommentarrunden er over."))
    return request


def _locked(found: CommentRound) -> CommentRound:
    rows = CommentRound.objects.select_for_update(of=("self",))
    return rows.select_related("brief__case").get(pk=found.pk)
