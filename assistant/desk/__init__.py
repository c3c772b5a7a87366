"""The exact-wording desk: where words stand, and whether somebody's words are true to them."""
