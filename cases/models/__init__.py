"""What we treat: cases, their way through the forums, and their papers."""

from cases.models.access import CaseGrant, CaseGroupPermission, CaseUserPermission
from cases.models.agenda import AgendaItem, ItemGuest, Purpose
from cases.models.anchoring import ANSWERED, SETTLES, Anchoring, AnchoringState
from cases.models.brief import (
    Brief,
    BriefSection,
    BriefState,
    BriefTemplate,
    BriefVersion,
    SectionUse,
    TemplateSection,
    VersionReason,
)
from cases.models.brief_round import Comment, CommentRequest, CommentRound, CommentState
from cases.models.case import ENDED, LIVING, Case, CaseKind, CaseStatus, LegalGround
from cases.models.document import (
    CopyState,
    Document,
    DocumentKind,
    DocumentVersion,
    TextProblem,
    TextState,
)
from cases.models.follow_up import FollowUp, FollowUpState
from cases.models.link import CaseLink, LinkKind
from cases.models.memo import Memo, MemoKind
from cases.models.order import Order, OrderState, RecurringOrder, Rhythm
from cases.models.position import (
    NEEDS_REASON,
    Mediation,
    MediationState,
    PartyPosition,
    Position,
)
from cases.models.reader import Follower, Notice, SavedView, Told, Visit
from cases.models.routing import EventKind, Route, RouteKind, RouteWho, RoutingEvent
from cases.models.search import SearchEntry, SearchKind
from cases.models.shielding import DocumentOpening, OpenedHow, Weighing, WeighingResult
from cases.models.standing import StandingItem, StandingKind
from cases.models.treatment import (
    AWAITING,
    DECISIONS,
    Outcome,
    Treatment,
    TreatmentRole,
    TreatmentState,
)

__all__ = [
    "ANSWERED",
    "AWAITING",
    "DECISIONS",
    "ENDED",
    "LIVING",
    "NEEDS_REASON",
    "SETTLES",
    "AgendaItem",
    "Anchoring",
    "AnchoringState",
    "Brief",
    "BriefSection",
    "BriefState",
    "BriefTemplate",
    "BriefVersion",
    "Case",
    "CaseGrant",
    "CaseGroupPermission",
    "CaseKind",
    "CaseLink",
    "CaseStatus",
    "CaseUserPermission",
    "Comment",
    "CommentRequest",
    "CommentRound",
    "CommentState",
    "CopyState",
    "Document",
    "DocumentKind",
    "DocumentOpening",
    "DocumentVersion",
    "EventKind",
    "FollowUp",
    "FollowUpState",
    "Follower",
    "ItemGuest",
    "LegalGround",
    "LinkKind",
    "Mediation",
    "MediationState",
    "Memo",
    "MemoKind",
    "Notice",
    "OpenedHow",
    "Order",
    "OrderState",
    "Outcome",
    "PartyPosition",
    "Position",
    "Purpose",
    "RecurringOrder",
    "Rhythm",
    "Route",
    "RouteKind",
    "RouteWho",
    "RoutingEvent",
    "SavedView",
    "SearchEntry",
    "SearchKind",
    "SectionUse",
    "StandingItem",
    "StandingKind",
    "TemplateSection",
    "TextProblem",
    "TextState",
    "Told",
    "Treatment",
    "TreatmentRole",
    "TreatmentState",
    "VersionReason",
    "Visit",
    "Weighing",
    "WeighingResult",
]
