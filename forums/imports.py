"""A spreadsheet is read in: first tried and undone, then, when somebody says so, all or nothing.

The dry run carries every row out in a transaction that is rolled back, so what it says will
happen is what happens. Reading in does the same once more, and keeps it only when no row fails.
The state of the job is written in the same transaction as the rows: a job that is done has been
done once. Progress is told through the cache, since the transaction is not seen before it ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol, TypeVar
from uuid import uuid4

from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from forums.clock import now
from forums.errors import Refused
from forums.membership_sheet import MembershipSheet
from forums.models import ImportJob, ImportKind, ImportState, User
from forums.party_sheet import PartySheet
from forums.permissions import is_secretariat, require_secretariat
from forums.sheet_cells import Cells
from forums.spreadsheets import Column, Line, Value, make_workbook, read, require_xlsx

RUNNING = (ImportState.CHECKING, ImportState.IMPORTING)
STUCK_AFTER = timedelta(minutes=3)
MOST_TRIES = 3
MOST_ERRORS = 200
TELL_EVERY = 10  # rows
ALIVE = 180  # seconds that a sign of life lasts

Row = TypeVar("Row")
Told = dict[str, Any]


class Sheet(Protocol[Row]):
    """What one kind of file is: its columns, what goes out, and what each row does."""

    kind: ImportKind
    title: str
    columns: tuple[Column, ...]

    def about(self) -> list[str]: ...
    def lists(self) -> dict[str, list[str]]: ...
    def rows_on(self, day: Any) -> list[list[Value]]: ...
    def begin(self) -> None: ...
    def parse(self, cells: Cells) -> Row | None: ...
    def order(self, row: Row) -> Any: ...
    def apply(self, row: Row, *, by: User, why: str) -> list[str]: ...


@dataclass
class Outcome:
    total: int = 0
    changes: list[Told] = field(default_factory=list)
    errors: list[Told] = field(default_factory=list)

    def wrong(self, row: int, column: str, message: str) -> None:
        self.errors.append({"row": row, "column": column, "message": message})


def sheet_of(kind: str) -> Sheet[Any]:
    return PartySheet() if kind == ImportKind.PARTIES else MembershipSheet()


def export(kind: str, day: Any) -> bytes:
    """Everything in force on ``day``, in a file that can be read in again."""
    sheet = sheet_of(kind)
    return _workbook(sheet, sheet.rows_on(day))


def template(kind: str) -> bytes:
    """The same file without rows."""
    return _workbook(sheet_of(kind), [])


def progress(job: ImportJob) -> tuple[int, int]:
    """How many rows are done, and of how many, also while the transaction is open."""
    if job.state not in RUNNING:
        return job.rows_done, job.rows_total
    done, total = cache.get(_key(job.pk)) or (0, job.rows_total)
    return done, total


@transaction.atomic
def start_import(file: File, *, kind: str, by: User) -> ImportJob:  # type: ignore[type-arg]
    """Keep the file and begin the dry run. Raises Refused when it is no Excel file."""
    require_secretariat(by)
    require_xlsx(file)
    job = ImportJob(
        kind=ImportKind(kind),
        filename=(file.name or "")[-200:],
        created_by=by,
        created_at=now(),
        tried_at=now(),
        tries=1,
    )
    job.file.save(f"{uuid4().hex}.xlsx", file, save=False)
    job.save()
    _start(job)
    return job


def check(job: ImportJob) -> None:
    """The dry run: nothing stays but what was found. Running it twice changes nothing."""
    with _in_the_words_of(job.created_by):
        with transaction.atomic():
            outcome = _go_through(job, by=job.created_by)
            transaction.set_rollback(True)
        _settle(job, outcome, ImportState.CHECKING, ImportState.READY)


@transaction.atomic
def approve(job: ImportJob, *, by: User) -> bool:
    """Have the checked file read in; False when somebody was a moment quicker."""
    require_secretariat(by)
    ready = ImportJob.objects.filter(pk=job.pk, state=ImportState.READY).exclude(changes=[])
    moment = now()
    claimed = ready.update(
        state=ImportState.IMPORTING, carried_out_by=by, tried_at=moment, tries=1, rows_done=0
    )
    if not claimed:
        return False
    cache.delete(_key(job.pk))
    job.refresh_from_db()
    _start(job)
    return True


def carry_out(job: ImportJob) -> None:
    """Write every row, or none of them: then the errors are shown instead.

    Two workers with the same job do it once: the second finds the row locked, or done.
    """
    rows = ImportJob.objects.select_for_update(skip_locked=True, of=("self",))
    with transaction.atomic():
        claimed = (
            rows.filter(pk=job.pk, state=ImportState.IMPORTING)
            .select_related("carried_out_by", "created_by")
            .first()
        )
        if claimed is None:
            return
        by = claimed.carried_out_by or claimed.created_by
        with _in_the_words_of(by):
            outcome = _go_through(claimed, by=by)
        if outcome.errors:
            transaction.set_rollback(True)
        else:
            _settle(claimed, outcome, ImportState.IMPORTING, ImportState.DONE)
    if outcome.errors:
        _settle(claimed, outcome, ImportState.IMPORTING, ImportState.DONE)


def resume_stuck() -> None:
    """Start again what stopped on its way: the message was lost, or the worker."""
    quiet = ImportJob.objects.filter(state__in=RUNNING, tried_at__lt=now() - STUCK_AFTER)
    for job in quiet.select_related("created_by"):
        if cache.get(_key(job.pk)) is not None:
            continue
        with transaction.atomic():
            same = ImportJob.objects.filter(pk=job.pk, state=job.state, tries=job.tries)
            if same.update(tries=job.tries + 1, tried_at=now()):
                (_start if job.tries < MOST_TRIES else _give_up)(job)


def _start(job: ImportJob) -> None:
    from forums.tasks import carry_out_import, check_import

    task = check_import if job.state == ImportState.CHECKING else carry_out_import
    pk = job.pk
    # The job is kept whether or not the broker takes the message; the sweep finds it.
    transaction.on_commit(lambda: task.delay(pk), robust=True)


def _give_up(job: ImportJob) -> None:
    outcome = Outcome(job.rows_total)
    with _in_the_words_of(job.created_by):
        outcome.wrong(0, "", _("Noe gikk galt hos oss. Ingenting er lest inn. Prøv en gang til."))
    _settle(job, outcome, ImportState(job.state), ImportState.FAILED)


def _settle(job: ImportJob, outcome: Outcome, before: ImportState, good: ImportState) -> None:
    """Write down how it went, unless somebody else has done so."""
    ImportJob.objects.filter(pk=job.pk, state=before).update(
        state=ImportState.FAILED if outcome.errors else good,
        rows_total=outcome.total,
        rows_done=outcome.total,
        changes=outcome.changes,
        errors=outcome.errors,
        finished_at=now(),
    )
    cache.delete(_key(job.pk))


# --- row by row ---------------------------------------------------------------------------------


def _go_through(job: ImportJob, *, by: User) -> Outcome:
    """Carry out each row that can be, inside the caller's transaction; errors are gathered."""
    outcome, sheet = Outcome(), sheet_of(job.kind)
    if not is_secretariat(by):
        outcome.wrong(0, "", _("%(person)s er ikke i sekretariatet lenger.") % {"person": by})
        return outcome
    try:
        with job.file.open("rb") as file:
            headings, lines = read(file, sheet.title)
        _require_columns(sheet, headings)
    except FileNotFoundError:
        outcome.wrong(0, "", _("Fila finnes ikke lenger. Last den opp på nytt."))
        return outcome
    except Refused as refused:
        outcome.wrong(0, "", refused.sentence)
        return outcome
    outcome.total = len(lines)
    if not lines:
        outcome.wrong(0, "", _("Fila har ingen rader. Fyll ut under overskriftene."))
    sheet.begin()
    _apply(job, sheet, _parse(sheet, lines, outcome), outcome, by=by)
    outcome.errors.sort(key=lambda error: error["row"])
    outcome.changes.sort(key=lambda change: change["row"])
    if len(outcome.errors) > MOST_ERRORS:
        del outcome.errors[MOST_ERRORS:]
        more = _("Det er flere feil enn de %(n)s som står her. Rett disse først.")
        outcome.wrong(0, "", more % {"n": MOST_ERRORS})
    return outcome


