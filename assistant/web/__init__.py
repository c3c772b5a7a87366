"""The web app's pages: what a governor sees, and nothing that decides an answer."""
