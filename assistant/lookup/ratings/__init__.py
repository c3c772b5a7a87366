"""Ratings that the documents give, and questions about them: every word accounted for."""