def _parse(sheet: Sheet[Row], lines: Iterable[Line], outcome: Outcome) -> list[tuple[int, Row]]:
    found = []
    for line in lines:
        cells = Cells(line)
        row = sheet.parse(cells)
        for column, message in cells.problems:
            outcome.wrong(line.number, column, message)
        if row is not None and not cells.problems:
            found.append((line.number, row))
    return sorted(found, key=lambda pair: sheet.order(pair[1]))


def _apply(
    job: ImportJob,
    sheet: Sheet[Row],
    rows: list[tuple[int, Row]],
    outcome: Outcome,
    *,
    by: User,
) -> None:
    skipped = outcome.total - len(rows)
    for done, (number, row) in enumerate(rows, start=skipped):
        if done % TELL_EVERY == 0 or done == skipped:
            cache.set(_key(job.pk), (done, outcome.total), ALIVE)
        why = _("Lest inn fra %(file)s, rad %(row)s") % {"file": job.filename, "row": number}
        try:
            with transaction.atomic():
                told = sheet.apply(row, by=by, why=why)
        except ValidationError as error:
            for column, message in _in_words(sheet, error):
                outcome.wrong(number, column, message)
        except (IntegrityError, ObjectDoesNotExist):
            outcome.wrong(number, "", _("Raden strider mot noe som alt er registrert."))
        else:
            outcome.changes += [{"row": number, "message": message} for message in told]


