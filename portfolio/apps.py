"""What we invest in: projects, frames and programmes. No models yet; see docs/architecture.md."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortfolioConfig(AppConfig):
    name = "portfolio"
    verbose_name = _("portefølje")
