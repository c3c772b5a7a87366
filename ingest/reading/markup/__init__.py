"""Reading formats whose elements say what they are: Word, OpenDocument and web pages."""
