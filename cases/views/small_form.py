"""A page with one small form: the words around it, and the page itself."""

from dataclasses import dataclass

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True)
class Words:
    """What stands around the form; ``crumbs`` are (word, address)."""

    heading: str
    lead: str
    save: str
    back: str
    crumbs: list[tuple[str, str]]
    serious: bool = False


def small_form(request: HttpRequest, form: BaseForm, words: Words) -> HttpResponse:
    return render(request, "cases/small_form.html", {"form": form, "page": words})
