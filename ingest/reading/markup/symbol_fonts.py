"""What the fonts Symbol, Wingdings and the like print for a letter or a private code, in Unicode.

Such a font draws a sign for each of the codes 0x20 to 0xFF; programs of offices also write them as
the private letters U+F020 to U+F0FF. Sources: Adobe's symbol.txt for Symbol, Unicode 7.0 for the
others, with the usual sign where Unicode has several drawings of one.
"""

from __future__ import annotations

UNKNOWN = "\ufffd"
"""What stands for a sign that is printed and not known here."""

_FIRST_PRIVATE, _LAST_PRIVATE = 0xF000, 0xF0FF
_PRIVATE_USE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFF))
_Signs = dict[int, str]


def _signs(*runs: tuple[int, str]) -> _Signs:
    """Signs by their codes, from runs of consecutive ones; a later run replaces an earlier."""
    found = {0x20: " "}
    for first, signs in runs:
        found |= dict(enumerate(signs, first))
    return {code: sign for code, sign in found.items() if sign != UNKNOWN}


_SYMBOL = _signs(
    (0x20, "".join(map(chr, range(0x20, 0x7F)))),
    (0x22, "∀"), (0x24, "∃"), (0x27, "∋"), (0x2A, "∗"), (0x2D, "−"),
    (0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"), (0x5C, "∴"), (0x5E, "⊥"),
    (0x60, "‾αβχδεφγηιϕκλµνοπθρστυϖωξψζ"), (0x7E, "∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"),
    (0xF1, "⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"),
)  # fmt: skip
_WINGDINGS = _signs(
    (0x21, "🖉✂✁👓🕭🕮🕯☎✆✉🖃📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈"),
    (0x58, "✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■☐🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷"),
    (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•▪○🞆🞈◉◎🔿▪☐🟂✦★✶✴✹✵"),
    (0xB0, "⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘•⮙⮛⮈⮊⮉⮋"),
    (0xDF, "←→↑↓↖↗↙↘←→↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✗✓☒☑"),
)
_WINGDINGS_2 = _signs(
    (0x4F, "✗✓✗☑☒☒"), (0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"), (0x96, "•●"), (0xA2, "■☐"),
)  # fmt: skip
_WINGDINGS_3 = _signs(
    (0x21, "←→↑↓↖↗↙↘"), (0x66, "←→↑↓↖↗↙↘"), (0x70, "▲▼△▽◀▶◁▷◣◢◤◥▲▶▼"),
)  # fmt: skip
_WEBDINGS = _signs(
    (0x33, "◀▶▲▼"), (0x61, "✓"), (0x63, "□"), (0x67, "■"), (0x69, "ℹ"), (0x6E, "●"), (0x72, "✗"),
)  # fmt: skip
_DINGBATS = _signs(
    (0x21, "".join(map(chr, range(0x2701, 0x275F)))), (0x25, "☎"), (0x2A, "☛☞"), (0x48, "★"),
    (0x6C, "●❍■"), (0x73, "▲▼◆❖◗"),
)  # fmt: skip
_OF_NO_FONT = {
    code: sign for code, sign in _WINGDINGS.items() if code in b"\x6f\xa7\xa8\xd8\xe0\xfb\xfc\xfe"
} | {0xB7: "•"}
"""The bullets, ticks and boxes that programs write as private letters without naming a font."""

_FONTS = {
    "symbol": _SYMBOL, "symbolmt": _SYMBOL, "wingdings": _WINGDINGS, "wingdings2": _WINGDINGS_2,
    "wingdings3": _WINGDINGS_3, "webdings": _WEBDINGS, "zapfdingbats": _DINGBATS,
    "itczapfdingbats": _DINGBATS,
}  # fmt: skip


def sign(code: int, font: str) -> str:
    """The sign that a font prints for a code; :data:`UNKNOWN` where that is not known.

    >>> sign(0xF0B3, "Symbol"), sign(0xB3, "Symbol"), sign(0x2265, "Arial"), sign(0xF0B3, "")
    ('≥', '≥', '≥', '�')
    """
    signs = _FONTS.get(_plain(font))
    is_private = _FIRST_PRIVATE <= code <= _LAST_PRIVATE
    if is_private or (signs is not None and code <= 0xFF):
        return (_OF_NO_FONT if signs is None else signs).get(code & 0xFF, UNKNOWN)
    return chr(code) if _is_letter(code) else UNKNOWN


def is_symbolic(font: str) -> bool:
    """Whether a font draws signs instead of letters."""
    return _plain(font) in _FONTS


def printed(text: str, font: str) -> str:
    """A text as a font prints it; white space stays as it is."""
    if not is_symbolic(font) and (text.isascii() or all(_is_letter(ord(at)) for at in text)):
        return text
    return "".join(at if at.isspace() else sign(ord(at), font) for at in text)


def _plain(font: str) -> str:
    return font.strip("'\" ").replace(" ", "").lower()


def _is_letter(code: int) -> bool:
    """Whether a code is that of a character, and of none for private use."""
    is_character = 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return is_character and not any(first <= code <= last for first, last in _PRIVATE_USE)
