"""Marked content (ISO 32000-1, sections 8.11 and 14.6): layers that are off, and page furniture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from ingest.reading.pdf.state import dictionary

_PAGINATION = ("/Pagination", "/Header", "/Footer")


class Marked:
    """Follows the marks of a page's content, its forms included."""

    def __init__(self, pdf: Any) -> None:
        self._off = _Layers(pdf)
        self._open: list[tuple[bool, bool]] = []

    @property
    def is_off(self) -> bool:
        """Whether what is drawn now stands on a layer that is not shown."""
        return any(off for off, _ in self._open)

    @property
    def is_pagination(self) -> bool:
        """Whether what is drawn now is marked as a header, a footer or a page number."""
        return any(runs_on for _, runs_on in self._open)

    def follow(self, operator: bytes, operands: Sequence[Any], resources: DictionaryObject) -> None:
        """Begin or end marked content."""
        if operator == b"EMC":
            del self._open[-1:]
            return
        tag, given = (*operands, None, None)[:2]
        if not isinstance(given, DictionaryObject):
            given = dictionary(resources.get("/Properties")).get(given)
        of = dictionary(given)
        is_running = tag == "/Artifact" and (
            of.get("/Type") in _PAGINATION or of.get("/Subtype") in _PAGINATION
        )
        self._open.append((tag == "/OC" and self._off.holds(given), is_running))

    def hides(self, drawn: DictionaryObject) -> bool:
        """Whether a form or image stands on a layer that is not shown."""
        return self._off.holds(drawn.get("/OC"))


class _Layers:
    """A file's layers that are not shown when it is opened."""

    def __init__(self, pdf: Any) -> None:
        try:
            known = dictionary(dictionary(pdf.trailer.get("/Root")).get("/OCProperties"))
        except Exception:  # pypdf raises many kinds on a damaged trailer
            known = DictionaryObject()
        chosen = dictionary(known.get("/D"))
        off = set(_numbers(chosen.get("/OFF")))
        if chosen.get("/BaseState") == "/OFF":
            off |= set(_numbers(known.get("/OCGs"))) - set(_numbers(chosen.get("/ON")))
        self._off = off

    def holds(self, layer: Any) -> bool:
        """Whether a layer, or a group of layers of which any shows it, is not shown."""
        if layer is None or not self._off:
            return False
        if dictionary(layer).get("/Type") == "/OCMD":
            layers = list(_numbers(dictionary(layer).get("/OCGs")))
        else:
            layers = list(_numbers(layer))
        return bool(layers) and all(of in self._off for of in layers)


def _numbers(layers: Any) -> Iterator[int]:
    """The object numbers of one layer or a list of them."""
    if isinstance(layers, IndirectObject) and not isinstance(layers.get_object(), ArrayObject):
        yield layers.idnum
        return
    found = layers.get_object() if layers is not None else None
    for layer in found if isinstance(found, ArrayObject) else ():
        if isinstance(layer, IndirectObject):
            yield layer.idnum
