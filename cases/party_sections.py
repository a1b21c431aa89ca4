"""What the parties' side of a case adds to the pages: registered once at start-up."""

from django.utils.translation import gettext_lazy as _

from cases import actions, anchoring_page, follow_ups_page, positions_page, sections
from forums import party_panels


def register_all() -> None:
    sections.register(
        "partenes-syn",
        _("Hva partene mener"),
        "cases/_positions_section.html",
        positions_page.section,
        position=30,
    )
    sections.register(
        "forankring",
        _("Forankring hos partene"),
        "cases/_anchoring.html",
        anchoring_page.section,
        position=40,
        pdf_template="pdf/_anchoring.html",
    )
    sections.register(
        "oppfolging",
        _("Oppfølging"),
        "cases/_follow_ups.html",
        follow_ups_page.section,
        position=50,
    )
    actions.register(anchoring_page.offers, position=30)
    actions.register(positions_page.offers, position=40)
    actions.register(follow_ups_page.offers, position=50)
    party_panels.register(anchoring_page.party_panel)
