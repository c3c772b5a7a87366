"""The index: Chroma's records, token vectors and statistics, in generations."""
