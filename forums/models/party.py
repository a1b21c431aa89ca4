"""The parties to the agreement, and what they have been called."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from forums.models.dated import Dated, DatedQuerySet, ends_after_start


class PartyKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("kommune")
    COUNTY = "county", _("fylkeskommune")
    STATE_AGENCY = "state_agency", _("statlig etat")
    MINISTRY = "ministry", _("departement")


class Party(Dated):
    """A signatory to the agreement, or a ministry that sits in a steering group."""

    name = models.CharField(_("navn"), max_length=120, unique=True)
    short_name = models.CharField(_("kortnavn"), max_length=40, unique=True)
    slug = models.SlugField(_("adresse på nettsiden"), max_length=60, unique=True)
    kind = models.CharField(_("type part"), max_length=20, choices=PartyKind.choices)
    is_signatory = models.BooleanField(_("har signert avtalen"), default=True)
    is_surrounding = models.BooleanField(_("omlandskommune"), default=False)
    organisation_number = models.CharField(_("organisasjonsnummer"), max_length=9, blank=True)
    website = models.URLField(_("nettsted"), blank=True)

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parter")
        ordering = ["name"]
        constraints = [ends_after_start("party_ends_after_start")]

    def __str__(self) -> str:
        return self.name

    def name_on(self, day: date) -> str:
        """What the party was called that day; uses prefetched ``names`` where they are."""
        for old in self.names.all():
            if old.holds_on(day):
                return str(old.name)
        return self.name


class PartyName(Dated):
    """A name that the party had for a time and has no more."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="names", verbose_name=_("part"))
    name = models.CharField(_("navn"), max_length=120)

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tidligere navn")
        verbose_name_plural = _("tidligere navn")
        ordering = ["party", "start"]
        constraints = [ends_after_start("party_name_ends_after_start")]

    def __str__(self) -> str:
        return self.name
