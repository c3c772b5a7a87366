"""The register of commitments as it is asked for: chosen, listed, and answered from."""

from typing import Literal, get_args

View = Literal["evaluated", "all", "across"]
"""Those that were rated, every commitment, or what several places say of one promise."""

VIEWS: tuple[View, ...] = get_args(View)
