"""Which groups may see which case: django-guardian's rows in a table with a real foreign key."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from cases.models.case import Case


class CaseGroupPermission(GroupObjectPermissionBase):  # type: ignore[misc]
    """Only ``cases/permissions.py`` writes these; guardian reads them by itself."""

    content_object: models.ForeignKey[Case, Case] = models.ForeignKey(
        Case, models.CASCADE, related_name="group_permissions"
    )

    class Meta(GroupObjectPermissionBase.Meta):  # type: ignore[misc]
        verbose_name = _("gruppens tilgang til en sak")
        verbose_name_plural = _("gruppers tilgang til saker")
