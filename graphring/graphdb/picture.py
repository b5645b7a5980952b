"""The graph's model as a picture: labels as boxes, relationship types as arrows, drawn as plain SVG."""

from __future__ import annotations

from html import escape
from typing import Final

_ENTITIES: Final = (
    ("PAID_WITH", "PaymentInstrument"), ("CONNECTED_FROM", "IPAddress"), ("SEEN_IN", "Network"),
    ("SENT", "PromptTemplate"), ("USED_DEVICE", "Device"), ("USED_CLIENT", "Client"), ("HAS_EMAIL_AT", "EmailDomain"),
    ("DECLARED", "Organisation"), ("USED_…", "a kind of yours"),
)  # fmt: skip
_BOUND: Final = (
    ("BECAUSE", "Evidence"), ("RIVALLED_BY", "Hypothesis"), ("FOUND_IN", "Run"), ("SUCCEEDS", "PreviousRing"),
)  # fmt: skip
_HEAD: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 470" font-family="sans-serif" font-size="13" role="img"
 aria-label="Labels and relationship types of the published graph">
<rect width="1000" height="470" fill="#fff"/>
<defs><marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="3" orient="auto">
<path d="M0,0 L7,3 L0,6 z" fill="#555"/></marker></defs>
"""


def picture() -> str:
    """The SVG, the same bytes each time."""
    parts = [_HEAD, _box(430, 210, "Account", "#f6d55c"), _box(800, 210, "Ring", "#ed553b")]
    for i, (type_, label) in enumerate(_ENTITIES):
        y = 15 + 50 * i
        parts += [_arrow((430, 225), (170, y + 15), type_, 0.72), _box(10, y, label, "#3caea3")]
    for i, (type_, label) in enumerate(_BOUND):
        y = 20 + 400 * (i % 2)
        x = 630 + 200 * (i // 2)
        parts += [_arrow((880, 210 if y < 210 else 240), (x + 80, y + 30 if y < 210 else y), type_, 0.6)]
        parts += [_box(x, y, label, "#c8d6e5")]
    parts += [
        _arrow((590, 225), (800, 225), "MEMBER_OF", 0.5),
        _loop(510, 210, "TIED_TO, RELATED_TO"),
        '<path d="M810,240 C 700,400 350,460 172,415" fill="none" stroke="#555" marker-end="url(#tip)"/>\n',
        _text(520, 405, "SHARES (to entities of every kind)"),
        '<path d="M90,95 L90,113" stroke="#555" marker-end="url(#tip)"/>\n', _text(140, 109, "IN_NETWORK"),
        _text(630, 262, "GROUPED_IN: to (:Group), as a Ring but explained"),
        "</svg>\n",
    ]  # fmt: skip
    return "".join(parts)


def _box(x: int, y: int, label: str, colour: str) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="160" height="30" rx="8" fill="{colour}" stroke="#333"/>\n'
        f'<text x="{x + 80}" y="{y + 20}" text-anchor="middle" font-weight="bold">{escape(label)}</text>\n'
    )


def _arrow(start: tuple[int, int], end: tuple[int, int], label: str, at: float) -> str:
    (a, b), (c, d) = start, end
    line = f'<line x1="{a}" y1="{b}" x2="{c}" y2="{d}" stroke="#555" marker-end="url(#tip)"/>\n'
    return line + _text(round(a + (c - a) * at), round(b + (d - b) * at) + 4, label)


def _loop(x: int, y: int, label: str) -> str:
    curve = f"M{x - 30},{y} C {x - 60},{y - 70} {x + 60},{y - 70} {x + 30},{y}"
    line = f'<path d="{curve}" fill="none" stroke="#555" marker-end="url(#tip)"/>\n'
    return line + _text(x, y - 58, label)


def _text(x: int, y: int, words: str) -> str:
    """Words that stay legible over a line."""
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle" font-size="11" stroke="#fff" stroke-width="4"'
        f' paint-order="stroke">{escape(words)}</text>\n'
    )
