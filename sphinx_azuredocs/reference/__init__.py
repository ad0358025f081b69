"""Reference pages in API YAML: one model, read from the schemas of several tools."""
