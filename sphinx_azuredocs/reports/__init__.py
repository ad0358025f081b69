"""Reports on all pages: lists of pages, the freshness report."""
