"""A case that somebody may not see is not learnt of through the cases that were merged with it."""

import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from cases.links import link_cases
from cases.merging import merge_case
from cases.models import Case, Document, EventKind, Follower, Order, RoutingEvent
from cases.orders import answer_order, place_order
from cases.permissions import follow_route
from cases.readers import follow
from cases.routing import put_forward, reopen_case
from forums.clock import today
from forums.errors import Refused
from forums.models import User
from tests.cases.conftest import World, draft, opened, page, signed_in, verify
from tests.cases.papers import paper, text_of
from tests.cases.test_orders_between_forums import way  # noqa: F401
from tests.factories import make_ground

SECRET = "Forhandlingene om depotet"
WHY = "Samme tomt som i forhandlingene."
GIVEN_AWAY = ("slått sammen", "Slått sammen", "sammenslå", SECRET, WHY, "Unntatt sak")


def exempt(case: Case) -> Case:
    case.exempt_ground, case.public_title = make_ground(), "Unntatt sak"
    case.save()
    follow_route(case)
    return case


@pytest.fixture
def hidden(world: World) -> Case:
    return exempt(opened(world, title=SECRET))


@pytest.fixture
def twin(world: World, hidden: Case) -> Case:
    """A case that everyone sees, merged into one that the steering group does not see."""
    case = opened(world, title="Tvilling")
    follow(case, by=world.steering_member)
    return merge(world, case, hidden)


def merge(world: World, case: Case, into: Case) -> Case:
    merge_case(case, into, by=world.secretary, reason=WHY)
    case.refresh_from_db()
    return case


def outsider(world: World) -> User:
    return world.steering_member


def shown(user: User, url: str) -> str:
    """What the page says, less the words that its filters choose among."""
    return re.sub("<option.*?</option>", "", page(user, url).split("<main")[1])


def excel(user: User, query: str = "") -> list[list[object]]:
    content = signed_in(user).get(f"{reverse('case_list_excel')}{query}").content
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def pages_of(case: Case) -> list[str]:
    numbers = [case.year, case.sequence]
    return [
        case.get_absolute_url(),
        reverse("case_history", args=numbers),
        reverse("case_history", args=numbers) + "?endringer=ja",
        reverse("history", args=["cases", "case", case.pk]),
        *(reverse("history", args=["cases", "treatment", row.pk]) for row in case.treatments.all()),
        reverse("case_list"),
        f"{reverse('case_list')}?q=tvilling",
        f"{reverse('search')}?q=tvilling",
        f"{reverse('search')}?q={case.number}",
        reverse("home"),
        reverse("order_list"),
        case.forum.get_absolute_url(),
    ]


def test_no_page_gives_away_where_it_went(world: World, twin: Case, hidden: Case) -> None:
    for url in pages_of(twin):
        html = shown(outsider(world), url)
        assert not [words for words in (*GIVEN_AWAY, hidden.number) if words in html], url


def test_the_case_is_closed_to_the_one_who_sees_it_alone(world: World, twin: Case) -> None:
    html = page(outsider(world), twin.get_absolute_url())
    assert "Saken ble avsluttet" in html
    assert "Avsluttet i Sykkelgruppen" in html
    assert "Avsluttet i Sykkelgruppen" in page(outsider(world), reverse("home"))


def test_the_story_on_paper_gives_nothing_away(world: World, twin: Case, hidden: Case) -> None:
    url = reverse("case_story_pdf", args=[twin.year, twin.sequence])
    said = text_of(signed_in(outsider(world)).get(url).content)
    assert not [words for words in (*GIVEN_AWAY, hidden.number) if words in said]
    assert "Avsluttet i Sykkelgruppen" in said


def test_neither_does_the_file_of_the_list(world: World, twin: Case) -> None:
    row = next(row for row in excel(outsider(world)) if row[1] == "Tvilling")
    assert row[3] == "avsluttet"
    assert "Tvilling" not in str(excel(outsider(world), "?status=merged"))
    assert "Tvilling" in str(excel(outsider(world), "?status=closed"))


def test_the_lists_count_and_order_it_among_the_closed(world: World, twin: Case) -> None:
    html = page(outsider(world), f"{reverse('case_list')}?status=merged")
    assert "Tvilling" not in html
    assert "Tvilling" in page(outsider(world), f"{reverse('case_list')}?status=closed")
    assert "?status=merged" not in page(outsider(world), reverse("case_list"))
    assert "Tvilling" not in page(outsider(world), f"{reverse('search')}?q=tvilling&status=merged")
    other = opened(world, title="Åpen")
    Case.objects.filter(pk=other.pk).update(status="decided")
    order = page(outsider(world), f"{reverse('case_list')}?sortert=status").split("<tbody")[1]
    assert order.index("Tvilling") < order.index("Åpen")


def test_those_who_see_both_read_it_all(world: World, twin: Case, hidden: Case) -> None:
    for user in (world.secretary, world.expert_member):
        html = page(user, twin.get_absolute_url())
        assert f'href="{hidden.get_absolute_url()}"' in html
        history = page(user, reverse("case_history", args=[twin.year, twin.sequence]))
        assert "Slått sammen i Sykkelgruppen" in history
        assert WHY in history
        assert "Tvilling" in page(user, hidden.get_absolute_url())


def test_it_is_told_once_the_other_is_shown_to_all(world: World, twin: Case, hidden: Case) -> None:
    hidden.exempt_ground = None
    hidden.save()
    follow_route(hidden)
    assert "slått sammen" in page(outsider(world), twin.get_absolute_url())
    assert "Tvilling" in page(outsider(world), f"{reverse('case_list')}?status=merged")


