"""What keeps the libraries that Parity leans on from sending or fetching anything of their own.

Some read these when they are imported. So they are set when ``ingest`` is, which is before every
module of it, and whatever of Parity leans on one of these libraries leans on ``ingest`` as well.
"""

from __future__ import annotations

import os

SILENT = {
    # onnxruntime writes the number of this machine and looks up an address when it is imported.
    "ORT_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    # LangChain sends every question to a service where these are set for another program.
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
}
"""Set whatever they were: what is read and asked is nobody else's."""

OWN = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""Set unless they are set: no model is fetched."""


def stay_offline() -> None:
    """Set these variables of the environment, for this process and those that it starts."""
    os.environ.update(SILENT)
    for name, value in OWN.items():
        os.environ.setdefault(name, value)
