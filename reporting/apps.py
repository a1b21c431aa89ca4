from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = _("rapporter")

    def ready(self) -> None:
        from cases import exports, printing
        from forums.meeting_panels import Place, register_for_meeting
        from forums.meetings import Step, register_effect
        from reporting import book_panel, books
        from reporting.pdf import render_pdf

        printing.register(render_pdf)
        exports.register(_("Last ned saksgangen (PDF)"), "case_story_pdf")
        register_effect(Step.CALL, books.order_at_call)
        register_for_meeting(Place.MEETING, book_panel.book_panel)
