"""Which tests one process runs whole, where several run them."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    # In browsers beside each other everything is slow.
    "browser": ("browser", "journeys", "reader_browser", "taking_browser", "sign_in"),
    # These share indexes in evals/out.
    "evals": ("evals", "disagreement"),
}
"""How the names of files begin, after "test_", whose tests one process runs."""


def group_of(nodeid: str) -> str:
    """The group of a test by the name of its file, which is one by itself if it is of no other.

    >>> group_of("tests/test_browser_kept.py::test_it"), group_of("tests/test_words.py::test_it")
    ('browser', 'tests/test_words.py')
    """
    file = nodeid.split("::")[0]
    name = file.rpartition("/")[2].removeprefix("test_")
    return next((group for group, names in TOGETHER.items() if name.startswith(names)), file)


class ByGroup(LoadScopeScheduling):  # type: ignore[misc]
    """Hands each process one group after another."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
