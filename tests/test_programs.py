"""What docs/programs.md tells other programs is so: the example runs, every key has its line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from assistant.terminal.contract import to_object
from browsing import ROOT
from passages import ANSWER

PAGE = (ROOT / "docs" / "programs.md").read_text(encoding="utf-8")


def test_the_example_in_python_runs_in_a_program_of_its_own(
    home_index: Path, tmp_path: Path
) -> None:
    (example,) = re.findall(r"^```python\n(.+?)^```", PAGE, re.M | re.S)
    program = tmp_path / "theirs.py"
    program.write_text(example, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(program)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PARITY_INDEX_DIR": str(home_index)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "420,000" in ran.stdout
    assert len(re.findall(r" \d+$", ran.stdout, re.M)) == 3


def test_every_key_of_an_answer_and_of_a_citation_is_described() -> None:
    found = to_object(ANSWER, 3)
    described = {key for row in re.findall(r"^\| (`.+?) \|", PAGE, re.M) for key in row.split("`")}
    assert {*found, *found["citations"][0]} <= described
