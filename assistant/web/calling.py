"""Help lines that are called, or sent a text, by a press on their number."""

from __future__ import annotations

_LINES = {
    "NHS\u00a0111": "tel:111",
    "116\u00a0123": "tel:116123",
    "999": "tel:999",
    "SHOUT to 85258": "sms:85258?body=SHOUT",
}
"""The help lines as Parity's own messages write them, and the address of each."""


def callable_html(html: str) -> str:
    """A message of Parity's own, as HTML, with its help lines as links.

    >>> callable_html("<p>In danger, call 999.</p>")
    '<p>In danger, call <a class="call" href="tel:999">999</a>.</p>'
    """
    for number, address in _LINES.items():
        html = html.replace(number, f'<a class="call" href="{address}">{number}</a>')
    return html
