"""Parity on the command line: what it prints, and its JSON."""
