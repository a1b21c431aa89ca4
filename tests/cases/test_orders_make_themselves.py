"""A recurring order is made once a period, in time, whatever nights are missed or doubled."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import Order, RecurringOrder
from cases.recurring import made_on, make_due_orders
from cases.tasks import make_due_orders as task
from forums.clock import standing_at
from forums.history import save_by
from forums.models import Forum
from tests.cases.conftest import World, signed_in


@pytest.fixture
def recurring(world: World) -> RecurringOrder:
    row = RecurringOrder(
        from_forum=world.committee,
        to_forum=world.expert,
        what="Status for halvåret",
        why="AU skal vite hvordan det går.",
        rhythm="half_yearly",
        first_due=date(2026, 8, 31),
        working_days_ahead=10,
    )
    with standing_at(datetime(2026, 6, 1, 12, tzinfo=UTC)):
        return save_by(row, by=world.secretary)


def made() -> list[date]:
    return list(Order.objects.order_by("due").values_list("due", flat=True))


def test_it_is_made_the_working_days_before_it_is_due(recurring: RecurringOrder) -> None:
    assert made_on(recurring, date(2026, 8, 31)) == date(2026, 8, 17)
    assert make_due_orders(date(2026, 8, 14)) == 0
    assert make_due_orders(date(2026, 8, 17)) == 1
    order = Order.objects.get()
    assert (order.due, order.ordered_by, order.recurring) == (date(2026, 8, 31), None, recurring)


def test_two_runs_a_night_make_one(recurring: RecurringOrder) -> None:
    assert [make_due_orders(date(2026, 8, 17)) for _run in range(2)] == [1, 0]


def test_missed_nights_are_made_up_for_without_doubling(recurring: RecurringOrder) -> None:
    make_due_orders(date(2027, 9, 1))
    make_due_orders(date(2027, 9, 2))
    # 28 February: the month has no 31st.
    assert made() == [date(2026, 8, 31), date(2027, 2, 28), date(2027, 8, 31)]


def test_the_database_refuses_a_second_one_for_the_period(recurring: RecurringOrder) -> None:
    make_due_orders(date(2026, 8, 17))
    row = Order.objects.get()
    row.pk = None
    row._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_new_row_makes_nothing_for_periods_that_are_past(recurring: RecurringOrder) -> None:
    with standing_at(datetime(2026, 11, 24, 12, tzinfo=UTC)):
        save_by(recurring, by=None, why="Rettet")
    assert make_due_orders(date(2026, 11, 24)) == 0


def test_moving_the_date_does_not_order_the_period_again(recurring: RecurringOrder) -> None:
    make_due_orders(date(2026, 8, 17))
    recurring.first_due = date(2026, 9, 15)
    with standing_at(datetime(2026, 8, 18, 12, tzinfo=UTC)):
        save_by(recurring, by=None)
    assert make_due_orders(date(2026, 9, 14)) == 0


def test_one_out_of_use_makes_nothing(recurring: RecurringOrder) -> None:
    RecurringOrder.objects.update(is_active=False)
    assert make_due_orders(date(2026, 8, 17)) == 0


def test_a_forum_that_has_ended_is_asked_for_nothing(recurring: RecurringOrder) -> None:
    Forum.objects.filter(pk=recurring.to_forum_id).update(end=date(2026, 7, 1))
    assert make_due_orders(date(2026, 8, 17)) == 0


def test_the_worker_runs_it_each_night(recurring: RecurringOrder, settings) -> None:
    names = [row["task"] for row in settings.CELERY_BEAT_SCHEDULE.values()]
    assert task.name in names
    with standing_at(datetime(2026, 8, 17, 0, 20, tzinfo=UTC)):
        task()
    assert made() == [date(2026, 8, 31)]


def test_the_secretariat_keeps_them_with_history(world: World, recurring: RecurringOrder) -> None:
    url = reverse("kept_edit", args=["faste-bestillinger", recurring.pk])
    html = signed_in(world.secretary).get(reverse("kept_list", args=["faste-bestillinger"]))
    assert "Status for halvåret" in html.content.decode()
    data = {
        "from_forum": world.committee.pk,
        "to_forum": world.expert.pk,
        "what": "Status",
        "why": "AU skal vite.",
        "rhythm": "yearly",
        "first_due": "2026-08-31",
        "working_days_ahead": 20,
        "is_active": "on",
    }
    assert signed_in(world.secretary).post(url, data).status_code == 302
    assert (recurring.history.first().rhythm, recurring.history.count()) == ("yearly", 2)
    assert signed_in(world.expert_member).get(url).status_code == 403
