"""Answers taken away with their citations: as Word, as Markdown, and through the clipboard."""
