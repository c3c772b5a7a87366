"""The register of commitments: what the documents promise, and what they say became of it."""
