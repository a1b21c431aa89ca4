"""The template that a brief is made from: the kind's own, or the one for all the others."""

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cases.models import BriefTemplate, CaseKind, SectionUse, TemplateSection
from forums.history import save_by
from forums.models import User
from forums.permissions import require_secretariat

Row = tuple[str | Promise, str | Promise, bool, int, SectionUse]


# What a new template begins with; the secretariat changes it as it likes.
FIRST_SECTIONS: tuple[Row, ...] = (
    (
        gettext_lazy("Hva det spørres om"),
        gettext_lazy("Si i én eller to setninger hva forumet skal ta stilling til."),
        True,
        8,
        SectionUse.TEXT,
    ),
    (
        gettext_lazy("Bakgrunn"),
        gettext_lazy("Hva har skjedd fram til nå, og hvorfor kommer saken nå?"),
        True,
        20,
        SectionUse.BACKGROUND,
    ),
    (
        gettext_lazy("Vurdering mot nullvekstmålet"),
        gettext_lazy("Hva gjør forslaget med biltrafikken, og hvor sikkert er det?"),
        True,
        20,
        SectionUse.TEXT,
    ),
    (
        gettext_lazy("Økonomi"),
        gettext_lazy("Hva koster det, hvem betaler, og innenfor hvilken ramme? Skriv prisnivå."),
        True,
        5,
        SectionUse.TEXT,
    ),
    (
        gettext_lazy("Partenes syn"),
        gettext_lazy("Hva mener partene? Det som er ført i saken, kan settes inn."),
        False,
        0,
        SectionUse.POSITIONS,
    ),
    (
        gettext_lazy("Forankring"),
        gettext_lazy("Hvor har partene behandlet saken hos seg? Det som er ført, kan settes inn."),
        False,
        0,
        SectionUse.ANCHORING,
    ),
    (
        gettext_lazy("Forslag til konklusjon"),
        gettext_lazy("Skriv teksten slik den kan stå i referatet."),
        True,
        5,
        SectionUse.CONCLUSION,
    ),
)


def template_for(kind: CaseKind) -> BriefTemplate | None:
    """The kind's own template, else the one for all; None where nobody has made any."""
    own = BriefTemplate.objects.filter(kind=kind).first()
    return own or BriefTemplate.objects.filter(kind__isnull=True).first()


@transaction.atomic
def make_template(kind: CaseKind | None, *, by: User) -> BriefTemplate:
    """A template with the sections to begin with; the one that is there already where it is."""
    require_secretariat(by)
    return _made(kind, by)


def template_to_use(kind: CaseKind, *, by: User) -> BriefTemplate:
    """As ``template_for``; the first brief of a new site makes the template for all kinds."""
    return template_for(kind) or _made(None, by)


def _made(kind: CaseKind | None, by: User) -> BriefTemplate:
    found = BriefTemplate.objects.filter(kind=kind).first()
    if found is not None:
        return found
    template = save_by(BriefTemplate(kind=kind), by=by)
    for n, (heading, guidance, required, words, use) in enumerate(FIRST_SECTIONS, start=1):
        section = TemplateSection(
            template=template,
            position=n,
            heading=str(heading),
            guidance=str(guidance),
            required=required,
            min_words=words,
            use=use,
        )
        save_by(section, by=by)
    return template
