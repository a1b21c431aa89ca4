"""What somebody else changed, shown beside what was typed."""

from typing import Any

from django import template
from django.forms import BaseForm

from forums.conflicts import Conflict

register = template.Library()


@register.inclusion_tag("components/conflict.html")
def conflict(form: BaseForm) -> dict[str, Any]:
    """``{% conflict form %}``: nothing, unless the form was refused with a ``Conflict``."""
    found: Conflict | None = getattr(form, "conflict", None)
    return {"rows": found.differences if found else []}
