"""What the worker does for the organisation."""

from typing import Any

from celery import shared_task
from django.core.mail import send_mail

from forums import groups, imports, mail, vacancies
from forums.clock import today
from forums.models import ImportJob, ImportState, Invitation

# A mail server that is away is tried again for some hours; under the broker's 15 minutes each.
MAIL: dict[str, Any] = {
    "ignore_result": True,
    "acks_late": True,
    "autoretry_for": (OSError,),
    "retry_backoff": 15,
    "max_retries": 20,
}


@shared_task(name="forums.tasks.follow_memberships", ignore_result=True, acks_late=True)
def follow_memberships() -> None:
    """Make the groups right for today: memberships begin and end at midnight in Oslo."""
    groups.follow(today())


@shared_task(name="forums.tasks.follow_vacancies", ignore_result=True, acks_late=True)
def follow_vacancies() -> None:
    """Open and close the parties' tasks: a seat may become vacant, or taken, at midnight too."""
    vacancies.sweep(today())


@shared_task(name="forums.tasks.mail_invitation", **MAIL)
def mail_invitation(invitation: int, link: str) -> None:
    """Mail an invitation that is still open; ``link`` is stored nowhere but in the letter."""
    rows = Invitation.objects.open().select_related("user")
    row = rows.filter(pk=invitation).first()
    if row is not None:
        mail.send(row.user, "invitation", {"link": link, "expires_at": row.expires_at})


@shared_task(name="forums.tasks.mail_letter", **MAIL)
def mail_letter(subject: str, text: str, to: list[str]) -> None:
    """Mail what sign-in has written already."""
    send_mail(subject, text, None, to)


@shared_task(name="forums.tasks.check_import", ignore_result=True, acks_late=True)
def check_import(job_id: int) -> None:
    """Try a spreadsheet that is waiting for it; nothing when it has been tried."""
    jobs = ImportJob.objects.select_related("created_by")
    job = jobs.filter(pk=job_id, state=ImportState.CHECKING).first()
    if job is not None:
        imports.check(job)


@shared_task(name="forums.tasks.carry_out_import", ignore_result=True, acks_late=True)
def carry_out_import(job_id: int) -> None:
    """Read in a spreadsheet that somebody has approved; nothing when it is done."""
    job = ImportJob.objects.filter(pk=job_id, state=ImportState.IMPORTING).first()
    if job is not None:
        imports.carry_out(job)


@shared_task(name="forums.tasks.resume_imports", ignore_result=True, acks_late=True)
def resume_imports() -> None:
    """Start spreadsheets again that stopped on their way."""
    imports.resume_stuck()
