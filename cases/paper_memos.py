"""That a paper came to a case, or a better version of it, told to those who follow the case.

No event of the case: eighty papers would hide its way. Many at once are told once (memos.py).
"""

from cases import memos
from cases.models import Document, Follower, MemoKind
from cases.notices import may_hear
from forums.models import User


def tell(document: Document, *, by: User) -> None:
    """The officer and the followers, of those who may see the paper. Two queries and a write."""
    case = document.case
    followers = Follower.objects.filter(case=case).values_list("user", flat=True)
    heard = may_hear(
        case, [case.officer_id, *followers], kept=document.exempt_ground_id is not None
    )
    memos.send(MemoKind.PAPERS, heard.values_list("pk", flat=True), by=by, about=case)
