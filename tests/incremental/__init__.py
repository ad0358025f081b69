"""Random edits of a repository, each built incrementally and afresh."""
