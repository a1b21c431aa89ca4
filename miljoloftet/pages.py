"""Pages about the site itself."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from miljoloftet.http import public

# The day someone last went through the whole list below and the statement page.
REVIEWED = date(2026, 11, 23)


@public
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility_statement.html", {"reviewed": REVIEWED})
