from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("saker")

    def ready(self) -> None:
        from cases import history_kinds, search_texts

        search_texts.register_all()
        history_kinds.register_all()
        self._join_forum_pages()
        self._join_meetings()
        self._fill_case_page()
        self._fill_first_page()

    def _join_forum_pages(self) -> None:
        from cases import order_panel
        from cases import panels as own
        from cases.forum_ends import has_living_cases
        from cases.parity_panel import papers_apart
        from cases.practice import written_paper
        from forums import organisation, panels, party_panels, practice
        from forums.models import RuleKind

        panels.register(own.cases_here)
        panels.register(own.sent_on, position=54)
        panels.register(order_panel.orders_of, position=56)
        party_panels.register(papers_apart)
        organisation.register_hinder(has_living_cases)
        practice.register(RuleKind.WRITTEN_PAPER, written_paper)

    def _join_meetings(self) -> None:
        from cases import agenda, agenda_order, agenda_panels, outcomes, standing
        from forums.meeting_panels import Place, register_for_meeting
        from forums.meetings import Step, register_check, register_effect

        register_check(Step.CALL, agenda.has_no_items)
        register_check(Step.PROPOSE, outcomes.has_open_items)
        register_check(Step.APPROVE, outcomes.has_unconfirmed_text)
        # The numbers first: whatever else happens at the notice reads them.
        register_effect(Step.CALL, agenda_order.number_in_order)
        register_effect(Step.CALL, standing.put_minutes_forward)
        register_effect(Step.CANCEL, agenda.release_all)
        register_for_meeting(Place.MEETING, agenda_panels.agenda_panel)
        register_for_meeting(Place.MINUTES, agenda_panels.minutes_panel)

    def _fill_case_page(self) -> None:
        """Sections (cases/sections.py) and offers (cases/actions.py), in the order of the page."""
        from cases import (
            actions,
            anchoring_words,
            around,
            brief_panels,
            document_list,
            moves,
            offers,
            page_parts,
            party_sections,
        )

        moves.register_close_hinder(anchoring_words.waits_for_parties)
        actions.register(offers.in_meetings, position=10)
        actions.register(offers.moves, position=20)
        actions.register(offers.who_sees, position=90)
        page_parts.register_all()
        party_sections.register_all()
        brief_panels.register_all()
        document_list.register_all()
        around.register_all()

    def _fill_first_page(self) -> None:
        from cases import (
            anchoring_page,
            brief_rounds,
            next_steps,
            order_panel,
            positions_page,
            waiting,
        )

        waiting.register(waiting.mandates_to_read, position=10)
        waiting.register(waiting.seats_to_fill, position=20)
        waiting.register(waiting.changes_to_confirm, position=30)
        waiting.register(anchoring_page.waiting_rows, position=35)
        waiting.register(order_panel.waiting_orders, position=36)
        waiting.register(next_steps.texts_to_confirm, position=37)
        waiting.register(positions_page.waiting_mediations, position=38)
        waiting.register(brief_rounds.waiting_comments, position=40)
        waiting.register(brief_rounds.waiting_briefs, position=50)
