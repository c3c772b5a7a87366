"""What is wrong with a document's printed numbers: missing, printed again, or out of order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.numbering import Printed, parsed
from ingest.types import Paragraph


def check_numbers(paragraphs: Sequence[Paragraph], expected: range) -> list[str]:
    """What is wrong with the printed numbers: each expected one once, in order, and no other.

    A run that starts again below a heading is left to itself. Returns one phrase a fault, ready to
    be read; none where the run is as expected.
    """
    names = [p.number.partition(" (")[0] for p in paragraphs if p.printed and not p.within]
    printed = [name for name in names if parsed(name)] or names
    wanted, counts = [str(number) for number in expected], Counter(printed)
    faults = [f"paragraph {n} is missing" for n in wanted if not counts[n]]
    faults += [f"paragraph {n} appears {times} times" for n, times in counts.items() if times > 1]
    faults += [f"paragraph {n} is not expected" for n in printed if n not in wanted]
    if not faults and printed != wanted:
        first = next(b for a, b in pairwise(printed) if int(b) < int(a))
        faults.append(f"paragraph {first} is out of order")
    return faults


@dataclass(frozen=True)
class NumberFault:
    """A gap or a repeat in a run of printed numbers.

    ``at`` is the place of the paragraph whose number shows it, ``holder`` of the one that is
    doubtful for it: where a number is missing, the one before, which may hold its text.
    """

    at: int
    holder: int
    said: str
    doubt: str


def number_faults(paragraphs: Sequence[Paragraph]) -> list[NumberFault]:
    """Where a run of printed numbers has a gap or a repeat, in reading order."""
    faults: list[NumberFault] = []
    last: dict[str, tuple[int, Printed]] = {}
    for at, paragraph in enumerate(paragraphs):
        printed = parsed(paragraph.number.partition(" (")[0]) if paragraph.printed else None
        if printed is None:
            continue
        holder, before = last.get(paragraph.within, (at, None))
        number = _said(printed)
        if "(repeated" in paragraph.number:
            said = f"paragraph {number} appears again"
            faults.append(NumberFault(at, at, said, "its number stands twice"))
        elif before and before[:-1] == printed[:-1] and printed[-1] < before[-1]:
            said = f"paragraph {number} stands after {_said(before)}"
            faults.append(NumberFault(at, at, said, "its number is out of order"))
        else:
            first = 1 if before is None or before[:-1] != printed[:-1] else before[-1] + 1
            for gap in range(first, printed[-1]):
                missing = _said((*printed[:-1], gap))
                said = f"paragraph {missing} is missing before {number}"
                doubt = f"number {missing} is missing {'before' if holder == at else 'after'} it"
                faults.append(NumberFault(at, holder, said, doubt))
        last[paragraph.within] = (at, max(printed, before or printed))
    return faults


def _said(printed: Printed) -> str:
    return ".".join(map(str, printed))


def doubtful_numbers(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Where a run of printed numbers has a gap or a repeat, with the page where it is known.

    Returns one phrase a place, such as "paragraph 14 is missing before 15 (page 9)".
    """
    pages = [paragraph.page for paragraph in paragraphs]
    return [
        fault.said if pages[fault.at] is None else f"{fault.said} (page {pages[fault.at]})"
        for fault in number_faults(paragraphs)
    ]
