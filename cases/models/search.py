"""What the search reads: one row for each text of a case that a person may look for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.document import Document
from forums.models import Forum


class SearchKind(models.TextChoices):
    CASE = "sak", _("saker")
    CONCLUSION = "konklusjon", _("konklusjoner og vedtak")
    ITEM = "saksliste", _("saker i møter")
    PAPER = "dokument", _("dokumenter")
    POSITION = "syn", _("partenes syn")


class SearchEntry(models.Model):
    """A text as ``cases/search_index.py`` keeps it, in step with the row it comes from.

    The database makes what it searches in out of ``title_stems`` and ``stems`` by itself: a
    ``tsvector`` column on PostgreSQL, an FTS5 table on SQLite (migration 0061). ``is_open``
    only makes questions quick: who may read is asked of ``permissions.visible_texts``.
    """

    kind = models.CharField(_("hva det er"), max_length=12, choices=SearchKind.choices)
    object_id = models.BigIntegerField(_("raden teksten er fra"))
    case = models.ForeignKey(
        Case, models.CASCADE, related_name="search_entries", verbose_name=_("sak")
    )
    document = models.ForeignKey(
        Document,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="search_entries",
        verbose_name=_("dokument"),
    )
    forum = models.ForeignKey(
        Forum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("forum"),
        help_text=_("Der det ble sagt; for saken selv og dokumentene der saken er nå."),
    )
    is_open = models.BooleanField(_("kan leses av alle representanter"), default=False)
    day = models.DateField(_("dato"))
    title = models.CharField(_("tittel"), max_length=300, blank=True)
    body = models.TextField(_("tekst"), blank=True)
    title_stems = models.TextField(_("ordstammer i tittelen"), blank=True)
    stems = models.TextField(_("ordstammer i alt"), blank=True)
    form = models.PositiveSmallIntegerField(_("laget med ordtabellene nummer"))

    class Meta:
        verbose_name = _("søkbar tekst")
        verbose_name_plural = _("søkbare tekster")
        ordering = ["kind", "-day", "-pk"]
        # A common word is found by walking back in time, a rare one in the index of words.
        indexes = [
            models.Index(fields=["kind", "-day", "-id"], name="search_newest_first"),
            models.Index(fields=["kind", "forum", "-day", "-id"], name="search_newest_in_forum"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["object_id", "kind"], name="search_entry_once"),
        ]

    def __str__(self) -> str:
        return self.title
