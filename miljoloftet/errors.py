"""Error pages in our own look: what happened, and what to do now.

400 and 500 stand alone: they ask neither the database nor the session, since either may be
what failed. The rest have the ordinary header.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from miljoloftet.http import public

# code: (heading, what happened, what to do)
WORDS: dict[int, tuple[Promise, Promise, Promise]] = {
    400: (
        _("Forespørselen kan ikke leses"),
        _("Nettleseren sendte noe som vi ikke forstår."),
        _("Gå tilbake og prøv igjen. Kom du hit fra en lenke, kan lenken være ufullstendig."),
    ),
    403: (
        _("Du har ikke tilgang"),
        _("Siden finnes, men du kan ikke åpne den eller gjøre dette her."),
        _(
            "Rettighetene følger plassene du har i forumene. Mener du at noe er feil, "
            "ta kontakt med sekretariatet."
        ),
    ),
    404: (
        _("Siden finnes ikke"),
        _("Adressen leder ikke til noe som du kan lese."),
        _("Siden kan være flyttet, eller den er ikke åpen for deg. Prøv søket eller menyen."),
    ),
    429: (
        _("For mange forsøk"),
        _("Du har prøvd for mange ganger på kort tid."),
        _("Vent noen minutter og prøv igjen. Det verner kontoen din mot andre som prøver seg."),
    ),
    500: (
        _("Noe gikk galt hos oss"),
        _("Vi klarte ikke å vise siden."),
        _("Feilen er loggført. Prøv igjen om litt. Det du har lagret før, er ikke borte."),
    ),
}
FORM_TOO_OLD = (
    _("Skjemaet må sendes på nytt"),
    _("Vi kunne ikke se at skjemaet kom fra en side du hadde åpen."),
    _(
        "Gå tilbake, last siden på nytt og send skjemaet igjen. "
        "Informasjonskapsler må være slått på."
    ),
)


def _words(code: int, words: tuple[Promise, Promise, Promise]) -> dict[str, Any]:
    heading, lead, advice = words
    return {"code": code, "heading": heading, "lead": lead, "advice": advice}


def _page(request: HttpRequest, code: int) -> HttpResponse:
    return render(request, "errors/page.html", _words(code, WORDS[code]), status=code)


def _bare(request: HttpRequest, code: int) -> HttpResponse:
    # The language on the thread may be another visitor's if this request fell early.
    language = getattr(request, "LANGUAGE_CODE", "") or _asked_for(request)
    with translation.override(language):
        return HttpResponse(
            render_to_string("errors/bare.html", _words(code, WORDS[code])), status=code
        )


def _asked_for(request: HttpRequest) -> str:
    return translation.get_language_from_request(request)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _bare(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Sign-in's rate limits find this by the name ``handler429`` in urls.py."""
    return _page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    return _bare(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere."""
    return render(request, "errors/page.html", _words(403, FORM_TOO_OLD), status=403)


@public
def not_offered(request: HttpRequest, /, **kwargs: str) -> HttpResponse:
    """A page of the sign-in library that we leave out."""
    raise Http404
