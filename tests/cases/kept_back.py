"""A paper that is kept back in a case that all can see, and what each person gets of it."""

from django.test import Client

from forums.models import User

NAME = "Tilbud fra Hansen Entreprenør.txt"


def html(user: User, url: str) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def status(user: User, url: str) -> int:
    client = Client()
    client.force_login(user)
    response = client.get(url)
    if response.streaming:
        b"".join(response)
    return response.status_code
