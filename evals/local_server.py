"""Serves one model file by OpenAI's protocol, on this machine only, until it is interrupted.

Run by ``python -m evals.local_model --serve``, in an environment that has xllamacpp and nothing of
Parity: ``local_server.py FILE PORT THREADS CONTEXT``. It answers only to the key that
PARITY_CHAT_KEY has, since a page in a browser on this machine could ask it too.
"""

from __future__ import annotations

import os
import sys
import threading

_READ_AT_ONCE = 512
"""Tokens; between two such stretches a request that nobody waits for any more is dropped."""


def main(file: str, port: int, threads: int, context: int) -> None:
    """Serve; one request at a time, what two requests begin with is read once."""
    import xllamacpp  # which only the environment that this runs in has

    params = xllamacpp.CommonParams()
    params.model.path = file
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.api_keys = [os.environ["PARITY_CHAT_KEY"]]
    params.n_ctx = context
    params.n_parallel = 1
    params.n_batch = _READ_AT_ONCE
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.ui = False
    server = xllamacpp.Server(params)
    print(f"Serving at {server.listening_address}", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
