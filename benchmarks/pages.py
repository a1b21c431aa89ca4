"""How long the server takes for a page when there are many cases. See README.md beside this.

``python benchmarks/pages.py [--times 20] [--only søk]`` on the database that the settings name.
It prints; it never passes or fails: a number from another machine says little by itself, which is
why each line also says how many times the plainest page it took.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miljoloftet.settings")
os.environ.setdefault("MILJOLOFTET_MODE", "demo")

import django

django.setup()

from django.db import connection, reset_queries  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from cases.models import Case  # noqa: E402
from cases.permissions import visible_to  # noqa: E402
from forums import groups  # noqa: E402
from forums.models import Forum, Party, User  # noqa: E402

PLAIN = "/tilgjengelighet/"
Page = tuple[str, str]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def people() -> dict[str, User]:
    """One of each kind: everything, a member's part, and the least that anyone with a role has."""
    active = User.objects.filter(is_active=True).order_by("pk")
    in_secretariat = active.filter(groups__name=groups.SECRETARIAT)
    others = active.filter(groups__name=groups.REPRESENTATIVES).exclude(
        groups__name=groups.SECRETARIAT
    )
    members = others.filter(groups__name__endswith=":members")
    least = others.exclude(groups__name__endswith=":members")
    return {
        "sekretær": in_secretariat[0],
        "medlem": members[0],
        "få rettigheter": least[0],
    }


def pages(user: User) -> Iterator[Page]:
    forum = Forum.objects.filter(cases_here__isnull=False).order_by("-level", "pk").first()
    party = Party.objects.filter(kind="municipality", is_signatory=True).order_by("pk").first()
    seen = visible_to(user, Case.objects.order_by("-year", "-sequence"))
    case = seen.filter(status="closed")[0]
    last = 25 * max(1, seen.count() // 25)
    assert forum is not None and party is not None
    yield "nettstedets enkleste side", PLAIN
    yield "liste", "/saker/"
    yield "liste, side 2 av mange", "/saker/?side=2"
    yield "liste, siste side", f"/saker/?side={last // 25}"
    for status in ("open", "closed"):
        yield f"liste, status {status}", f"/saker/?status={status}"
    yield "liste, forum", f"/saker/?forum={forum.slug}"
    yield "liste, eier", f"/saker/?owner={party.slug}"
    yield "liste, sakstype", f"/saker/?kind={case.kind_id}"
    yield "liste, kommune", f"/saker/?municipality={party.slug}"
    yield "liste, sjeldent ord", "/saker/?q=ørnesvingen"
    yield "liste, vanlig ord", "/saker/?q=sykkelveg"
    yield "søk, nummer", f"/sok/?q={case.number}"
    yield "søk, sjeldent ord", "/sok/?q=hegrefossen"
    yield "søk, to ord", "/sok/?q=sykkelveg+tangevik"
    yield "søk, vanlig ord", "/sok/?q=sykkelveg"
    yield "søk, svært vanlig ord", "/sok/?q=trafikk"
    yield "søk, mens en skriver", "/sok/?q=sy"
    yield "søk, med valg", f"/sok/?q=sykkelveg&forum={forum.slug}&fra=2024&status=closed"
    yield "søk, bare mine", "/sok/?q=fortau&mine=on"
    yield "søk, sjelden status", "/sok/?q=fortau&status=draft"
    yield "søk, kommune", f"/sok/?q=fortau&kommune={party.slug}"
    yield "søk, ingen treff", "/sok/?q=rundkjørng"
    yield "sak", case.get_absolute_url()
    yield "forum", forum.get_absolute_url()
    yield "min side", "/"


def worked() -> float:
    """Milliseconds of processor time so far, ours and (on this machine) the database's."""
    spent = time.process_time() * 1000
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
        if stat.exists():
            ticks = stat.read_text().rpartition(")")[2].split()[11:13]
            spent += sum(map(int, ticks)) * 1000 / os.sysconf("SC_CLK_TCK")
    return spent


def timed(ask: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each of ``times`` rounds, after one that is not counted."""
    ask()
    spent = []
    for _round in range(times):
        begun = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - begun) * 1000)
    return sorted(spent)


def measure(client: Client, address: str, times: int) -> tuple[float, float, float, int]:
    def ask() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    ask()
    before = worked()
    spent = timed(ask, times)
    work = (worked() - before) / (times + 1)
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        ask()
    slow = spent[min(len(spent) - 1, int(len(spent) * 0.95))]
    return statistics.median(spent), slow, work, len(queries)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    wanted = parser.parse_args()
    say(f"{connection.vendor}, {Case.objects.count()} cases, {wanted.times} rounds each")
    say(f"{'':34}{'median':>9}{'p95':>9}{'work':>9}{'× plain':>9}{'queries':>9}")
    for name, user in people().items():
        say(f"\n{name}: ser {visible_to(user, Case.objects.all()).count()} saker")
        client = Client(headers={"host": "localhost"})
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        plain = 0.0
        for label, address in pages(user):
            if wanted.only not in label and plain:
                continue
            median, slow, work, queries = measure(client, address, wanted.times)
            plain = plain or work
            say(
                f"  {label:32}{median:>9.1f}{slow:>9.1f}{work:>9.1f}"
                f"{work / plain:>9.1f}{queries:>9}"
            )


if __name__ == "__main__":
    main()
