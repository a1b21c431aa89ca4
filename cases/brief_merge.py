"""Two texts written from the same one, put together block by block for a person to look over."""

from difflib import SequenceMatcher

from cases.brief_text import to_html, tree_of

Edit = tuple[int, int, list[str]]


def merged(base: str, theirs: str, mine: str) -> str:
    """Where only one of them changed a paragraph, that change; where both did, theirs then mine."""
    start = _blocks(base)
    left, right = _edits(start, _blocks(theirs)), _edits(start, _blocks(mine))
    found: list[str] = []
    place = 0
    while left or right:
        begin = min(edits[0][0] for edits in (left, right) if edits)
        found += start[place:begin]
        place, ours, other = _overlapping(begin, left, right, start)
        found += ours
        found += [block for block in other if block not in ours]
    return "".join(found + start[place:])


def _overlapping(
    begin: int, left: list[Edit], right: list[Edit], start: list[str]
) -> tuple[int, list[str], list[str]]:
    """Take the edits that touch one another off both lists: where they end, and what each gives."""
    end = begin
    taken: tuple[list[Edit], list[Edit]] = ([], [])
    again = True
    while again:
        again = False
        for edits, kept in ((left, taken[0]), (right, taken[1])):
            while edits and (edits[0][0] < end or edits[0][0] == begin):
                edit = edits.pop(0)
                kept.append(edit)
                end = max(end, edit[1])
                again = True
    texts = [_applied(start, begin, end, kept) for kept in taken]
    if not taken[0]:
        return end, texts[1], []
    return end, texts[0], texts[1] if taken[1] else []


def _applied(start: list[str], begin: int, end: int, edits: list[Edit]) -> list[str]:
    found: list[str] = []
    place = begin
    for first, last, blocks in edits:
        found += start[place:first] + blocks
        place = last
    return found + start[place:end]


def _edits(old: list[str], new: list[str]) -> list[Edit]:
    rows = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(i, j, new[k:m]) for kind, i, j, k, m in rows if kind != "equal"]


def _blocks(html: str) -> list[str]:
    return [to_html([block]) for block in tree_of(html)]
