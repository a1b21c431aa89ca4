"""A small set of drawings of our own, 24 by 24, in the colour of the text beside them."""

DRAWINGS = {
    "menu": '<path d="M3 6h18M3 12h18M3 18h18"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5.5 5.5"/>',
    "down": '<path d="m6 9 6 6 6-6"/>',
    "right": '<path d="m9 6 6 6-6 6"/>',
    "left": '<path d="m15 6-6 6 6 6"/>',
    "up": '<path d="m6 15 6-6 6 6"/>',
    "arrow": '<path d="M4 12h16M14 6l6 6-6 6"/>',
    "plus": '<path d="M12 4v16M4 12h16"/>',
    "edit": '<path d="M4 20h4L19.5 8.5l-4-4L4 16zM13 7l4 4"/>',
    "file": '<path d="M6 3h8l5 5v13H6zM14 3v5h5"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4 20h16"/>',
    "upload": '<path d="M12 16V5M7 9.5l5-5 5 5M4 20h16"/>',
    "calendar": '<path d="M4 6h16v15H4zM4 11h16M8 3v5M16 3v5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c1-4.5 4-6.5 8-6.5s7 2 8 6.5"/>',
    "place": '<path d="M12 21s7-6 7-11.5a7 7 0 0 0-14 0C5 15 12 21 12 21z"/>'
    '<circle cx="12" cy="9.5" r="2.5"/>',
    "video": '<path d="M3 6h12v12H3zM15 10.5 21 7v10l-6-3.5"/>',
    "history": '<path d="M4 5v5h5"/><path d="M4.5 10a8 8 0 1 1-.5 4M12 8v4.5l3 2"/>',
    "chart": '<path d="M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4"/>',
    "close": '<path d="m5 5 14 14M19 5 5 19"/>',
    "check": '<path d="m4 12.5 5.5 5.5L20 6.5"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5v.1"/>',
}