def _in_words(sheet: Sheet[Any], error: ValidationError) -> list[tuple[str, str]]:
    if not hasattr(error, "error_dict"):
        return [("", " ".join(error.messages))]
    headings = {column.field: column.heading for column in sheet.columns}
    return [
        (headings.get(name, ""), " ".join(sentences))
        for name, sentences in error.message_dict.items()
    ]


def _require_columns(sheet: Sheet[Any], headings: list[str]) -> None:
    found = [heading.casefold() for heading in headings if heading]
    wanted = [column for column in sheet.columns if not column.is_info]
    missing = [column.heading for column in wanted if column.heading.casefold() not in found]
    if missing:
        raise Refused(_missing(sheet, found, missing))
    double = next((heading for heading in found if found.count(heading) > 1), "")
    if double:
        raise Refused(
            _("Kolonnen «%(column)s» står to ganger. Ta bort den ene.") % {"column": double}
        )
    known = {column.heading.casefold() for column in sheet.columns}
    strange = next((h for h in headings if h and h.casefold() not in known), "")
    if strange:
        raise Refused(
            _("Vi kjenner ikke kolonnen «%(column)s». Ta den bort, eller bruk malen.")
            % {"column": strange[:60]}
        )


def _missing(sheet: Sheet[Any], found: list[str], missing: list[str]) -> str:
    kinds = [kind for kind in ImportKind if kind != sheet.kind]
    other = sheet_of(kinds[0])
    if all(column.heading.casefold() in found for column in other.columns if column.required):
        told = {"other": other.kind.label, "kind": sheet.kind.label}
        return _("Dette er en fil med %(other)s. Du valgte %(kind)s.") % told
    return _("Fila mangler %(columns)s. Bruk malen.") % {
        "columns": ", ".join(f"«{heading}»" for heading in missing)
    }


def _workbook(sheet: Sheet[Any], rows: list[list[Value]]) -> bytes:
    return make_workbook(sheet.title, sheet.columns, rows, lists=sheet.lists(), about=sheet.about())


def _in_the_words_of(person: User) -> Any:
    return override(person.language)


def _key(pk: int) -> str:
    return f"import:{pk}:rows"
