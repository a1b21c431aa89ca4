"""What the worker does for the organisation."""

from celery import shared_task

from forums import groups, mail
from forums.clock import today
from forums.models import Invitation


@shared_task(name="forums.tasks.follow_memberships", ignore_result=True, acks_late=True)
def follow_memberships() -> None:
    """Make the groups right for today: memberships begin and end at midnight in Oslo."""
    groups.follow(today())


@shared_task(name="forums.tasks.mail_invitation", ignore_result=True, acks_late=True)
def mail_invitation(invitation: int, link: str) -> None:
    """Mail an invitation that is still open; ``link`` is stored nowhere but in the letter."""
    rows = Invitation.objects.select_related("user")
    row = rows.filter(pk=invitation, accepted_at=None, revoked_at=None).first()
    if row is not None:
        mail.send(row.user, "invitation", {"link": link, "expires_at": row.expires_at})
