"""The template that a brief is made from: the kind's own, or the one for all the others."""

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import BriefTemplate, CaseKind, SectionUse, TemplateSection
from forums.history import save_by
from forums.models import User
from forums.permissions import require_secretariat

Row = tuple[str, str, bool, int, SectionUse]


def first_sections() -> list[Row]:
    """What a new template begins with; the secretariat changes it as it likes."""
    return [
        (
            _("Hva det spørres om"),
            _("Si i én eller to setninger hva forumet skal ta stilling til."),
            True,
            8,
            SectionUse.TEXT,
        ),
        (
            _("Bakgrunn"),
            _("Hva har skjedd fram til nå, og hvorfor kommer saken nå?"),
            True,
            20,
            SectionUse.BACKGROUND,
        ),
        (
            _("Vurdering mot nullvekstmålet"),
            _("Hva gjør forslaget med biltrafikken, og hvor sikkert er det? Vei for og imot."),
            True,
            20,
            SectionUse.TEXT,
        ),
        (
            _("Økonomi"),
            _("Hva koster det, hvem betaler, og innenfor hvilken ramme? Skriv prisnivå."),
            True,
            5,
            SectionUse.TEXT,
        ),
        (
            _("Partenes syn"),
            _("Hva mener partene? Det som er ført i saken, kan settes inn."),
            False,
            0,
            SectionUse.POSITIONS,
        ),
        (
            _("Forankring"),
            _("Hvor har partene behandlet saken hos seg? Det som er ført, kan settes inn."),
            False,
            0,
            SectionUse.ANCHORING,
        ),
        (
            _("Forslag til konklusjon"),
            _("Skriv teksten slik den kan stå i referatet."),
            True,
            5,
            SectionUse.CONCLUSION,
        ),
    ]


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
    for n, (heading, guidance, required, words, use) in enumerate(first_sections(), start=1):
        section = TemplateSection(
            template=template,
            position=n,
            heading=heading,
            guidance=guidance,
            required=required,
            min_words=words,
            use=use,
        )
        save_by(section, by=by)
    return template
