"""Loads the organisation of a demo file: parties, people, forums, mandates, seats and words.

Everything is written with its history by the system itself (``by=None``): nobody appointed
these people. Rights follow at the end, all at once. Cases are told by cases/demo.py.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.db.models import Model
from django.utils.text import slugify

from forums import groups
from forums.clock import now
from forums.demo_file import DemoFile, Row, moment
from forums.demo_signins import PASSWORD, SIGN_INS
from forums.demo_year import load_year
from forums.history import save_by
from forums.models import (
    Act,
    Affiliation,
    ChangeStatus,
    Competence,
    Forum,
    ForumKind,
    ForumLine,
    GlossaryTerm,
    Language,
    LineKind,
    Mandate,
    MandateClause,
    MandateReading,
    MandateRule,
    MandateStatus,
    Membership,
    Party,
    PartyContact,
    PartyKind,
    PartyName,
    PartyTask,
    RepresentativeChange,
    Role,
    RuleKind,
    Seat,
    TaskKind,
    User,
)

M = TypeVar("M", bound=Model)

FORUM_KINDS = {
    "styringsgruppe": ForumKind.STEERING,
    "koordineringsgruppe": ForumKind.COORDINATION,
    "arbeidsutvalg": ForumKind.WORKING,
    "faggruppe": ForumKind.EXPERT,
    "samarbeid ved siden av": ForumKind.NETWORK,
    "sekretariat": ForumKind.SECRETARIAT,
}
PARTY_KINDS = {
    "kommune": PartyKind.MUNICIPALITY,
    "fylkeskommune": PartyKind.COUNTY,
    "statlig etat": PartyKind.STATE_AGENCY,
    "departement": PartyKind.MINISTRY,
}
ROLES = {
    "leder": Role.LEADER,
    "medlem": Role.MEMBER,
    "vara": Role.DEPUTY,
    "lederstøtte": Role.SUPPORT,
    "observatør": Role.OBSERVER,
    "sekretær": Role.SECRETARY,
    "møter ved behov": Role.CALLED,
}
LINES = {
    "eier": LineKind.OWNS,
    "oppdragsgiver": LineKind.COMMISSIONS,
    "rapporterer": LineKind.REPORTS,
}
STATUSES = {
    "mangler": MandateStatus.MISSING,
    "foreløpig": MandateStatus.PRELIMINARY,
    "omforent": MandateStatus.AGREED,
    "vedtatt": MandateStatus.ADOPTED,
}
ACTS = {
    "forberede": Act.PREPARE,
    "tilrå": Act.RECOMMEND,
    "konkludere": Act.CONCLUDE,
    "vedta": Act.DECIDE,
}
RULES = {
    "papirer": RuleKind.PAPERS_BEFORE,
    "møtes": RuleKind.MEETS_EVERY,
    "referat": RuleKind.MINUTES_WITHIN,
    "skriftlig": RuleKind.WRITTEN_PAPER,
    "parter": RuleKind.PARTIES_PRESENT,
}


class Organisation:
    """What has been loaded so far, found by the short names that the file uses."""

    def __init__(self, file: DemoFile) -> None:
        self.file = file
        self.parties: dict[str, Party] = {}
        self.people: dict[str, User] = {}
        self.forums: dict[str, Forum] = {}

    def load(self) -> "Organisation":
        self._load_parties()
        self._load_people()
        self._load_forums()
        self._load_mandates()
        self._load_seats()
        self._load_changes()
        self._load_words()
        load_year(self)
        groups.follow(self.file.load_day)
        return self

    def _load_parties(self) -> None:
        for slug, row in self.file["parter"].items():
            party = _kept(
                Party(
                    name=row["navn"],
                    short_name=row["kortnavn"],
                    slug=slug,
                    kind=PARTY_KINDS[row["type"]],
                    is_signatory=row.get("signerer", True),
                    is_surrounding=row.get("omland", False),
                    website=row.get("nettsted", ""),
                    start=row["fra"],
                )
            )
            self.parties[slug] = party
            for old in row.get("het før", []):
                _kept(PartyName(party=party, name=old["navn"], start=old["fra"], end=old["til"]))

    def _load_people(self) -> None:
        may_sign_in = {row.email for row in SIGN_INS}
        password = make_password(PASSWORD)
        for party_slug, people in self.file["personer"].items():
            party = self.parties.get(party_slug)
            for key, row in people.items():
                user = User(
                    email=row.get("e-post") or _address(row["navn"], party_slug if party else ""),
                    name=row["navn"],
                    title=row["stilling"],
                    language=row.get("språk", Language.BOKMAL),
                    is_staff=row.get("administrator", False),
                    is_superuser=row.get("administrator", False),
                    date_joined=now(),
                )
                user.set_unusable_password()
                if user.email in may_sign_in:
                    user.password = password
                self.people[key] = _kept(user)
                if party:
                    start = row.get("fra", party.start)
                    _kept(Affiliation(user=user, party=party, start=start, end=row.get("til")))
        for party_slug, key in self.file["partskontakter"].items():
            party = self.parties[party_slug]
            _kept(PartyContact(user=self.people[key], party=party, start=party.start))

    def _load_forums(self) -> None:
        for slug, row in self.file["forum"].items():
            self.forums[slug] = _kept(
                Forum(
                    name=row["navn"],
                    short_name=row["kortnavn"],
                    slug=slug,
                    kind=FORUM_KINDS[row["type"]],
                    level=row["nivå"],
                    position=row.get("plass", 0),
                    purpose=row["formål"],
                    is_public=row.get("åpent", False),
                    expected_hours=row.get("timer"),
                    start=row["fra"],
                )
            )
        for row in self.file["linjer"]:
            for start in self._named(row["fra"]):
                for end in self._named(row["til"]):
                    _kept(
                        ForumLine(
                            from_forum=start,
                            to_forum=end,
                            kind=LINES[row["hva"]],
                            source=row["kilde"],
                            start=max(start.start, end.start),
                        )
                    )

    def _load_mandates(self) -> None:
        for row in self.file["mandater"]:
            adopted_by = self.forums.get(row.get("vedtatt av", ""))
            for forum in self._named(row["forum"]):
                mandate = _kept(
                    Mandate(
                        forum=forum,
                        version=row["utgave"],
                        status=STATUSES[row["status"]],
                        title=row["tittel"],
                        summary=row["kort sagt"],
                        source=row["kilde"],
                        source_date=row["kildedato"],
                        adopted_by=adopted_by,
                        adopted_on=row.get("vedtatt"),
                        start=row["fra"],
                        end=row.get("til"),
                    )
                )
                for position, clause in enumerate(row["punkt"], start=1):
                    self._load_clause(mandate, position, clause)
        for slug, readings in self.file["lest"].items():
            in_force = Mandate.objects.on(self.file.load_day).get(forum=self.forums[slug])
            for day, key in readings.items():
                MandateReading.objects.create(
                    mandate=in_force, user=self.people[key], confirmed_at=moment(day, "12:00")
                )

    def _load_clause(self, mandate: Mandate, position: int, row: Row) -> None:
        clause = _kept(
            MandateClause(
                mandate=mandate,
                position=position,
                number=row["nr"],
                heading=row["overskrift"],
                text=row["tekst"],
            )
        )
        for act, scope in row.get("kan", {}).items():
            _kept(Competence(mandate=mandate, act=ACTS[act], clause=clause, scope=scope))
        for kind, value in row.get("mål", {}).items():
            if kind == "status":
                self._load_status_rules(clause, value)
            else:
                _kept(MandateRule(clause=clause, kind=RULES[kind], value=value))

    def _load_status_rules(self, clause: MandateClause, rows: list[Row]) -> None:
        for row in rows:
            _kept(
                MandateRule(
                    clause=clause,
                    kind=RuleKind.STATUS_REPORT,
                    value=row["måneder"],
                    reports_to=self.forums[row["til"]],
                )
            )

    def _load_seats(self) -> None:
        for slug, row in self.file["forum"].items():
            forum = self.forums[slug]
            clause = self._seat_clause(forum, row.get("punkt"))
            numbers: dict[str, int] = {}
            for place in row.get("plasser", []):
                party = self.parties[place["part"]]
                number = numbers[place["part"]] = numbers.get(place["part"], 0) + 1
                seat = _kept(
                    Seat(
                        forum=forum,
                        party=party,
                        number=number,
                        is_chair="leder" in place,
                        clause=clause,
                        start=place.get("fra") or max(forum.start, party.start),
                    )
                )
                self._load_holders(seat, place)
            for other in row.get("andre", []):
                self._load_other(forum, other)

    def _seat_clause(self, forum: Forum, number: str | None) -> MandateClause | None:
        if number is None:
            return None
        mandate = forum.mandate_on(self.file.load_day)
        return MandateClause.objects.get(mandate=mandate, number=number)

    def _load_holders(self, seat: Seat, place: Row) -> None:
        for word in ("leder", "medlem", "vara"):
            for holder in _several(place.get(word)):
                _kept(
                    Membership(
                        user=self.people[holder["hvem"]],
                        forum=seat.forum,
                        party=seat.party,
                        role=ROLES[word],
                        seat=seat,
                        start=holder.get("fra", seat.start),
                        end=holder.get("til"),
                    )
                )
        self._load_task(seat)

    def _load_task(self, seat: Seat) -> None:
        held = Membership.objects.filter(seat=seat, role__in=[Role.LEADER, Role.MEMBER])
        if not held.on(self.file.load_day).exists():
            days = self.file["ledige plasser"]
            _kept(
                PartyTask(
                    party=seat.party,
                    kind=TaskKind.FILL_SEAT,
                    seat=seat,
                    opened_on=days["meldt"],
                    due_on=days["frist"],
                )
            )

    def _load_other(self, forum: Forum, row: Row) -> None:
        _kept(
            Membership(
                user=self.people[row["hvem"]],
                forum=forum,
                party=self.parties.get(row.get("part", "")),
                role=ROLES[row["rolle"]],
                start=row.get("fra", forum.start),
                end=row.get("til"),
            )
        )

    def _load_changes(self) -> None:
        for row in self.file["meldinger"]:
            party, new = self.parties[row["part"]], row.get("ny person", {})
            seat = Seat.objects.get(
                forum=self.forums[row["forum"]], party=party, number=row["plass"]
            )
            _kept(
                RepresentativeChange(
                    party=party,
                    seat=seat,
                    role=ROLES[row["rolle"]],
                    user=self.people.get(row.get("person", "")),
                    new_name=new.get("navn", ""),
                    new_email=new.get("e-post", ""),
                    new_title=new.get("stilling", ""),
                    start=row["fra"],
                    note=row["melding"],
                    status=ChangeStatus.REPORTED,
                    reported_by=self.people[row["meldt av"]],
                    reported_at=moment(row["meldt"], "10:30"),
                )
            )

    def _load_words(self) -> None:
        for row in self.file["ordliste"]:
            _kept(
                GlossaryTerm(
                    term=row["ord"],
                    full_form=row.get("står for", ""),
                    explanation=row["forklaring"],
                    is_abbreviation=row.get("kort", False),
                    is_essential=row.get("ny", False),
                )
            )

    def _named(self, name: str) -> Iterator[Forum]:
        return (self.forums[slug] for slug in self.file.forums_named(name))


def _kept(row: M) -> M:
    return save_by(row, by=None, why="Demo")


def _several(value: Any) -> list[Row]:
    """One name, one row or a list of either, as rows with ``hvem``."""
    if value is None:
        return []
    rows = value if isinstance(value, list) else [value]
    return [row if isinstance(row, dict) else {"hvem": row} for row in rows]


def _address(name: str, party: str) -> str:
    """An address nobody has: eksempel.no is kept for examples."""
    letters = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    local = slugify(letters).replace("-", ".")
    return f"{local}@{party}.eksempel.no" if party else f"{local}@eksempel.no"
