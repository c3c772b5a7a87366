"""What a text says: numbers, dates, names, groups, how firmly, done or planned, by whom."""
