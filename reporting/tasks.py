"""What the worker does for what we tell."""

from celery import shared_task

from reporting import book_building, books


@shared_task(name="reporting.tasks.build_book", ignore_result=True, acks_late=True, time_limit=600)
def build_book(pk: int) -> None:
    """Make a meeting book that waits for it; nothing when it is made or being made."""
    book_building.build(pk)


@shared_task(name="reporting.tasks.sweep_books", ignore_result=True, acks_late=True)
def sweep_books() -> None:
    """Start books again that stopped on their way."""
    books.sweep()
