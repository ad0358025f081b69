"""Reading files: encoding, YAML and JSON with lines, globs, letter case."""
