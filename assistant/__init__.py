"""The assistant answers from the indexed documents, with a citation for every sentence."""
