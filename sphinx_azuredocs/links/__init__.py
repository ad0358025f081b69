"""What a URL or uid names: pure look-ups, without Sphinx."""
