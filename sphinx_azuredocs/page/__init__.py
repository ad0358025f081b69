"""A page as a whole: its header, and what its metadata does."""