def test_it_is_hidden_when_the_other_becomes_exempt_later(world: World) -> None:
    case, into = opened(world, title="Tvilling"), opened(world, title=SECRET)
    merge(world, case, into)
    assert "Slått sammen" in page(outsider(world), case.get_absolute_url())
    exempt(into)
    for url in pages_of(case)[:4]:
        html = shown(outsider(world), url)
        assert not [words for words in (*GIVEN_AWAY, into.number) if words in html], url


def test_a_hidden_duplicate_is_not_told_of_by_the_case_that_remains(world: World) -> None:
    into = opened(world, title="Den som blir")
    merge(world, draft(world, title=SECRET), into)
    before = into.events.count()
    assert not into.events.filter(kind=EventKind.TOOK_IN).exists()
    for url in pages_of(into):
        html = shown(outsider(world), url)
        assert not [words for words in GIVEN_AWAY if words in html], url
    assert "Slått sammen hit" in page(world.secretary, into.get_absolute_url())
    reopen_case(Case.objects.get(title=SECRET), by=world.secretary, reason="Likevel ikke.")
    assert into.events.count() == before


def test_a_duplicate_hidden_later_leaves_a_tidying(world: World) -> None:
    case, into = opened(world, title=SECRET), opened(world, title="Den som blir")
    merge(world, case, into)
    exempt(case)
    html = page(outsider(world), reverse("case_history", args=[into.year, into.sequence]))
    assert "Ryddet i saken" in html
    assert not [words for words in GIVEN_AWAY if words in html]
    assert "En lik sak slått sammen hit" in page(
        world.secretary, reverse("case_history", args=[into.year, into.sequence])
    )


def test_histories_from_before_are_read_the_same_way(world: World) -> None:
    """They call both sides of a merging the same."""
    case, into = opened(world, title=SECRET), opened(world)
    merge(world, case, into)
    event = into.events.get(kind=EventKind.TOOK_IN)
    old = RoutingEvent(**{f.attname: getattr(event, f.attname) for f in event._meta.fields})
    old.pk, old.sequence, old.kind = None, event.sequence + 1, EventKind.MERGED
    old.previous_hash = event.hash
    old.hash = old.fingerprint()
    old.save()
    assert verify(into) is None
    url = reverse("case_history", args=[into.year, into.sequence])
    assert page(outsider(world), url).count("En lik sak slått sammen hit") == 2
    exempt(case)
    assert page(outsider(world), url).count("Ryddet i saken") == 2


def test_a_follower_who_does_not_see_the_other_keeps_following(
    world: World, twin: Case, hidden: Case
) -> None:
    follows = Follower.objects.filter(user=outsider(world)).values_list("case", flat=True)
    assert list(follows) == [twin.pk]


def test_reopening_it_gives_nothing_away(world: World, twin: Case, hidden: Case) -> None:
    reopen_case(twin, by=world.secretary, reason="Likevel ikke det samme som i forhandlingene.")
    for url in pages_of(twin):
        html = shown(outsider(world), url)
        assert "forhandlingene" not in html, url
        assert not [words for words in GIVEN_AWAY if words in html], url
    assert "gjenåpnet" in page(outsider(world), twin.get_absolute_url()).lower()


def test_a_draft_merged_into_one_that_its_preparer_does_not_see(world: World) -> None:
    into = draft(world, title=SECRET)
    case = draft(world, title="Mitt utkast", by=world.expert_member, officer=world.expert_member)
    merge(world, case, into)
    html = page(world.expert_member, case.get_absolute_url())
    assert not [words for words in GIVEN_AWAY if words in html.split("<main")[1]]
    put_forward(into, by=world.secretary)
    assert SECRET in page(world.expert_member, case.get_absolute_url())


def ordered(world: World, **values: object) -> Order:
    return place_order(
        world.committee,
        world.expert,
        by=world.committee_leader,
        what="Tell syklene",
        why="Vi mangler tall.",
        due=today() + timedelta(days=9),
        **values,  # type: ignore[arg-type]
    )


def test_an_open_order_does_not_disappear_into_a_hidden_case(world: World, way) -> None:  # noqa: F811
    case = opened(world, forum=world.committee)
    ordered(world, case=case)
    into = exempt(opened(world, title=SECRET, forum=world.committee))
    with pytest.raises(Refused, match="Sykkelgruppen ser ikke sak"):
        merge(world, case, into)


def test_the_answer_to_an_order_does_not_name_a_hidden_case(
    world: World,
    hidden: Case,
    way,  # noqa: F811
) -> None:
    order = ordered(world)
    document: Document = paper(hidden, world.secretary, title="Hemmelige tall")
    answer_order(order, by=world.secretary, answer="312.", case=hidden, document=document)
    for url in (
        order.get_absolute_url(),
        reverse("history", args=["cases", "order", order.pk]),
        reverse("order_list"),
        world.expert.get_absolute_url(),
    ):
        html = shown(outsider(world), url)
        said = (SECRET, hidden.number, "Hemmelige tall", "vises ikke for deg", "Unntatt sak")
        assert not [words for words in said if words in html], url


def test_a_link_to_a_hidden_case_is_not_told_of(world: World, hidden: Case) -> None:
    case = opened(world)
    link_cases(case, hidden, by=world.secretary, kind="related", why=WHY)
    for url in pages_of(case)[:4]:
        html = shown(outsider(world), url)
        assert not [words for words in (*GIVEN_AWAY, hidden.number) if words in html], url
        assert "henger sammen" not in html, url
