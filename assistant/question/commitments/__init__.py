"""Questions about commitments: their words, and what each does in them."""
