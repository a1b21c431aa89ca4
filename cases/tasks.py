"""What the worker does for cases and their papers."""

from celery import shared_task

from cases import permissions, preparing, recurring, search_index
from forums.clock import today


@shared_task(name="cases.tasks.make_due_orders", ignore_result=True, acks_late=True)
def make_due_orders() -> None:
    """Make the recurring orders whose time has come, those of missed nights included."""
    recurring.make_due_orders(today())


@shared_task(name="cases.tasks.prepare_version", ignore_result=True, acks_late=True)
def prepare_version(pk: int) -> None:
    """Read the text of an uploaded file, and make its PDF; nothing when it is done."""
    preparing.prepare(pk)


@shared_task(name="cases.tasks.prepare_what_waits", ignore_result=True, acks_late=True)
def prepare_what_waits() -> None:
    """Start files again that stopped on their way."""
    preparing.sweep()


@shared_task(name="cases.tasks.follow_grants", ignore_result=True, acks_late=True)
def follow_grants() -> None:
    """Named access begins and ends at midnight in Oslo; guardian's rows follow."""
    permissions.follow_grants()


@shared_task(name="cases.tasks.sweep_search", ignore_result=True, acks_late=True, time_limit=3600)
def sweep_search() -> None:
    """Mend the search's index where something was written behind its back."""
    search_index.sweep()
