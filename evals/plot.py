"""What the refusal's threshold trades: right answers against answers that should not be."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from evals.metrics import Scored

LEFT_OUT = "threshold.png is left out: matplotlib is not installed; 'make install-dev' brings it."
_COLOURS = ("#1b6ca8", "#c2571a")


@dataclass(frozen=True)
class Steps:
    """One question, scored for every threshold: by the highest threshold of each answer."""

    scored: tuple[tuple[float, Scored], ...]

    def at(self, threshold: float) -> Scored:
        """The score of the answer that an assistant with this threshold gives."""
        return next(scored for highest, scored in self.scored if threshold <= highest)

    @property
    def at_once(self) -> Scored:
        """The score where nothing is withheld."""
        return self.scored[0][1]


@dataclass(frozen=True)
class Point:
    """The shares of the unanswerable that are answered, and of the answerable rightly answered."""

    threshold: float
    wrongly_answered: float
    rightly_answered: float


def curve(steps: Sequence[Steps], committed: float) -> list[Point]:
    """A point for each threshold that changes an answer, 0, 1 and the committed one, in order."""
    changing = {highest for s in steps for highest, _ in s.scored if highest < math.inf}
    points = []
    for threshold in sorted({0.0, 1.0, committed} | changing):
        scored = [s.at(threshold) for s in steps]
        answerable = [s.right for s in scored if s.question.answerable]
        unanswerable = [not s.refused for s in scored if not s.question.answerable]
        if answerable and unanswerable:
            wrongly = sum(unanswerable) / len(unanswerable)
            points.append(Point(threshold, wrongly, sum(answerable) / len(answerable)))
    return points


def draw(curves: Mapping[str, Sequence[Point]], committed: float, file: Path) -> bool:
    """Draw a line for each part; False, and nothing drawn, where matplotlib is not installed."""
    if find_spec("matplotlib") is None:
        return False
    from matplotlib.figure import Figure
    from matplotlib.ticker import PercentFormatter

    figure = Figure(figsize=(7, 5), layout="constrained")
    axes = figure.add_subplot()
    for colour, (part, points) in zip(_COLOURS, curves.items(), strict=False):
        x = [point.wrongly_answered for point in points]
        y = [point.rightly_answered for point in points]
        axes.plot(x, y, color=colour, linewidth=2, label=f"{part} part")
        here = next((point for point in points if point.threshold == committed), None)
        if here is not None:
            at = (here.wrongly_answered, here.rightly_answered)
            axes.plot(*at, "o", color=colour, markersize=9, markeredgecolor="white")
    axes.plot([], [], "o", color="grey", label=f"committed threshold, {committed:.2f}")
    axes.set_title("As the refusal's threshold falls from 1 to 0", loc="left", fontsize=11)
    axes.set_xlabel("unanswerable questions wrongly answered")
    axes.set_ylabel("answerable questions answered rightly")
    axes.set_xlim(left=0)
    axes.set_ylim(0, 1)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.grid(color="#e5e5e5")
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="lower right")
    figure.savefig(file, dpi=150)
    return True
