"""Who may call a view. Every view carries one of these; a test finds those that do not.

The decorators decide on the kind of person; which object is the view's own look-up, which
starts from what is visible to that person. This module imports no app: who belongs to which
kind is a registered question (see ``forums/apps.py``).
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Question = Callable[[HttpRequest], bool]

AUDIENCES: dict[str, Question] = {}


def kept_harmless(response: R) -> R:
    """A file that somebody made: never run, or kept by a browser or a proxy.

    That its type is never guessed at is true of every answer (Django's SecurityMiddleware).
    """
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _gate(audience: str, view: View[P]) -> View[P]:
    @wraps(view)
    def gated(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not AUDIENCES[audience](request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    gated.audience = audience  # type: ignore[attr-defined]
    return gated


def public(view: View[P]) -> View[P]:
    """Anyone, signed in or not."""
    view.audience = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: View[P]) -> View[P]:
    """Anyone with an account, also one whose roles have ended: their own pages only."""
    return _gate("signed_in", view)


def representative(view: View[P]) -> View[P]:
    """Those who have a role today: in a forum, as party contact or in the secretariat."""
    return _gate("representative", view)


def secretariat(view: View[P]) -> View[P]:
    """The secretariat and administrators."""
    return _gate("secretariat", view)


def only_chosen(view: View[P]) -> View[P]:
    """Lead a form's empty fields out of the address: what is sent on holds what was chosen."""

    @wraps(view)
    def tidied(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        chosen = without_empty(request.GET)
        if chosen == request.GET or "HX-Request" in request.headers:
            return view(request, *args, **kwargs)
        return redirect(address(request, chosen))

    return tidied


def address(request: HttpRequest, query: QueryDict) -> str:
    return f"{request.path}?{query.urlencode()}" if query else request.path


def without_empty(query: QueryDict) -> QueryDict:
    kept = query.copy()
    for name in query:
        if not any(query.getlist(name)):
            del kept[name]
    return kept
