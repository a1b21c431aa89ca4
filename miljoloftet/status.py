"""Each status its shape and tone. The word is the model's own; the shape repeats it."""

# Shapes say: empty ring – not begun; half – on its way; full – open now; check – done;
# bar – put aside; join – goes on in another; cross – no; triangle – something is missing;
# lock – kept from the public.
SHAPES: dict[str, tuple[str, str]] = {
    # not begun
    "draft": ("ring", "quiet"),
    "planned": ("ring", "quiet"),
    "waiting": ("ring", "wait"),
    "reported": ("ring", "wait"),
    "unread": ("ring", "wait"),
    "checking": ("ring", "quiet"),
    "not_asked": ("ring", "quiet"),
    "not_started": ("ring", "wait"),
    "not_recorded": ("ring", "quiet"),
    "asked": ("ring", "wait"),
    # on its way
    "called": ("half", "active"),
    "submitted": ("half", "active"),
    "commenting": ("half", "wait"),
    "scheduled": ("half", "active"),
    "preliminary": ("half", "wait"),
    "minutes_proposed": ("half", "active"),
    "importing": ("half", "active"),
    "with_line": ("half", "wait"),
    "ongoing": ("half", "active"),
    # open now
    "open": ("full", "active"),
    "held": ("full", "active"),
    "current": ("full", "active"),
    "ready": ("full", "active"),
    "recommended": ("full", "active"),
    "concluded": ("full", "active"),
    "noted": ("full", "quiet"),
    # done
    "agreed": ("check", "good"),
    "agrees": ("check", "good"),
    "remark": ("check", "wait"),
    "clarified": ("check", "good"),
    "political": ("check", "good"),
    "settled": ("check", "good"),
    "final": ("check", "good"),
    "adopted": ("check", "good"),
    "approved": ("check", "good"),
    "confirmed": ("check", "good"),
    "decided": ("check", "good"),
    "decided_changed": ("check", "good"),
    "minutes_approved": ("check", "good"),
    "done": ("check", "good"),
    "read": ("check", "good"),
    "kept": ("check", "good"),
    "passed": ("check", "good"),
    "taken": ("check", "good"),
    "not_taken": ("cross", "quiet"),
    "closed": ("check", "quiet"),
    "answered": ("check", "good"),
    # put aside
    "postponed": ("bar", "wait"),
    "not_treated": ("bar", "quiet"),
    "superseded": ("bar", "quiet"),
    "abstains": ("bar", "quiet"),
    "dropped": ("bar", "quiet"),
    "ended": ("bar", "quiet"),
    "unknown": ("bar", "quiet"),
    "returned": ("back", "wait"),
    "withdrawn": ("cross", "quiet"),
    "merged": ("join", "quiet"),
    # no
    "rejected": ("cross", "bad"),
    "cancelled": ("cross", "bad"),
    "objects": ("cross", "bad"),
    "unsettled": ("cross", "bad"),
    "failed": ("cross", "bad"),
    "broken": ("cross", "bad"),
    # missing or kept back
    "missing": ("triangle", "bad"),
    "reserves": ("triangle", "wait"),
    "vacant": ("triangle", "wait"),
    "unrepresented": ("triangle", "bad"),
    "late": ("triangle", "bad"),
    "exempt": ("lock", "wait"),
}
UNKNOWN = ("ring", "quiet")

DRAWINGS = {
    "ring": '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>',
    "half": '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/>',
    "full": '<circle cx="8" cy="8" r="7" fill="currentColor"/>',
    "check": '<path d="m1.5 8.5 4.5 4.5L14.5 3.5" fill="none" stroke="currentColor"'
    ' stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/>',
    "bar": '<path d="M4.5 3v10M11.5 3v10" stroke="currentColor" stroke-width="2.6"'
    ' stroke-linecap="round"/>',
    "join": '<path d="M2 3h2.5C8 3 8 8 11.5 8H14M2 13h2.5C8 13 8 8 11.5 8M11 5l3 3-3 3" fill="none"'
    ' stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>',
    "back": '<path d="M7 3 2.5 7.5 7 12M3 7.5h7a4 4 0 0 1 4 4V13" fill="none"'
    ' stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>',
    "cross": '<path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="2.6"'
    ' stroke-linecap="round"/>',
    "triangle": '<path d="M8 1.5 15.2 14.5H.8z" fill="none" stroke="currentColor"'
    ' stroke-width="1.8" stroke-linejoin="round"/><path d="M8 6v4M8 12.2v.1"'
    ' stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/>',
    "lock": '<path d="M4.5 7V5a3.5 3.5 0 0 1 7 0v2" fill="none" stroke="currentColor"'
    ' stroke-width="2"/><rect x="2.5" y="7" width="11" height="8" rx="1.5" fill="currentColor"/>',
}
