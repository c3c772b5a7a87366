"""A chat model writes the answer, where one is configured; what it writes goes through the gate."""
