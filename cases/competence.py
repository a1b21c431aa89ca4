"""Which outcome a forum may record on a day, and what it may be asked to do.

Only a forum whose mandate in force that day gives the competence can decide or conclude.
The refusal names the mandate and the clause, and says what the forum may do instead.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.models import Outcome, TreatmentRole
from forums.competence import ForumCompetence, competence_on, joined
from forums.errors import Refused
from forums.models import Act, Forum

TAKES: dict[Outcome, Act] = {
    Outcome.CONCLUDED: Act.CONCLUDE,
    Outcome.RECOMMENDED: Act.RECOMMEND,
    Outcome.DECIDED: Act.DECIDE,
    Outcome.DECIDED_WITH_CHANGES: Act.DECIDE,
}
ROLE_TAKES: dict[TreatmentRole, Act] = {
    TreatmentRole.RECOMMEND: Act.RECOMMEND,
    TreatmentRole.CONCLUDE: Act.CONCLUDE,
    TreatmentRole.DECIDE: Act.DECIDE,
}
ROLE_OF: dict[Act, TreatmentRole] = {
    Act.PREPARE: TreatmentRole.PREPARE,
    Act.RECOMMEND: TreatmentRole.RECOMMEND,
    Act.CONCLUDE: TreatmentRole.CONCLUDE,
    Act.DECIDE: TreatmentRole.DECIDE,
}


def allowed_outcomes(forum: Forum, day: date) -> list[Outcome]:
    """What the forum may record of a case that day.

    Noting, postponing and returning need no competence; «approved» is for standing items.
    """
    competence = competence_on(forum, day)
    return [outcome for outcome in Outcome if _gives(competence, outcome)]


def require_outcome_allowed(forum: Forum, outcome: Outcome | str, day: date) -> None:
    """Raise Refused, naming mandate and clause, unless the forum may record the outcome."""
    outcome = Outcome(outcome)
    competence = competence_on(forum, day)
    if _gives(competence, outcome):
        return
    if outcome == Outcome.APPROVED:
        raise Refused(_("Bare faste saker godkjennes. Velg hva forumet kom fram til i saken."))
    raise Refused(f"{_cannot(competence, TAKES[outcome])} {_instead(competence)}")


def require_role_allowed(forum: Forum, role: TreatmentRole | str, day: date) -> None:
    """Raise Refused unless the forum may be asked to do this: advice and information always."""
    act = ROLE_TAKES.get(TreatmentRole(role))
    if act is None:
        return
    competence = competence_on(forum, day)
    if not competence.may(act):
        raise Refused(_cannot(competence, act))


def roles_allowed(forum: Forum, day: date) -> list[TreatmentRole]:
    """What the forum may be asked to do that day."""
    competence = competence_on(forum, day)
    acts = {role: ROLE_TAKES.get(role) for role in TreatmentRole}
    return [role for role, act in acts.items() if act is None or competence.may(act)]


def strongest_role(forum: Forum, day: date) -> TreatmentRole:
    """What a case is in the forum for when nobody has said otherwise."""
    act = competence_on(forum, day).strongest
    return ROLE_OF[act] if act else TreatmentRole.ADVISE


def _gives(competence: ForumCompetence, outcome: Outcome) -> bool:
    act = TAKES.get(outcome)
    return outcome != Outcome.APPROVED and (act is None or competence.may(act))


def _cannot(competence: ForumCompetence, act: Act) -> str:
    return _("%(forum)s kunne ikke %(act)s %(day)s. %(competence)s") % {
        "forum": competence.forum.short_name,
        "act": act.label,
        "day": date_format(competence.day),
        "competence": competence.sentence,
    }


def _instead(competence: ForumCompetence) -> str:
    instead = [str(act.label) for act in competence.acts if act != Act.PREPARE]
    instead += [_("ta saken til orientering"), _("utsette den")]
    return _("Forumet kan i stedet %(acts)s.") % {"acts": joined(instead, _("eller"))}
