"""One open index: its documents, its words, and by which names and words it is asked."""
