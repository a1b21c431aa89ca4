"""What the worker does for the cases."""

from celery import shared_task

from cases import recurring
from forums.clock import today


@shared_task(name="cases.tasks.make_due_orders", ignore_result=True, acks_late=True)
def make_due_orders() -> None:
    """Make the recurring orders whose time has come, those of missed nights included."""
    recurring.make_due_orders(today())
