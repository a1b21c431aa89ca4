"""What an action holds on to while it acts, so that two people take turns.

The order is the same everywhere: the meeting (``forums.meetings.claim``), then the case, then
what hangs on it; of several cases the oldest first. Two who meet then wait for each other, and
neither waits for ever.
"""

from cases.models import Case, Treatment
from forums.models import User


def claim_case(case: Case) -> Case:
    """The case as it is now, locked until the transaction ends."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("forum", "owner")
    return rows.get(pk=case.pk)


def claim_treatment(treatment: Treatment) -> Treatment:
    """The treatment as it is now, its case with it; both locked until the transaction ends."""
    hold_cases(treatment.case_id)
    rows = Treatment.objects.select_for_update(of=("self",))
    return rows.select_related("case", "forum", "text_confirmed_by").get(pk=treatment.pk)


def take_turns(person: User) -> None:
    """Let what one person does twice at once, with two clicks, be done one after the other."""
    list(User.objects.select_for_update().filter(pk=person.pk).values_list("pk"))


def hold_cases(*pks: int) -> None:
    """Lock the rows by primary key, and read nothing of what they say."""
    list(Case.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))
