"""A whole page: its dialect, its header, and the effects of its metadata."""
