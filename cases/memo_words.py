"""A memo in words, and where it leads."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Brief, FollowUp, Memo, MemoKind, Order
from miljoloftet.templatetags.days import day


@dataclass(frozen=True)
class Line:
    memo: Memo
    told: str
    url: str


def line(memo: Memo) -> Line:
    if memo.order is not None:
        return Line(memo, _of_order(memo, memo.order), memo.order.get_absolute_url())
    if memo.brief is not None:
        return Line(memo, _of_brief(memo, memo.brief), reverse("brief", args=[memo.brief.pk]))
    if memo.follow_up is not None:
        url = f"{memo.follow_up.case.get_absolute_url()}#oppfolging"
        return Line(memo, _of_task(memo, memo.follow_up), url)
    assert memo.case is not None
    told = _("Det er lagt dokumenter i «%(title)s»") % {"title": memo.case.title}
    return Line(memo, told, f"{memo.case.get_absolute_url()}#dokumenter")


def _of_order(memo: Memo, order: Order) -> str:
    words = {
        "what": order.what,
        "from": order.from_forum.short_name,
        "to": order.to_forum.short_name,
        "due": day(order.due),
    }
    match memo.kind:
        case MemoKind.ORDER_ANSWERED:
            return _("%(to)s har svart %(from)s på bestillingen «%(what)s»") % words
        case MemoKind.ORDER_WITHDRAWN:
            return _("%(from)s har trukket bestillingen «%(what)s» til %(to)s") % words
    return _("%(from)s har bestilt «%(what)s» hos %(to)s, med frist %(due)s") % words


def _of_brief(memo: Memo, brief: Brief) -> str:
    words = {"title": brief.case.title, "forum": brief.forum.short_name}
    if memo.kind == MemoKind.ROUND_ANSWERED:
        return _("Kommentarer til saksframlegget «%(title)s» til %(forum)s") % words
    return _("Du er bedt om å kommentere saksframlegget «%(title)s» til %(forum)s") % words


def _of_task(memo: Memo, task: FollowUp) -> str:
    words = {"what": task.what, "due": day(task.due)}
    if memo.kind == MemoKind.TASK_TAKEN:
        return _("Du har ikke lenger ansvar for oppfølgingen «%(what)s»") % words
    return _("Du har fått ansvar for oppfølgingen «%(what)s», med frist %(due)s") % words
