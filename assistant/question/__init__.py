"""A question, read: what it asks, of which documents, and whether it needs people first."""
