"""Whether a source carries a claim: one comparison, for answers and for the desk."""
