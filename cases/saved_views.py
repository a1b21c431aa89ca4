"""A person's own views of the case list: a name and the filters. Nobody else sees them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.models import SavedView
from forums.clock import now
from forums.errors import Refused
from forums.models import User

KEPT = (
    "q",
    "mine",
    "forum",
    "owner",
    "status",
    "municipality",
    "kind",
    "officer",
    "waited",
    "sortert",
)
MOST = 30


def only_filters(query: str) -> str:
    """The part of an address query that the case list reads, in one order."""
    given = QueryDict(query.removeprefix("?"))
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if given.get(name):
            kept[name] = given[name]
    return kept.urlencode()


@transaction.atomic
def save_view(name: str, query: str, *, by: User) -> SavedView:
    """Keep the filters under the name; saving the same again changes nothing.

    Raises Refused for a name in use for other filters, and where nothing is chosen.
    """
    query = only_filters(query)
    if not query:
        raise Refused(_("Velg minst ett filter først, så har visningen noe å huske."))
    view = SavedView(user=by, name=_clean(name), query=query, made_at=now())
    same = SavedView.objects.filter(user=by, name=view.name, query=query).first()
    if same is not None:
        return same
    if SavedView.objects.filter(user=by).count() >= MOST:
        raise Refused(_("Du har %(n)s visninger. Slett en du ikke bruker.") % {"n": MOST})
    return _save(view)


@transaction.atomic
def rename_view(view: SavedView, name: str, *, by: User) -> SavedView:
    view = SavedView.objects.select_for_update().get(pk=view.pk, user=by)
    view.name = _clean(name)
    return _save(view)


@transaction.atomic
def delete_view(view: SavedView, *, by: User) -> None:
    """Twice is once."""
    SavedView.objects.filter(pk=view.pk, user=by).delete()


def _clean(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Gi visningen et navn."))
    return name


def _save(view: SavedView) -> SavedView:
    try:
        view.full_clean()
        with transaction.atomic():
            view.save()
    except IntegrityError:  # the same name from two windows at once
        raise Refused(_("Du har alt en visning med dette navnet.")) from None
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from None
    return view
