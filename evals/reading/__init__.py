"""Reading rows: questions, near misses, follow-ups and claims that were written by reading."""
