"""Files of every format, read as blocks of text."""
