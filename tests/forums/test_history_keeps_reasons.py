"""Why something was changed is kept whole, on either database."""

from forums.history import save_by
from tests.factories import make_party, make_user


def test_a_long_reason_is_kept_whole(db: None) -> None:
    why = "Kommunen har bedt om dette i et langt brev. " * 30
    party = make_party()
    save_by(party, by=make_user(), why=why, fields=["name"])
    assert party.history.first().history_change_reason == why
