from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = _("rapporter")

    def ready(self) -> None:
        from cases import exports, printing
        from reporting.pdf import render_pdf

        printing.register(render_pdf)
        exports.register(_("Last ned saksgangen (PDF)"), "case_story_pdf")
