"""Letters from Miljøloftet, in the reader's language, plain and as HTML."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from forums.models import User


def send(to: User, name: str, context: dict[str, Any]) -> None:
    """Send ``emails/<name>.txt`` and ``.html``; the first line of the text is the subject."""
    with translation.override(to.language):
        text = render_to_string(f"emails/{name}.txt", {**context, "person": to})
        html = render_to_string(f"emails/{name}.html", {**context, "person": to})
    subject, _, body = text.strip().partition("\n")
    letter = EmailMultiAlternatives(subject, body.strip() + "\n", to=[to.email])
    letter.attach_alternative(html, "text/html")
    letter.send()
