from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("saker")

    def ready(self) -> None:
        from cases import history_kinds
        from cases.search import find_cases
        from forums.search import register

        register(_("Saker"), find_cases, position=10)
        history_kinds.register_all()
        self._join_forum_pages()
        self._join_meetings()
        self._fill_case_page()

    def _join_forum_pages(self) -> None:
        from cases import panels as own
        from cases.forum_ends import has_living_cases
        from cases.practice import written_paper
        from forums import organisation, panels, practice
        from forums.models import RuleKind

        panels.register(own.cases_here)
        organisation.register_hinder(has_living_cases)
        practice.register(RuleKind.WRITTEN_PAPER, written_paper)

    def _join_meetings(self) -> None:
        from cases import agenda, agenda_panels, outcomes
        from forums.meeting_panels import Place, register_for_meeting
        from forums.meetings import Step, register_check, register_effect

        register_check(Step.CALL, agenda.has_no_items)
        register_check(Step.PROPOSE, outcomes.has_open_items)
        register_check(Step.APPROVE, outcomes.has_unconfirmed_text)
        register_effect(Step.CANCEL, agenda.release_all)
        register_for_meeting(Place.MEETING, agenda_panels.agenda_panel)
        register_for_meeting(Place.MINUTES, agenda_panels.minutes_panel)

    def _fill_case_page(self) -> None:
        """Sections (cases/sections.py) and offers (cases/actions.py), in the order of the page."""
        from cases import actions, anchoring_words, moves, offers
        from cases.party_sections import register_all

        register_all()
        moves.register_close_hinder(anchoring_words.waits_for_parties)
        actions.register(offers.in_meetings, position=10)
        actions.register(offers.moves, position=20)
