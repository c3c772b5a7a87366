"""Questions for all mentions of a thing, all sums or all figures: every word accounted for."""
