"""Tells the demo's orders: the recurring ones that make themselves, and those people made."""

from collections.abc import Callable
from datetime import date
from functools import partial

from cases.models import Case, Order, RecurringOrder, Rhythm
from cases.orders import answer_order, place_order, withdraw_order
from cases.recurring import due_dates, made_on, make_due_orders
from forums.demo import Organisation
from forums.demo_file import Row
from forums.history import save_by
from forums.models import Membership, Role, User
from forums.workdays import on_or_before

RHYTHMS = {
    "hvert år": Rhythm.YEARLY,
    "hvert halvår": Rhythm.HALF_YEARLY,
    "hvert kvartal": Rhythm.QUARTERLY,
}
Add = Callable[[date, str, Callable[[], object]], None]
FIRST = "06:00"


class OrderStory:
    """The orders as steps; ``add`` puts one at its moment, ``find`` gives a case by title."""

    def __init__(self, organisation: Organisation, add: Add, find: Callable[[str], Case]) -> None:
        self.org = organisation
        self.file = organisation.file
        self.add = add
        self.find = find

    def add_steps(self) -> None:
        for row in self.file["faste bestillinger"]:
            for slug in self.file.forums_named(row["hos"]):
                recurring = self._recurring(row, slug)
                self.add(row["fra"], FIRST, partial(save_by, recurring, by=None))
            for due, answers in row.get("svar", {}).items():
                for slug, answer in answers.items():
                    told = partial(self._answer_recurring, row["hva"], slug, due, answer)
                    self.add(on_or_before(answer["den"]), "10:00", told)
            self._nights(recurring)
        for row in self.file["bestillinger"]:
            self._order(row)

    def _nights(self, recurring: RecurringOrder) -> None:
        """The nights when such an order makes itself, as the worker would."""
        for due in due_dates(recurring):
            night = made_on(recurring, due)
            if night > self.file.load_day:
                return
            self.add(night, "06:10", partial(make_due_orders, night))

    def _recurring(self, row: Row, slug: str) -> RecurringOrder:
        return RecurringOrder(
            from_forum=self.org.forums[row["fra forum"]],
            to_forum=self.org.forums[slug],
            what=row["hva"],
            why=row["hvorfor"],
            rhythm=RHYTHMS[row["hvor ofte"]],
            first_due=row["første frist"],
            source=row["kilde"],
        )

    def _answer_recurring(self, what: str, slug: str, due: date, answer: Row) -> None:
        # Told on an early day, the file's days are whole weeks off the months of the rhythm.
        rows = Order.objects.filter(to_forum__slug=slug, what=what).order_by("due")
        order = min(rows, key=lambda row: abs(row.due - due))
        answer_order(order, by=self._answers_for(slug), answer=answer["tekst"])

    def _order(self, row: Row) -> None:
        made: list[Order] = []
        self.add(row["bestilt"], "11:00", lambda: made.append(self._place(row)))
        if "besvart" in row:
            self.add(row["besvart"], "11:30", lambda: self._answer(made[0], row))
        if "trukket" in row:
            self.add(row["trukket"], "11:30", lambda: self._withdraw(made[0], row))

    def _place(self, row: Row) -> Order:
        return place_order(
            self.org.forums[row["fra"]],
            self.org.forums[row["hos"]],
            by=self.org.people[row["av"]],
            what=row["hva"],
            why=row["hvorfor"],
            due=row["frist"],
            case=self.find(row["sak"]) if "sak" in row else None,
            in_meeting=row.get("i møte", False),
        )

    def _answer(self, order: Order, row: Row) -> None:
        case = self.find(row["svar i sak"]) if "svar i sak" in row else None
        answer_order(order, by=self._answers_for(row["hos"]), answer=row["svar"], case=case)

    def _withdraw(self, order: Order, row: Row) -> None:
        withdraw_order(order, by=self.org.people[row["av"]], reason=row["fordi"])

    def _answers_for(self, slug: str) -> User:
        rows = Membership.objects.current().filter(forum__slug=slug, role=Role.LEADER)
        leader = rows.select_related("user").order_by("pk").first()
        return leader.user if leader else self.org.people[self.file["møtesekretær"]]
