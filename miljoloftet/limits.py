"""How often one address may knock, for doors that sign-in's own limits do not cover."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from miljoloftet.errors import too_many as answer


def too_many(request: HttpRequest, door: str, *, limit: int, seconds: int) -> HttpResponse | None:
    """The 429 page once an address has knocked more than ``limit`` times in ``seconds``."""
    key = f"limit:{door}:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, seconds)
    try:
        knocks = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return None
    return answer(request) if knocks > limit else None
