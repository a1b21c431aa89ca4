"""The way to the parties' directory, when the directory itself does not answer."""

from typing import cast

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect.views import login
from django.http import HttpRequest, HttpResponse
from requests import RequestException

from miljoloftet.http import public


@public
def directory_sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The library's view asks the directory, and has no answer when that is away."""
    try:
        return cast(HttpResponse, login(request, provider_id))
    except RequestException as problem:
        provider = get_adapter().get_provider(request, provider_id)
        return cast(HttpResponse, render_authentication_error(request, provider, exception=problem))
