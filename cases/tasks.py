"""What the worker does for cases."""

from celery import shared_task

from cases import search_index


@shared_task(name="cases.tasks.sweep_search", ignore_result=True, acks_late=True, time_limit=3600)
def sweep_search() -> None:
    """Mend the search's index where something was written behind its back."""
    search_index.sweep()
