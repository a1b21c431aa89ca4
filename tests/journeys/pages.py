"""Every page that a person can reach by following links, one address for each view."""

import re
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from forums.models import User

LINK = re.compile(r'href="(/[^"#]*)')
# Another tool's pages, and files.
OUTSIDE = ("/admin/", "/static/", "/files/")


def reachable(user: User | None, start: str = "/") -> dict[str, str]:
    """View name -> the first address of it that was met. Follows each view once."""
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    found: dict[str, str] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop(0)
        name = _name(address)
        if not name or name in found:
            continue
        response = client.get(address)
        if response.status_code in {301, 302}:
            waiting.append(response["Location"])
        if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
            response.close()
            continue
        found[name] = address
        waiting += [link.replace("&amp;", "&") for link in LINK.findall(response.content.decode())]
    return found


def _name(address: str) -> str:
    path = urlsplit(address).path
    if not path or path.startswith(OUTSIDE):
        return ""
    try:
        match = resolve(path)
    except Resolver404:
        raise AssertionError(f"A page links to {address}, which does not exist.") from None
    kept = [str(value) for key, value in match.kwargs.items() if key in {"what", "move"}]
    return " ".join([match.view_name, *kept])
