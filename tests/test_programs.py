"""What docs/programs.md tells other programs is so: the example runs, every key has its line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from assistant.mcp.outputs import PARAGRAPH
from assistant.mcp.tools import TOOLS
from assistant.settings import Settings
from assistant.terminal.contract import to_object
from browsing import ROOT
from passages import ANSWER

PAGE = (ROOT / "docs" / "programs.md").read_text(encoding="utf-8")


def test_the_example_in_python_runs_in_a_program_of_its_own(
    home_index: Path, tmp_path: Path
) -> None:
    (example,) = re.findall(r"^```python\n(.+?)^```", PAGE, re.M | re.S)
    assert len(list(filter(None, example.splitlines()))) <= 10
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


def test_the_client_s_file_starts_parity_with_settings_that_there_are() -> None:
    (example,) = re.findall(r"^```json\n(.+?)^```", PAGE, re.M | re.S)
    (server,) = json.loads(example)["mcpServers"].values()
    assert (Path(server["command"]).name, server["args"]) == ("parity", ["mcp"])
    assert Settings.from_environment(server["env"])


def test_every_tool_has_its_line_with_all_that_it_takes_and_every_key_of_a_paragraph() -> None:
    lines = dict(re.findall(r"^\| `(\w+)` \| (.+)$", PAGE, re.M))
    for name, tool in TOOLS.items():
        shown = tool.takes.model_fields if name != "commitments" else ("view", "most")
        assert all(f"`{argument}`" in lines[name] for argument in shown)
    described = {key for row in re.findall(r"^\| (`.+?) \|", PAGE, re.M) for key in row.split("`")}
    own = PARAGRAPH["properties"].keys() - described
    assert all(f"`{key}`" in lines["paragraph"] for key in own)
