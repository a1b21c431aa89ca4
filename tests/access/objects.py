"""Which objects the lists, counts and searches give a person; the rules are expectations.txt's."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from openpyxl import load_workbook

from cases import memos
from cases.brief_rules import visible_briefs
from cases.follow_ups import visible_follow_ups
from cases.links import links_of
from cases.models import (
    AgendaItem,
    Anchoring,
    Brief,
    Case,
    Document,
    Mediation,
    Memo,
    MemoKind,
    Notice,
    Order,
    PartyPosition,
    SearchEntry,
    SearchKind,
)
from cases.notices import unread
from cases.orders import answer_order
from cases.permissions import visible_documents, visible_orders, visible_texts, visible_to
from forums.models import User
from tests.access.expectations import (
    READS_AROUND,
    READS_BRIEF,
    READS_CASE,
    READS_ORDER,
    READS_PAPER,
)
from tests.access.things import Things
from tests.cases.conftest import World

Given = Callable[[User], QuerySet[Any]]
Listing = tuple[str, dict[str, Any], dict[str, str], Given]


def listings(things: Things) -> list[Listing]:
    """(what, the objects by key, the rule of each, what the code gives a person)."""
    rows, cases, papers = things.rows, things.cases, things.papers
    texts = {
        key: SearchEntry.objects.get(case=case, kind=SearchKind.CASE) for key, case in cases.items()
    }
    # One that is withdrawn is read where it stands, and not found.
    found = {key: paper for key, paper in papers.items() if paper.withdrawn_at is None}
    paper_texts = {key: SearchEntry.objects.get(document=paper) for key, paper in found.items()}
    told = {key: case.events.latest("sequence") for key, case in cases.items()}

    def of_cases(model: Any, case: str = "case__") -> Given:
        return lambda user: visible_to(user, model.objects.order_by("pk"), case=case)

    return [
        ("cases", cases, READS_CASE, lambda user: visible_to(user, Case.objects.order_by("pk"))),
        ("papers", papers, READS_PAPER, lambda u: visible_documents(u, Document.objects.all())),
        ("orders", rows["order"], READS_ORDER, lambda u: visible_orders(u, Order.objects.all())),
        ("briefs", rows["brief"], READS_BRIEF, lambda u: visible_briefs(u, Brief.objects.all())),
        ("texts", texts, READS_CASE, lambda u: visible_texts(u, SearchEntry.objects.all())),
        (
            "paper texts",
            paper_texts,
            {key: rule for key, rule in READS_PAPER.items() if key in paper_texts},
            _texts,
        ),
        ("follow-ups", rows["follow_up"], READS_AROUND, visible_follow_ups),
        ("anchorings", rows["anchoring"], READS_AROUND, of_cases(Anchoring)),
        ("mediations", rows["mediation"], READS_AROUND, of_cases(Mediation)),
        ("positions", rows["position"], READS_AROUND, of_cases(PartyPosition, "treatment__case__")),
        (
            "links",
            {"exempt": rows["link"]["open"]},
            {"exempt": "reads an exempt case"},
            lambda user: links_of(user, cases["open"]),
        ),
        ("notices", told, READS_CASE, _told),
        ("memos", cases, READS_CASE, _about),
    ]


def _texts(user: User) -> QuerySet[SearchEntry]:
    return visible_texts(user, SearchEntry.objects.filter(kind=SearchKind.PAPER))


def _told(user: User) -> QuerySet[Any]:
    """The events that the person has unread notices of."""
    events = Notice._meta.get_field("event").related_model
    return events._default_manager.filter(pk__in=unread(user).order_by().values("event"))


def _about(user: User) -> QuerySet[Case]:
    """The cases whose new papers the person is told of."""
    return Case.objects.filter(pk__in=[memo.case_id for memo in memos.unread(user)])


def tell_everybody(things: Things, users: list[User]) -> None:
    """A notice of the last event of each case, as if all had been told at the time; and a memo."""
    Notice.objects.all().delete()
    Memo.objects.all().delete()
    for case in things.cases.values():
        memos.send(MemoKind.PAPERS, [user.pk for user in users], by=None, about=case)
    Notice.objects.bulk_create(
        Notice(event=case.events.latest("sequence"), user=user, why="follows")
        for case in things.cases.values()
        for user in users
    )


def put_in_the_way(things: Things) -> None:
    """What is exempt stands behind an agenda item, an anchoring and an answer that all may see."""
    hidden, case = things.papers["exempt paper"], things.cases["exempt"]
    AgendaItem.objects.filter(pk=things.item.pk).update(paper=hidden, oral_reason="")
    Anchoring.objects.filter(pk=things.rows["anchoring"]["open"].pk).update(paper=hidden)
    answer_order(
        things.rows["order"]["no case"],
        by=things.world.secretary,
        answer="Se saken",
        case=case,
        document=hidden,
    )


def pages(world: World, things: Things) -> list[tuple[str, dict[str, str]]]:
    """(address, the words that stand there for those whom the rule lets read)."""
    titles = {things.cases[key].title: rule for key, rule in READS_CASE.items()}
    around = {things.cases[key].title: rule for key, rule in READS_AROUND.items()}
    hidden = things.cases["exempt"].title
    paper = {"Hemmelig anbud": "reads an exempt paper"}
    kept = {hidden: "reads an exempt case", **paper}
    order = things.rows["order"]["no case"]
    search = reverse("search")
    return [
        (reverse("home"), titles),
        (reverse("case_list"), titles),
        (f"{reverse('case_list')}?q=hemmelig", {hidden: "reads an exempt case"}),
        (reverse("case_list_excel"), titles),
        (f"{search}?q=bru", {"<mark>": "reads a draft"}),
        (f"{search}?q=kjøp", {"<mark>": "reads an exempt case"}),
        (f"{search}?q=anbud&hva=dokument", {"/saker/dokument/": "reads an open case"}),
        (f"{search}?q=anbud", {"Hemmelig <mark>": "reads an exempt paper"}),
        (world.committee.get_absolute_url(), around),
        (
            world.steering.get_absolute_url(),
            {f"syklene i {title}": r for title, r in around.items()},
        ),
        (reverse("party", args=[world.party.slug]), around),
        (reverse("order_list"), around),
        (reverse("follow_up_list"), {f"Måle {title}": rule for title, rule in around.items()}),
        (things.cases["open"].get_absolute_url(), kept),
        (
            things.cases["open"].get_absolute_url() + "saksgang.pdf",
            paper,
        ),
        (
            things.cases["open"].get_absolute_url() + "historikk/",
            paper,
        ),
        (things.meeting.get_absolute_url(), paper),
        (order.get_absolute_url(), kept),
        (reverse("history", args=["cases", "order", order.pk]), kept),
        (
            things.cases["open"].get_absolute_url() + "historikk/?endringer=ja",
            # It was written before the case was put forward.
            {"Hemmelig anbud": "reads a draft"},
        ),
        (
            things.papers["redacted copy"].get_absolute_url(),
            {
                "Hemmelig anbud": "reads nothing",
                "Til originalen": "reads an exempt paper",
            },
        ),
        (
            reverse("history", args=["cases", "document", things.papers["redacted copy"].pk]),
            {
                "Hemmelig anbud": "reads nothing",
            },
        ),
        (reverse("parity"), {"Hemmelig anbud": "secretariat"}),
        (reverse("parity") + "?som=excel", {"Hemmelig anbud": "secretariat"}),
    ]


def words_of(response: HttpResponse) -> str:
    """What the page, or the cells of the workbook, say."""
    if "spreadsheet" not in response.headers["Content-Type"]:
        return response.content.decode()
    book = load_workbook(BytesIO(response.content))
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return "\n".join(str(cell) for cell in cells if cell)
