"""What we treat: cases, their way through the forums, and their papers."""

from cases.models.access import CaseGroupPermission
from cases.models.agenda import AgendaItem, Purpose
from cases.models.case import LIVING, Case, CaseKind, CaseStatus, LegalGround
from cases.models.document import Document, DocumentKind, DocumentVersion
from cases.models.routing import EventKind, Route, RoutingEvent
from cases.models.treatment import AWAITING, Outcome, Treatment, TreatmentRole, TreatmentState

__all__ = [
    "AWAITING",
    "LIVING",
    "AgendaItem",
    "Case",
    "CaseGroupPermission",
    "CaseKind",
    "CaseStatus",
    "Document",
    "DocumentKind",
    "DocumentVersion",
    "EventKind",
    "LegalGround",
    "Outcome",
    "Purpose",
    "Route",
    "RoutingEvent",
    "Treatment",
    "TreatmentRole",
    "TreatmentState",
]
