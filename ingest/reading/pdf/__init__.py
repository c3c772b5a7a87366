"""Reading PDF: what a page shows, its lines, and the blocks that they make."""
