"""What the secretariat's edit pages share: one form, one action, one page that shows both."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from forums.conflicts import Conflict
from forums.edit_forms import show_conflict
from forums.views.meetings import show

Link = tuple[Any, str]


@dataclass
class Page:
    """The words around a form. ``crumbs`` and ``links`` are (word, address)."""

    heading: Any
    save: Any
    back: str
    eyebrow: Any = ""
    lead: Any = ""
    crumbs: list[Link] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    history: tuple[str, int] | None = None
    serious: bool = False


def saved(request: HttpRequest, form: BaseForm, act: Callable[[], object], done: str) -> bool:
    """Whether a posted form was right and the action took place; refusals stand in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except Conflict as refused:
        show_conflict(form, refused)
    except ValidationError as refused:
        show(form, refused)
    else:
        messages.success(request, done)
        return True
    return False


def pressed(request: HttpRequest, act: Callable[[], object], done: str, to: str) -> HttpResponse:
    """A button without a form: act, say how it went, go back."""
    try:
        act()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, done)
    return redirect(to)


def form_page(request: HttpRequest, form: BaseForm, page: Page) -> HttpResponse:
    return render(request, "forums/edit/form.html", {"form": form, "page": page})


def facts(form: Any, *more: str) -> dict[str, Any]:
    """What the form's own model fields were given, and ``more`` by name."""
    return {name: form.cleaned_data[name] for name in [*form.Meta.fields, *more]}
