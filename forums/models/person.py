"""People: who signs in, and which party they belong to over time."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from forums.models.dated import Dated, DatedQuerySet, ends_after_start
from forums.models.party import Party


class Language(models.TextChoices):
    BOKMAL = "nb", "Bokmål"
    NYNORSK = "nn", "Nynorsk"
    ENGLISH = "en", "English"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        extra.setdefault("name", email)
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class WithoutSignIns(HistoricalRecords):  # type: ignore[misc]
    """When a person signed in is nobody else's business, and no change."""

    def post_save(self, instance: "User", created: bool, **kwargs: Any) -> None:
        if kwargs.get("update_fields") != frozenset({"last_login"}):
            super().post_save(instance, created, **kwargs)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """A person. Signs in with the e-mail address; never deleted, only made inactive."""

    email = models.EmailField(_("e-postadresse"), unique=True)
    name = models.CharField(_("navn"), max_length=120)
    title = models.CharField(_("stilling"), max_length=120, blank=True)
    phone = models.CharField(_("telefon"), max_length=30, blank=True)
    language = models.CharField(
        _("språk"), max_length=2, choices=Language.choices, default=Language.BOKMAL
    )
    is_active = models.BooleanField(_("aktiv"), default=True)
    is_staff = models.BooleanField(_("kan åpne administrasjonen"), default=False)
    date_joined = models.DateTimeField(_("registrert"), default=timezone.now)

    objects = UserManager()
    history = WithoutSignIns(excluded_fields=["password", "last_login"])

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @cached_property
    def group_names(self) -> frozenset[str]:
        """The names of the person's groups, read once a request."""
        return frozenset(self.groups.values_list("name", flat=True))


class Affiliation(Dated):
    """A person belongs to one party at a time."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="affiliations", verbose_name=_("person")
    )
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="affiliations", verbose_name=_("part")
    )

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tilhørighet")
        verbose_name_plural = _("tilhørigheter")
        ordering = ["user", "start"]
        constraints = [ends_after_start("affiliation_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.user} – {self.party}"


class PartyContact(Dated):
    """Who reports for the party: new representatives, anchoring, answers."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="contact_for", verbose_name=_("person")
    )
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="contacts", verbose_name=_("part")
    )

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("partskontakt")
        verbose_name_plural = _("partskontakter")
        ordering = ["party", "start"]
        constraints = [ends_after_start("party_contact_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.user} – {self.party}"
