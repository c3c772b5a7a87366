"""The English that ingest and the assistant both read."""
