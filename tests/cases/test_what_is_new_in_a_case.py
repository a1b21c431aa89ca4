"""A reader is shown what has happened since last time, and may follow a case."""

from django.urls import reverse

from cases.events import record
from cases.models import Case, EventKind, Follower, LegalGround, Notice, Visit
from cases.readers import follow as start_following
from cases.routing import ask_for_treatment, lift_case, return_case
from forums.models import User
from tests.cases.conftest import World, draft, finish, opened, signed_in, treatment_in
from tests.factories import LONG_AGO, make_forum, make_ground, make_member, make_user


def address(name: str, case: Case) -> str:
    return reverse(name, args=[case.year, case.sequence])


def page(user: User, case: Case) -> str:
    return signed_in(user).get(case.get_absolute_url()).content.decode()


def read(user: User, case: Case, upto: object = 99, **headers: str) -> int:
    data = {"upto": str(upto)}
    return signed_in(user).post(address("case_seen", case), data, headers=headers).status_code


def ask(world: World, case: Case) -> None:
    ask_for_treatment(case, world.committee, "advise", by=world.secretary, reason="Hva koster det?")


def test_the_first_visit_has_nothing_new(world: World) -> None:
    assert "Nytt siden" not in page(world.steering_member, opened(world))


def test_what_happened_since_stands_in_words(world: World) -> None:
    case = opened(world)
    read(world.steering_member, case)
    ask(world, case)
    html = page(world.steering_member, case)
    assert "Nytt siden" in html
    assert "Bedt om behandling fra Sykkelgruppen til AU" in html
    assert "Hva koster det?" in html


def test_what_one_did_oneself_is_not_news(world: World) -> None:
    case = opened(world)
    read(world.secretary, case)
    ask(world, case)
    assert "Nytt siden" not in page(world.secretary, case)


def test_the_history_marks_what_is_new(world: World) -> None:
    case = opened(world)
    read(world.steering_member, case)
    ask(world, case)
    html = signed_in(world.steering_member).get(address("case_history", case)).content.decode()
    assert html.count("Nytt</span>") == 1


def test_looking_writes_nothing(world: World) -> None:
    case = opened(world)
    page(world.expert_member, case)
    assert not Visit.objects.exists()
    assert Notice.objects.filter(user=world.expert_member, read_at=None).exists()


def test_marking_as_read_reads_the_notices_of_that_case_only(world: World) -> None:
    case, other = opened(world), opened(world, title="En annen")
    assert read(world.expert_member, case) == 302
    unread = Notice.objects.filter(user=world.expert_member, read_at=None)
    assert {notice.event.case for notice in unread} == {other}


def test_the_script_gets_no_page_back(world: World) -> None:
    assert read(world.expert_member, opened(world), **{"X-Requested-With": "fetch"}) == 204


def test_an_old_window_never_takes_the_reader_back(world: World) -> None:
    case = opened(world)
    read(world.steering_member, case, 2)
    read(world.steering_member, case, 1)
    assert Visit.objects.get().last_event == 2


def test_nobody_has_read_what_has_not_happened(world: World) -> None:
    case = opened(world)
    read(world.steering_member, case, 900)
    assert Visit.objects.get().last_event == 2


def test_nonsense_changes_nothing(world: World) -> None:
    case = opened(world)
    for upto in ("", "x", "-1", "9" * 40, "²"):
        read(world.steering_member, case, upto)
    assert not Visit.objects.exists()


def follow(user: User, case: Case, following: str = "ja") -> int:
    data = {"following": following}
    return signed_in(user).post(address("case_follow", case), data).status_code


def test_two_clicks_on_follow_follow_once(world: World) -> None:
    case = opened(world)
    follow(world.steering_member, case)
    follow(world.steering_member, case)
    assert Follower.objects.count() == 1
    assert "Slutt å følge" in page(world.steering_member, case)


def test_one_stops_following(world: World) -> None:
    case = opened(world)
    follow(world.steering_member, case)
    follow(world.steering_member, case, "")
    assert not Follower.objects.exists()


