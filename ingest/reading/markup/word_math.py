"""A formula of Word's is written in one line, with the signs that its layout stands for."""

from __future__ import annotations

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import child, local, value


def around(element: Element) -> tuple[str, str]:
    """What stands before and behind an element of a formula (ECMA-376 part 1, 22.1); else nothing.

    Brackets and a sum's sign are attributes there, with "(", ")" and "∫" where they are missing.
    What stands over or under a line, or within a root, is bracketed where it is no single term.
    """
    name = local(element)
    above = element.getparent()
    if name == "d":
        return _sign(element, "dPr", "begChr", "("), _sign(element, "dPr", "endChr", ")")
    if name == "nary":
        return _sign(element, "naryPr", "chr", "∫"), ""
    if name == "sup":
        return "^", ""
    if name == "e" and above is not None and local(above) == "rad":
        before, behind = _bracketed(element)
        return f"√{before}", behind
    if name in ("num", "den"):
        before, behind = _bracketed(element)
        return f"{'/' if name == 'den' else ''}{before}", behind
    return "", ""


def _bracketed(element: Element) -> tuple[str, str]:
    text = "".join(str(piece) for piece in element.itertext()).strip()
    is_term = text.replace(".", "").isalnum()
    return ("", "") if is_term or not text else ("(", ")")


def _sign(element: Element, properties: str, name: str, usual: str) -> str:
    mark = child(element, properties, name)
    return usual if mark is None else value(mark)
