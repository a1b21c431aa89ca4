"""How the code hangs together: what a reader may rely on, held by a machine."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from django.views.generic import RedirectView

ROOT = Path(__file__).resolve().parent.parent
ORDER = ("forums", "cases", "portfolio", "reporting")
OURS = ("miljoloftet", *ORDER)
AUDIENCES = {"public", "signed_in", "representative", "secretariat"}
# Libraries that decide for themselves who may, by their own tests.
NOT_OURS = ("allauth", "django", "guardian", "simple_history")
KNOWS_GUARDIAN = {
    "forums/permissions.py",
    "cases/permissions.py",
    "cases/models/access.py",
    "forums/groups.py",
    "miljoloftet/settings.py",
}
TRUTHS = r"\b(datetime\.(utc)?now\(|date\.today\(|timezone\.localdate\(\)|localtime\(\))"


def sources(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("app", ORDER)
def test_an_app_never_imports_one_above_it(app: str) -> None:
    above = ORDER[ORDER.index(app) + 1 :]
    wrong = [
        f"{name_of(path)} imports {module}"
        for path in sources(app)
        for module in imports(path)
        if module.split(".")[0] in above
    ]
    assert wrong == []


def test_the_ground_imports_no_app_when_it_is_read() -> None:
    wrong = [
        f"{name_of(path)} imports {module}"
        for path in sources("miljoloftet")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ImportFrom) and (module := node.module or "")
        if module.split(".")[0] in ORDER
    ]
    assert wrong == []


def test_only_the_files_about_permissions_know_guardian() -> None:
    knows = {
        name_of(path)
        for path in sources(*OURS)
        if any(module.split(".")[0] == "guardian" for module in imports(path))
    }
    assert knows <= KNOWS_GUARDIAN


def views(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        elif pattern.callback:
            yield str(pattern.pattern), pattern.callback


def test_every_view_says_who_may() -> None:
    silent = []
    for route, view in views(get_resolver().url_patterns):
        theirs = getattr(view, "__module__", "").startswith(NOT_OURS)
        theirs = theirs or getattr(view, "view_class", None) is RedirectView
        if not theirs and getattr(view, "audience", None) not in AUDIENCES:
            silent.append(route)
    assert silent == []


def test_the_time_comes_from_the_clock() -> None:
    wrong = [
        f"{name_of(path)}: {found[0]}"
        for path in sources(*ORDER)
        if name_of(path) != "forums/clock.py"
        for found in re.finditer(TRUTHS, path.read_text())
    ]
    assert wrong == []


def test_a_view_never_starts_from_every_row() -> None:
    """``visible_to`` or the audience narrows first; a bare ``all()`` is the slip to look for."""
    bare = re.compile(r"(?<!visible_to\(request\.user, )\b[A-Z]\w+\.objects\.all\(\)")
    allowed = re.compile(r"visible_to\([^()]*[A-Z]\w+\.objects\.all\(\)")
    wrong = []
    for app in ORDER:
        for path in sources(f"{app}/views"):
            text = path.read_text()
            wrong += [
                f"{name_of(path)}: {found[0]}"
                for found in bare.finditer(text)
                if not any(a.start() <= found.start() <= a.end() for a in allowed.finditer(text))
            ]
    assert wrong == []


def test_a_file_holds_one_idea() -> None:
    long = {name_of(p): n for p in sources(*OURS) if (n := p.read_text().count("\n")) > 400}
    assert long == {}


def test_a_function_fits_on_a_screen() -> None:
    long = [
        f"{name_of(path)}: {node.name}"
        for path in sources(*OURS, "scripts")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert long == []


def test_there_is_no_room_for_everything() -> None:
    names = {"utils.py", "helpers.py", "services.py", "managers.py", "misc.py", "common.py"}
    assert [name_of(p) for p in sources(*OURS) if p.name in names] == []


def test_a_migration_never_imports_an_app() -> None:
    """Code moves on, a migration stays. Base classes that migrations name are the exception."""
    wrong = []
    for app in ORDER:
        for path in sorted((ROOT / app / "migrations").glob("*.py")):
            found = {m for m in imports(path) if m.split(".")[0] in ORDER}
            wrong += [f"{name_of(path)}: {m}" for m in sorted(found) if ".models" not in m]
    assert wrong == []


def test_a_migration_is_named_by_what_it_does() -> None:
    names = [p.stem for app in ORDER for p in (ROOT / app / "migrations").glob("0*.py")]
    assert [name for name in names if "auto_" in name] == []


def test_no_template_lies_unused() -> None:
    code = "\n".join(path.read_text() for path in sources(*OURS))
    texts = {p: p.read_text() for p in (ROOT / "templates").rglob("*.*")}
    unused = []
    for path in texts:
        name = str(path.relative_to(ROOT / "templates"))
        elsewhere = "\n".join(text for other, text in texts.items() if other != path)
        if name.startswith(("account/", "mfa/", "socialaccount/")):
            continue  # named by the sign-in library
        if name in code or name in elsewhere or _named_in_parts(name, code):
            continue
        unused.append(name)
    assert unused == []


def _named_in_parts(name: str, code: str) -> bool:
    """``f"emails/{letter}.html"`` and ``f"cases/kept/{what}.html"`` name it with a hole."""
    folder = name.rsplit("/", 1)[0]
    return bool(re.search(rf'f"{re.escape(folder)}/\{{\w+\}}', code))


def test_every_style_sheet_is_used() -> None:
    used = "\n".join(
        p.read_text() for room in ("templates", "static") for p in (ROOT / room).rglob("*.*")
    ) + "\n".join(path.read_text() for path in sources(*OURS))
    sheets = [p.name for p in (ROOT / "static/css").glob("*.css")]
    assert [name for name in sheets if name not in used] == []


def test_every_model_keeps_its_history_or_is_a_log_itself() -> None:
    logs = {
        "RoutingEvent",  # append-only
        "Counter",
        "ImportJob",
        "MeetingBook",  # one try at one file, with who and when
        "MandateReading",  # written once
        "Invitation",  # sent, used, taken back: each with its own time
        "Attendance",
        "DocumentVersion",  # never changed
        "BriefVersion",  # the same
        "DocumentOpening",
        "Weighing",  # written once
        "Follower",  # a person's own, like the four below
        "Visit",
        "SavedView",
        "CalendarFeed",
        "Notice",
        "Memo",
        "SearchEntry",  # a copy that is made anew
    }
    silent = [
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label in ORDER
        and not hasattr(model, "history")
        and not model.__name__.startswith("Historical")
        and model.__name__ not in logs
        and not model.__name__.endswith("Permission")
    ]
    assert silent == []
