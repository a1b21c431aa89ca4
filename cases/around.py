"""What is around a case: its orders, and the cases it has to do with."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import actions, sections
from cases.actions import Action
from cases.links import linked_to
from cases.merging import merged_cases
from cases.models import Case, CaseLink, Order, RouteKind
from cases.order_panel import with_facts
from cases.orders import WITH_ORDERS
from cases.permissions import may_edit, told_orders
from cases.routes import somebody_else_decides
from cases.situation import Situation
from cases.story import Story
from forums.models import User


def register_all() -> None:
    in_case = Q(case=OuterRef("pk")) | Q(answer_case=OuterRef("pk"))
    linked = Q(case=OuterRef("pk")) | Q(other=OuterRef("pk"))
    sections.register(
        "bestillinger",
        gettext_lazy("Bestillinger"),
        "cases/orders/_section.html",
        orders,
        position=60,
        pdf_template="pdf/_orders.html",
        present=Exists(Order.objects.filter(in_case)),
    )
    sections.register(
        "lenkede-saker",
        gettext_lazy("Saker den henger sammen med"),
        "cases/links/_section.html",
        links,
        position=80,
        pdf_template="pdf/_links.html",
        present=Exists(CaseLink.objects.filter(linked)),
    )
    sections.register(
        "like-saker",
        gettext_lazy("Slått sammen hit"),
        "cases/links/_merged.html",
        merged,
        position=85,
        pdf_template="pdf/_merged.html",
        present=Exists(Case.objects.filter(merged_into=OuterRef("pk"))),
    )
    actions.register(order_offer, position=60)
    actions.register(link_offer, position=80)


def orders(user: User, case: Case, story: Story) -> dict[str, Any] | None:
    """What was ordered in the case, and the orders that it answers. One query."""
    rows = told_orders(user, Order.objects.filter(Q(case=case) | Q(answer_case=case)))
    found = list(with_facts(rows).order_by("ordered_at", "pk"))
    return {"orders": found} if found else None


def links(user: User, case: Case, story: Story) -> dict[str, Any] | None:
    """The cases it is linked to. One query."""
    linked = linked_to(user, case)
    return {"linked": linked, "may_edit": may_edit(user, case)} if linked else None


def merged(user: User, case: Case, story: Story) -> dict[str, Any] | None:
    """The duplicates that ended in it, of those the person sees. One query."""
    found = list(merged_cases(user, case))
    return {"merged": found} if found else None


def order_offer(now: Situation, story: Story) -> list[Action]:
    """For one who decides on some order from the forum that has the case."""
    ways = now.along(RouteKind.ORDER)
    usable = [route for route in ways if now.may_use(route)]
    if now.case.status not in WITH_ORDERS or not (usable or now.is_secretariat):
        return []
    forum = now.case.forum
    why_not = ""
    if not usable:
        why_not = somebody_else_decides(ways[0]) if ways else _no_way(forum.short_name)
    told = _(
        "%(forum)s ber et annet forum om arbeid med en frist. De som sitter i forumet, "
        "saksbehandleren og de som følger saken, får varsel."
    ) % {"forum": forum.short_name}
    url = f"{reverse('order_new')}?fra={forum.slug}&sak={now.case.number}"
    return [Action(_("Bestill arbeid av et annet forum"), told, why_not, url)]


def link_offer(now: Situation, story: Story) -> list[Action]:
    """For those who may edit the case; an ended one is linked by the secretariat."""
    case = now.case
    if not may_edit(now.user, case):
        return []
    told = _("Begge sakene viser lenken til dem som kan se begge. Ingen får varsel.")
    url = reverse("case_link_new", args=[case.year, case.sequence])
    return [Action(_("Lenk til en annen sak"), told, "", url)]


def _no_way(forum: str) -> str:
    return _("Ingen saksvei lar %(forum)s bestille arbeid hos andre.") % {"forum": forum}
