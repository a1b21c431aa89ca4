"""Who we are: parties, people, forums, mandates, seats and meetings."""

from forums.models.change import ChangeStatus, PartyTask, RepresentativeChange, TaskKind
from forums.models.counter import Counter, next_number
from forums.models.feed import CalendarFeed
from forums.models.forum import Forum, ForumKind, ForumLine, LineKind
from forums.models.glossary import GlossaryTerm
from forums.models.imports import ImportJob, ImportKind, ImportState
from forums.models.invitation import Invitation
from forums.models.mandate import (
    Act,
    Competence,
    Mandate,
    MandateClause,
    MandateReading,
    MandateRule,
    MandateStatus,
    RuleKind,
)
from forums.models.meeting import HELD_STATUSES, Attendance, Meeting, MeetingStatus
from forums.models.party import Party, PartyKind, PartyName
from forums.models.person import Affiliation, Language, PartyContact, User
from forums.models.rhythm import MeetingRhythm, Nth, RhythmKind, Weekday
from forums.models.seat import SEATED_ROLES, VOTING_ROLES, Membership, Role, Seat
from forums.models.yearly import ClosedPeriod, Repeats, YearlyProcess

__all__ = [
    "HELD_STATUSES",
    "SEATED_ROLES",
    "VOTING_ROLES",
    "Act",
    "Affiliation",
    "Attendance",
    "CalendarFeed",
    "ChangeStatus",
    "ClosedPeriod",
    "Competence",
    "Counter",
    "Forum",
    "ForumKind",
    "ForumLine",
    "GlossaryTerm",
    "ImportJob",
    "ImportKind",
    "ImportState",
    "Invitation",
    "Language",
    "LineKind",
    "Mandate",
    "MandateClause",
    "MandateReading",
    "MandateRule",
    "MandateStatus",
    "Meeting",
    "MeetingRhythm",
    "MeetingStatus",
    "Membership",
    "Nth",
    "Party",
    "PartyContact",
    "PartyKind",
    "PartyName",
    "PartyTask",
    "Repeats",
    "RepresentativeChange",
    "RhythmKind",
    "Role",
    "RuleKind",
    "Seat",
    "TaskKind",
    "User",
    "Weekday",
    "YearlyProcess",
    "next_number",
]
