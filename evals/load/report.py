"""What the load and the faults gave, as tables and as the page ``docs/reliability.md``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from evals.load.faults import PATIENCE, RECOVERED, Outcome
from evals.load.page import Seen
from evals.load.sessions import Alone, Asked, Kind, percentile
from evals.tables import NONE, Table

_OPENING = """\
# Reliability: many readers, and what they see while something breaks

`{command}` wrote this page on {day}, on a machine of {processors} processors, in {minutes:.0f} \
minutes. Parity runs by the command that `parity chat` runs, on a copy of the index, with a clock \
that can be turned, and without the limit on the questions that one browser may begin within a \
minute, which one reader alone would pass. The sessions speak to \
the page as a browser does, by Streamlit's own messages over its websocket, from the same machine; \
nothing is drawn. They ask the tuning questions of the evals, follow-ups in their conversations, \
and none of the held ones. An answer is *as alone* where the question on the page, the HTML of the \
answer with all its sentences, citations and sources, and the questions offered to go on with are \
letter for letter those that one session alone was given.
"""
_FAULTS = """\
Each fault stays for so many seconds while the sessions go on asking, and is then mended. Counted \
is what was answered from the moment that something broke until {recovered} answers in a row were \
as before. *Says why*: a sentence of the page in the answer's place says what is wrong, or one in \
the answer says what it was made without, or question and answer are the same and a sentence \
stands beside them; the sentences stand below. What an answer says that was made without a server \
is not held against another such answer. After another edition came, answers are as before where \
they are those that one session alone was then given. *Otherwise*: it differs and \
nothing says so. *Errors* are tracebacks, broken lines, and nothing for two minutes. *As before* \
are the seconds from the mending to the first of the answers that were all as before."""
_HOW = """\
Without rights of an administrator a disk cannot be filled for one program only, so the limit on \
the size of a file stands for it: every write fails, with "File too large" where a full disk says \
"No space left". The clock is turned in Python's `time` and `datetime` of the app's process; the \
stamps of files and the monotonic clock stay true."""


@dataclass
class Load:
    """What one reader and many were shown, and what the machine did meanwhile.

    ``interval`` is the mean of seconds between two questions of a session, ``rate`` the answers a
    second that ``tried_by`` sessions without a pause were given, ``busy`` the share of the
    processors' time. ``one`` is what one reader was shown the second time, ``unsteady`` how many of
    these were not as the first time.
    Memory is in megabytes.
    """

    sessions: int
    seconds: float
    interval: float
    rate: float
    tried_by: int
    busy: float
    one: Sequence[Seen]
    unsteady: int
    asked: Sequence[Asked]
    alone: Alone
    memory_before: float
    memory_after: float

    def count(self, kind: Kind) -> int:
        """How many questions were answered so."""
        return sum(self.alone.kind(one) is kind for one in self.asked)


@dataclass
class Measured:
    """All that a command measured in a scratch ``folder``, which is not named in what it tells.

    ``after_faults`` is the app's memory then, in megabytes.
    """

    load: Load
    command: str
    folder: str
    outcomes: list[Outcome] = field(default_factory=list)
    after_faults: float = 0.0
    minutes: float = 0.0

    @property
    def well(self) -> bool:
        """Whether no session was shown what it should not be."""
        load = self.load
        wrong = load.unsteady + len(load.asked) - load.count(Kind.SAME)
        return not wrong and all(
            not one.count(Kind.OTHER) and not one.count(Kind.ERROR) and one.recovered is not None
            for one in self.outcomes
        )


def page(measured: Measured) -> str:
    """The whole page."""
    opening = _OPENING.format(
        command=measured.command,
        day=f"{datetime.now(UTC):%-d %B %Y}",
        processors=os.cpu_count(),
        minutes=measured.minutes,
    )
    return "\n".join([opening, *(table.markdown() for table in tables(measured))]).rstrip() + "\n"


def tables(measured: Measured) -> list[Table]:
    """The tables of the page."""
    found = [_load_table(measured.load)]
    if measured.outcomes:
        found += [_fault_table(measured), _said_table(measured)]
    return found


def _load_table(load: Load) -> Table:
    many = [one.seen for one in load.asked if one.seen]
    rows = [
        ("questions asked", str(len(load.one)), str(len(load.asked))),
        ("answered otherwise than alone", str(load.unsteady), str(_unlike(load))),
        ("errors", "0", str(load.count(Kind.ERROR))),
    ]
    for share in (0.5, 0.95):
        one, other = percentile(load.one, share), percentile(many, share)
        ratio = f"{other / one:.1f} times" if one else NONE
        rows.append((f"{share:.0%} of answers within", f"{one:.2f} s", f"{other:.2f} s, {ratio}"))
    notes = (
        f"{load.sessions} sessions for {load.seconds / 60:.1f} minutes, each asking every "
        f"{load.interval:.0f} seconds on average (exponential), which is {_share(load):.0%} of "
        f"the {load.rate:.2f} answers a second that {load.tried_by} sessions without a pause were "
        "given. "
        f"The processors were busy for {load.busy:.0%} of the time, the sessions' own work "
        "included.",
        f"The server's memory was {load.memory_before:.0f} MB before and {load.memory_after:.0f} "
        "MB after.",
    )
    headings = ("", "one session", f"{load.sessions} sessions")
    return Table("Many sessions at once", headings, tuple(rows), notes)


def _unlike(load: Load) -> int:
    return load.count(Kind.OTHER) + load.count(Kind.SAID)


def _share(load: Load) -> float:
    return len(load.asked) / load.seconds / load.rate if load.rate else 0.0


def _fault_table(measured: Measured) -> Table:
    rows = tuple(
        (
            one.fault.name,
            one.fault.made,
            one.fault.mended,
            str(one.count(Kind.SAME)),
            str(one.count(Kind.SAID)),
            str(one.count(Kind.OTHER)),
            str(one.count(Kind.ERROR)),
            f"not in {PATIENCE:.0f} s" if one.recovered is None else f"{one.recovered:.0f} s",
        )
        for one in measured.outcomes
    )
    headings = ("fault", "how", "mended by", "as alone", "says why", "otherwise", "errors",
                "as before")  # fmt: skip
    notes = [_FAULTS.format(recovered=RECOVERED), _HOW]
    if measured.after_faults:
        notes.append(
            f"The server's memory after the faults of index and machine: "
            f"{measured.after_faults:.0f} MB."
        )
    return Table("While something breaks", headings, rows, tuple(notes), words=3)


def _said_table(measured: Measured) -> Table:
    outcomes = measured.outcomes
    rows = [
        (one.fault.name, str(times), line)
        for one in outcomes
        for line, times in list(one.said.items())[:3]
    ]
    rows += [(one.fault.name, NONE, line) for one in outcomes for line in one.told]
    rows += [(one.fault.name, "error", line) for one in outcomes for line in one.errors[:3]]
    told = tuple((name, times, line.replace(measured.folder, "…")) for name, times, line in rows)
    return Table("What was said", ("fault", "times", "sentence"), told, words=3)
