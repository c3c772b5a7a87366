"""What the evals say: tables for the terminal, and files with every question's result.

The questions of the held part that are answered wrongly stand in the files only: they are there to
be scored, and reading them while rules are written would spend them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.intervals import Figures, Interval, intervals
from evals.metrics import Scored, figures, percentile, share
from evals.plot import LEFT_OUT, Steps, curve, draw
from evals.questions import Part
from evals.tables import Table, percent

OUT = Path(__file__).with_name("out")
_BANDS = 10

PARTS = (*(part.value for part in Part), "all")


@dataclass(frozen=True)
class Result:
    """A reference question with what was said, for every threshold and at the committed one."""

    scored: Scored
    steps: Steps
    said: str

    @property
    def fault(self) -> str:
        """What went wrong, in a few words; empty if nothing did."""
        scored = self.scored
        if scored.right:
            return ""
        if not scored.question.answerable:
            return f"answered, though {scored.question.why.rstrip('.')}"
        if scored.refused:
            return f"refused, “{self.said}”; {_place(scored)}"
        faults = {
            "a fact is missing": not scored.facts_stated,
            "gold is not cited": not scored.gold_cited,
            "the open part is not named": not scored.says_what_is_open,
        }
        found = [fault for fault, is_so in faults.items() if is_so] or ["too long"]
        return f"{', '.join(found)}; {_place(scored)}"


def _place(scored: Scored) -> str:
    return "gold not found" if scored.rank is None else f"gold ranked {scored.rank + 1}"


@dataclass(frozen=True)
class Report:
    """Every result with the figures of each part, their intervals and the tables made of them."""

    results: tuple[Result, ...]
    threshold: float
    figures: Mapping[str, Figures]
    intervals: Mapping[str, Mapping[str, Interval | None]]

    @classmethod
    def of(cls, results: Sequence[Result], threshold: float) -> Report:
        """The report of these results."""
        parts = {part: [r.scored for r in of_part(results, part)] for part in PARTS}
        return cls(
            tuple(results),
            threshold,
            {part: figures(scored) for part, scored in parts.items()},
            {part: intervals(scored, figures) for part, scored in parts.items()},
        )

    def figures_table(self, baseline: Mapping[str, Figures]) -> Table:
        """The figures of each part with their intervals, beside the baseline of all."""
        rows = []
        for name in self.figures["all"]:
            cells = [percent(self.figures[p][name], self.intervals[p][name]) for p in PARTS]
            rows.append((name, *cells, percent(baseline.get("all", {}).get(name))))
        numbers = (f"{part} ({len(of_part(self.results, part))})" for part in PARTS)
        return Table(
            f"Figures of {len(self.results)} questions",
            ("Figure", *numbers, "baseline"),
            tuple(rows),
            (
                "In brackets 95% intervals by the percentile bootstrap over questions; the "
                "baseline is of all.",
            ),
        )

    def families_table(self) -> Table:
        """How many of each family are right, in the held part and in all."""
        rows = []
        for family in dict.fromkeys(r.scored.question.family for r in self.results):
            of_family = [r for r in self.results if r.scored.question.family == family]
            cells = [_right(of_part(of_family, part)) for part in (Part.HELD, "all")]
            rows.append((family, *(cell for pair in cells for cell in pair)))
        return Table("Right, by family", ("Family", "held", "", "all", ""), tuple(rows))

    def bands_table(self) -> Table:
        """How the answers that would be given lie by confidence: right, and should not be."""
        rows = []
        for band in range(-1, _BANDS):
            of_band = [r.steps.at_once for r in self.results if _band(r) == band]
            right = [s.right for s in of_band if s.question.answerable]
            wrong = len(of_band) - len(right)
            name = f"{band / _BANDS:.1f} to {(band + 1) / _BANDS:.1f}"
            rows.append(
                (
                    "none given" if band < 0 else name,
                    str(len(right)),
                    "" if band < 0 else f"{sum(right)}",
                    str(wrong),
                )
            )
        note = (
            f"Below {self.threshold:.3f} nothing is said. None is given where nothing was found or "
            "a reason forbids an answer, and 1 where it was looked up. A question of several parts "
            "counts with its weakest."
        )
        headings = ("Confidence", "answerable", "of these right if answered", "unanswerable")
        return Table("Answers by confidence", headings, tuple(rows), (note,))

    def faults_table(self, part: Part) -> Table:
        """The questions of a part that went wrong."""
        rows = tuple(
            (q.id, q.family, " › ".join([*q.history, q.question]), r.fault)
            for r in of_part(self.results, part)
            if not r.scored.right
            for q in [r.scored.question]
        )
        headings = ("id", "family", "question", "what went wrong")
        return Table(f"Wrong, {part} part", headings, rows, words=len(headings))

    def times(self) -> str:
        """A sentence on how long an answer took."""
        seconds = [r.scored.seconds for r in self.results]
        median, slow = percentile(seconds, 0.5), percentile(seconds, 0.95)
        assert median is not None
        assert slow is not None
        return (
            f"Time for an answer: median {median * 1000:.0f} ms, "
            f"95th percentile {slow * 1000:.0f} ms (on this machine, now)"
        )

    def write(
        self, folder: Path, baseline: Mapping[str, Figures], beside: Sequence[Table]
    ) -> str | None:
        """Write report.md, report.json and threshold.png; returns a line on what is left out."""
        folder.mkdir(parents=True, exist_ok=True)
        curves = {
            f"{part}": curve([r.steps for r in of_part(self.results, part)], self.threshold)
            for part in Part
        }
        drawn = draw(curves, self.threshold, folder / "threshold.png")
        plot = "![What the threshold trades](threshold.png)" if drawn else LEFT_OUT
        sections = [
            "# What the evals found",
            self.figures_table(baseline).markdown(),
            f"{self.times()}.",
            self.families_table().markdown(),
            self.bands_table().markdown(),
            plot,
            *(table.markdown() for table in beside),
            *(self.faults_table(part).markdown() for part in Part),
        ]
        page = "\n\n".join(section.strip() for section in sections)
        (folder / "report.md").write_text(page + "\n", encoding="utf-8")
        text = json.dumps(self._as_json(beside), ensure_ascii=False, indent=1)
        (folder / "report.json").write_text(text + "\n", encoding="utf-8")
        return None if drawn else LEFT_OUT

    def _as_json(self, beside: Sequence[Table]) -> dict[str, object]:
        questions = [
            {
                "id": s.question.id,
                "family": s.question.family,
                "part": s.question.part.value,
                "question": s.question.question,
                "right": s.right,
                "fault": r.fault,
                "refused": s.refused,
                "confidence": s.confidence,
                "rank": s.rank,
                "words": s.words,
            }
            for r in self.results
            for s in [r.scored]
        ]
        return {
            "figures": self.figures,
            "intervals": self.intervals,
            "threshold": self.threshold,
            "questions": questions,
            "tables": [asdict(table) for table in beside],
        }


def of_part(results: Sequence[Result], part: str) -> list[Result]:
    """The results of a part, or of "all"."""
    return [r for r in results if part in ("all", r.scored.question.part)]


def _right(results: Sequence[Result]) -> tuple[str, str]:
    scored = [r.scored for r in results]

    def right(scored: Sequence[Scored]) -> Figures:
        return {"right": share([s.right for s in scored])}

    between = intervals(scored, right)["right"]
    number = f"{sum(s.right for s in scored)} of {len(scored)}"
    return number, percent(right(scored)["right"], between)


def _band(result: Result) -> int:
    """Which tenth of 0 to 1 an answer's confidence is in; -1 where there is none to give."""
    scored = result.steps.at_once
    return -1 if scored.refused else min(int(scored.confidence * _BANDS), _BANDS - 1)
