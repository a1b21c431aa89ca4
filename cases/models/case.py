"""A case and what kind it is."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from forums.models import Forum, Party, User


class CaseKind(models.Model):
    name = models.CharField(_("navn"), max_length=80, unique=True)
    description = models.CharField(_("forklaring"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    is_active = models.BooleanField(_("i bruk"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("sakstype")
        verbose_name_plural = _("sakstyper")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class LegalGround(models.Model):
    """A dated legal basis for keeping a paper from the public, e.g. ``offl. § 23 første ledd``."""

    citation = models.CharField(_("hjemmel"), max_length=80)
    description = models.CharField(_("hva den verner"), max_length=200)
    is_duty = models.BooleanField(_("må unntas (taushetsplikt)"), default=False)
    not_for_decisions = models.BooleanField(
        _("gjelder ikke endelige vedtak"),
        default=False,
        help_text=_("Den som unntar et vedtak eller et referat, får en advarsel."),
    )
    not_for_elected = models.BooleanField(
        _("gjelder ikke saksframlegg og sakslister til folkevalgte organer"),
        default=False,
        help_text=_("Den som unntar et saksframlegg, får en advarsel."),
    )
    start = models.DateField(_("gjelder fra"))
    end = models.DateField(_("gjelder til"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("hjemmel")
        verbose_name_plural = _("hjemler")
        ordering = ["citation"]

    def __str__(self) -> str:
        return self.citation


class CaseStatus(models.TextChoices):
    DRAFT = "draft", _("utkast")
    OPEN = "open", _("under behandling")
    DECIDED = "decided", _("vedtatt")
    CLOSED = "closed", _("avsluttet")
    WITHDRAWN = "withdrawn", _("trukket")
    MERGED = "merged", _("slått sammen")


# Not ended: closed, withdrawn and merged cases are history.
LIVING = (CaseStatus.DRAFT, CaseStatus.OPEN, CaseStatus.DECIDED)
ENDED = (CaseStatus.CLOSED, CaseStatus.WITHDRAWN, CaseStatus.MERGED)


class Case(models.Model):  # type: ignore[django-manager-missing]  # guardian is untyped
    """What is treated. Only ``cases/routing.py`` writes ``status``, ``forum`` and ``closed_at``.

    Merging (``cases/merging.py``) ends a case too; ``final_at`` is set by ``cases/anchoring.py``.

    ``forum`` is where the case lives now. Forums that advise meanwhile hold treatments, not
    the case; the party that owns it is ``owner``.
    """

    year = models.PositiveSmallIntegerField(_("år"))
    sequence = models.PositiveIntegerField(_("løpenummer"))
    title = models.CharField(_("tittel"), max_length=200)
    public_title = models.CharField(
        _("offentlig tittel"),
        max_length=200,
        blank=True,
        help_text=_("Vises i stedet for tittelen når saken er unntatt offentlighet."),
    )
    summary = models.TextField(_("hva saken gjelder"))
    kind = models.ForeignKey(
        CaseKind, models.PROTECT, related_name="cases", verbose_name=_("sakstype")
    )
    owner = models.ForeignKey(
        Party, models.PROTECT, related_name="cases_owned", verbose_name=_("eies av")
    )
    officer = models.ForeignKey(
        User, models.PROTECT, related_name="cases_prepared", verbose_name=_("saksbehandler")
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=CaseStatus.choices,
        default=CaseStatus.DRAFT,
        db_index=True,
    )
    forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="cases_here", verbose_name=_("er nå i")
    )
    municipalities = models.ManyToManyField(
        Party,
        related_name="cases_about",
        blank=True,
        limit_choices_to={"kind": "municipality"},
        verbose_name=_("gjelder kommunene"),
    )
    exempt_ground = models.ForeignKey(
        LegalGround,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("unntatt offentlighet etter"),
    )
    created_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("registrert av")
    )
    created_at = models.DateTimeField(_("registrert"), default=timezone.now)
    closed_at = models.DateTimeField(_("avsluttet"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name=_("slått sammen med"),
    )
    final_at = models.DateTimeField(
        _("endelig"),
        null=True,
        blank=True,
        help_text=_("Når den siste parten som måtte, hadde behandlet vedtaket."),
    )
    # Says what the groups' rights say; ``permissions.follow_route`` alone writes both.
    is_shown_to_all = models.BooleanField(
        _("vist for alle representanter"), default=False, editable=False
    )
    # Whether ``merged_into`` is; written with it, and by ``permissions.follow_route`` after that.
    merge_is_shown = models.BooleanField(
        _("alle ser saken den er slått sammen med"), default=False, editable=False
    )

    history = HistoricalRecords(
        m2m_fields=[municipalities], excluded_fields=["is_shown_to_all", "merge_is_shown"]
    )

    class Meta:
        verbose_name = _("sak")
        verbose_name_plural = _("saker")
        ordering = ["-year", "-sequence"]
        permissions = [("view_exempt", _("Kan se det som er unntatt offentlighet"))]
        indexes = [
            models.Index(fields=["forum", "status"]),
            models.Index(fields=["status", "-year", "-sequence"], name="case_status_newest_first"),
            models.Index(fields=["owner", "status"], name="case_owner_status"),
            # All that counting by status asks of a case, rights included.
            models.Index(
                fields=["status", "is_shown_to_all", "officer", "created_by", "id"],
                name="case_counts",
            ),
            models.Index(fields=["id"], condition=Q(is_shown_to_all=False), name="case_kept"),
            models.Index(fields=["officer", "status"], name="case_officer_status"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="case_number_once"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False, status__in=["closed", "withdrawn", "merged"])
                | Q(closed_at__isnull=True, status__in=["draft", "open", "decided"]),
                name="case_closed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into__isnull=True)),
                name="case_merged_names_the_other",
            ),
            models.CheckConstraint(
                condition=Q(final_at__isnull=True) | Q(status__in=["decided", "closed"]),
                name="case_final_is_decided",
            ),
            models.CheckConstraint(
                condition=Q(exempt_ground__isnull=True) | ~Q(public_title=""),
                name="case_exempt_has_public_title",
                violation_error_message=_("En sak som er unntatt, må ha en offentlig tittel."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.year, self.sequence])

    @property
    def number(self) -> str:
        return f"{self.year}/{self.sequence:04d}"

    @property
    def shown_status(self) -> str:
        """The status as everyone who sees the case may know it.

        One that was merged into a case that some of them do not see is closed to all of them,
        wherever it is listed; its own page says more to those who see both (``went_to``).
        """
        is_hidden = self.status == CaseStatus.MERGED and not self.merge_is_shown
        return CaseStatus.CLOSED.value if is_hidden else self.status

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        return str(CaseStatus(self.shown_status).label)
