"""The yearly wheel's rows: processes and meetings of the year, month by month and as a picture."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from forums.errors import Refused
from forums.models import Forum, User, YearlyProcess
from forums.wheel import Wheel, read_wheel
from forums.wheel_picture import draw
from forums.yearly import change_process, new_process, remove_process
from tests.factories import make_forum, make_meeting, make_member, make_secretary

pytestmark = pytest.mark.django_db
TODAY = date(2027, 6, 15)


def process(forum: Forum, begins: tuple[int, int], ends: tuple[int, int], name: str = "Budsjett"):  # type: ignore[no-untyped-def]
    return YearlyProcess.objects.create(
        name=name,
        forum=forum,
        from_day=begins[0],
        from_month=begins[1],
        to_day=ends[0],
        to_month=ends[1],
    )


def wheel(*forums: Forum, user: User | None = None) -> Wheel:
    return read_wheel(user or make_member(forums[0]), 2027, forums)


def words(found: Wheel) -> dict[str, list[str]]:
    """Month -> what is said of the processes there."""
    months = found.months(TODAY)
    return {row.name: [part.words for part in row.processes] for row in months}


# --- the list -----------------------------------------------------------------------------------


def test_a_process_stands_in_every_month_it_touches():
    forum = make_forum()
    process(forum, (10, 3), (5, 5))
    said = words(wheel(forum))
    assert said["mars"] == ["fra 10. mars"]
    assert said["april"] == ["hele måneden"]
    assert said["mai"] == ["til 5. mai"]
    assert said["juni"] == []


def test_a_process_over_new_year_is_in_both_ends_of_the_year():
    forum = make_forum()
    process(forum, (15, 11), (31, 1))
    found = wheel(forum)
    said = words(found)
    assert (said["november"], said["desember"]) == (["fra 15. november"], ["hele måneden"])
    assert said["januar"] == ["til 31. januar"]
    assert found.processes[0].period == "15. november – 31. januar"


def test_a_process_is_told_whole_where_it_is_met_first():
    forum = make_forum()
    process(forum, (10, 3), (5, 5))
    process(forum, (15, 11), (31, 1), "Regnskap")
    months = wheel(forum).months(TODAY)
    first = [row.name for row in months if any(part.is_first for part in row.processes)]
    assert first == ["januar", "mars"]


def test_a_short_process_has_both_its_days():
    forum = make_forum()
    process(forum, (1, 6), (5, 6))
    assert words(wheel(forum))["juni"] == ["1. juni–5. juni"]


def test_29_february_is_the_28th_in_a_year_without_it():
    row = process(make_forum(), (1, 2), (29, 2))
    assert row.spans_in(2027) == [(date(2027, 2, 1), date(2027, 2, 28))]
    assert row.spans_in(2028) == [(date(2028, 2, 1), date(2028, 2, 29))]


def test_meetings_stand_in_their_month_and_a_cancelled_one_is_only_in_the_list():
    forum = make_forum()
    make_meeting(forum, date(2027, 3, 9))
    make_meeting(forum, date(2027, 3, 16), status="cancelled", cancelled_because="Ingen sak")
    make_meeting(forum, date(2026, 3, 9))
    found = wheel(forum)
    assert len(found.months(TODAY)[2].meetings) == 2
    assert len(draw(found, TODAY).dots) == 1


def test_a_person_without_a_role_sees_nothing():
    forum = make_forum()
    process(forum, (1, 6), (5, 6))
    make_meeting(forum, date(2027, 3, 9))
    former = make_member(forum, end=date(2020, 1, 1))
    found = wheel(forum, user=former)
    assert (found.processes, found.meetings) == ([], [])


def test_the_year_is_read_with_two_queries(django_assert_num_queries):
    forums = [make_forum() for _n in range(5)]
    member = make_member(forums[0])
    for forum in forums:
        process(forum, (1, 6), (5, 6))
        make_meeting(forum, date(2027, 3, 9))
    assert member.group_names
    with django_assert_num_queries(2):
        found = wheel(*forums, user=member)
        assert len(draw(found, TODAY).arcs) == len(found.months(TODAY)[5].processes) == 5


# --- the picture --------------------------------------------------------------------------------


def test_each_level_is_a_ring_the_highest_innermost():
    top, low = make_forum(level=1), make_forum(level=4)
    bands = draw(wheel(top, low), TODAY).bands
    assert [band.ring.forums for band in bands] == [[top], [low]]
    assert float(bands[0].radius) < float(bands[1].radius)


def test_two_processes_at_once_lie_beside_each_other():
    forum = make_forum()
    for begins, ends in (((1, 2), (1, 5)), ((1, 3), (1, 6)), ((1, 9), (1, 10))):
        process(forum, begins, ends)
    at = {arc.process.number: radius(arc.d) for arc in draw(wheel(forum), TODAY).arcs}
    assert at[1] != at[2]
    assert at[1] == at[3]


def test_however_much_there_is_it_stays_within_the_wheel():
    forums = [make_forum(level=level) for level in range(1, 8)]
    for forum in forums:
        for month in range(1, 6):
            process(forum, (1, month), (20, month + 4))
        make_meeting(forum, date(2027, 3, 9))
    picture = draw(wheel(*forums), TODAY)
    outermost = picture.bands[-1]
    assert float(outermost.radius) + float(outermost.width) / 2 <= 326


def test_a_process_of_the_whole_year_is_drawn():
    forum = make_forum()
    process(forum, (1, 1), (31, 12))
    arc = draw(wheel(forum), TODAY).arcs[0]
    assert " 1 1 " in arc.d  # the large arc, with the clock


def test_today_is_marked_in_this_year_only():
    found = wheel(make_forum())
    assert draw(found, TODAY).today is not None
    assert draw(found, date(2026, 6, 15)).today is None


def radius(d: str) -> str:
    return d.split("A")[1].split()[0]


# --- who keeps it -------------------------------------------------------------------------------

FACTS = {"name": "Budsjett", "from_day": 1, "from_month": 6, "to_day": 1, "to_month": 9}


def test_the_secretariat_keeps_the_processes_with_history():
    secretary, forum = make_secretary(), make_forum()
    row = new_process(by=secretary, forum=forum, **FACTS)
    change_process(row, by=secretary, name="Årsbudsjett")
    with pytest.raises(Refused, match="hvorfor"):
        remove_process(row, by=secretary, why="")
    remove_process(YearlyProcess.objects.get(), by=secretary, why="Gjøres ikke mer")
    names = YearlyProcess.history.order_by("history_id").values_list("name", flat=True)
    assert list(names) == ["Budsjett", "Årsbudsjett", "Årsbudsjett"]


def test_others_do_not():
    forum = make_forum()
    member, row = make_member(forum), process(forum, (1, 6), (1, 9))
    for act in (
        lambda: new_process(by=member, forum=forum, **FACTS),
        lambda: change_process(row, by=member, name="x"),
        lambda: remove_process(row, by=member, why="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_month_has_twelve_at_most():
    with pytest.raises(ValidationError):
        new_process(by=make_secretary(), forum=make_forum(), **{**FACTS, "to_month": 13})
