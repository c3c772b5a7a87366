"""The real app under many readers, and what they see while something breaks."""
