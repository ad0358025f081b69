"""Look up the target of a URL or uid, without Sphinx."""