def test_an_outsider_can_neither_follow_nor_mark_what_is_hidden(world: World) -> None:
    hidden = draft(world)
    outsider = make_member(make_forum())
    assert follow(outsider, hidden) == 404
    assert read(outsider, hidden) == 404
    assert follow(make_user(), opened(world)) == 403


def test_get_follows_nothing(world: World) -> None:
    case = opened(world)
    for name in ("case_follow", "case_seen"):
        assert signed_in(world.steering_member).get(address(name, case)).status_code == 405


def home(user: User) -> str:
    return signed_in(user).get("/").content.decode()


def test_my_page_gathers_what_is_new_by_case(world: World) -> None:
    case = opened(world)
    follow(world.committee_member, case)
    ask(world, case)
    html = home(world.committee_member)
    assert "Det er nytt i én sak." in html
    assert html.count(case.title) == 1


def test_my_page_is_silent_about_a_case_that_became_exempt(world: World) -> None:
    from cases.permissions import follow_route

    case = opened(world, title="Hemmelig kontrakt")
    follow(world.steering_member, case)
    ask(world, case)
    ground = LegalGround.objects.create(citation="offl. § 14", description="x", start=LONG_AGO)
    case.exempt_ground, case.public_title = ground, "Unntatt"
    case.save()
    follow_route(case)
    assert "Hemmelig kontrakt" not in home(world.steering_member)


def test_all_is_read_as_far_as_the_page_showed(world: World) -> None:
    first = opened(world)
    shown = Notice.objects.filter(user=world.expert_member).latest("pk").pk
    later = opened(world, title="Kom etterpå")
    data = {"upto": str(shown)}
    signed_in(world.expert_member).post(reverse("notices_read"), data)
    unread = Notice.objects.filter(user=world.expert_member, read_at=None)
    assert [notice.event.case for notice in unread] == [later]
    assert Visit.objects.get(user=world.expert_member).case == first


def test_reading_all_twice_is_once(world: World) -> None:
    opened(world)
    client = signed_in(world.expert_member)
    for words in ("Alt er merket som lest.", "Alt var alt lest."):
        data = {"upto": str(Notice.objects.latest("pk").pk)}
        html = client.post(reverse("notices_read"), data, follow=True).content.decode()
        assert words in html


def test_a_followed_case_without_news_is_there_too(world: World) -> None:
    case = opened(world)
    follow(world.steering_member, case)
    html = home(world.steering_member)
    assert "1 sak til du følger, uten noe nytt" in html
    assert case.title in html


def test_my_page_says_what_a_returned_case_lacks(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    lift_case(case, world.committee, by=world.head, reason="Videre.")
    return_case(case, by=world.secretary, reason="Kostnaden mangler.")
    html = signed_in(world.expert_member).get("/").content.decode()
    assert "«Kostnaden mangler.»" in html
    assert "«Videre.»" not in html


def test_my_page_says_what_a_forum_came_to(world: World) -> None:
    case = opened(world)
    start_following(case, by=world.steering_member)
    row = treatment_in(case, world.expert)
    finish(row)
    record(case, EventKind.TREATED, by=world.secretary, from_forum=row.forum, treatment=row)
    html = signed_in(world.steering_member).get("/").content.decode()
    assert "Behandlet i Sykkelgruppen: tilrådd" in html


def test_my_page_offers_no_reading_of_what_has_become_exempt(world: World) -> None:
    from cases.permissions import follow_route

    case = opened(world, title="Hemmelig kontrakt")
    follow(world.steering_member, case)
    ask(world, case)
    assert "Merk alle som lest" in home(world.steering_member)
    case.exempt_ground, case.public_title = make_ground(), "Unntatt"
    case.save()
    follow_route(case)
    assert "Merk alle som lest" not in home(world.steering_member)
    data = {"upto": str(Notice.objects.latest("pk").pk)}
    signed_in(world.steering_member).post(reverse("notices_read"), data)
    assert Notice.objects.filter(user=world.steering_member, read_at=None).exists()
