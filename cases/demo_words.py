"""The demo file's words for what the cases' models choose between."""

from cases.models import DocumentKind, Outcome, Purpose, TreatmentRole

PURPOSES = {
    "orientering": Purpose.INFORMATION,
    "drøfting": Purpose.DISCUSSION,
    "avgjørelse": Purpose.DECISION,
}
ASKED_TO = {
    "forberede": TreatmentRole.PREPARE,
    "gi råd": TreatmentRole.ADVISE,
    "tilrå": TreatmentRole.RECOMMEND,
    "konkludere": TreatmentRole.CONCLUDE,
    "vedta": TreatmentRole.DECIDE,
    "bli orientert": TreatmentRole.INFORM,
}
OUTCOMES = {
    "konkludert": Outcome.CONCLUDED,
    "tilrådd": Outcome.RECOMMENDED,
    "vedtatt": Outcome.DECIDED,
    "vedtatt med endringer": Outcome.DECIDED_WITH_CHANGES,
    "tatt til orientering": Outcome.NOTED,
    "utsatt": Outcome.POSTPONED,
    "sendt tilbake": Outcome.RETURNED,
    "ikke behandlet": Outcome.NOT_TREATED,
}
DOCUMENTS = {
    "saksframlegg": DocumentKind.BRIEF,
    "vedlegg": DocumentKind.ATTACHMENT,
    "referat": DocumentKind.MINUTES,
    "uttalelse": DocumentKind.STATEMENT,
    "vedtak": DocumentKind.DECISION,
    "notat": DocumentKind.NOTE,
}
