"""Conversion of pages from one dialect to another, file by file."""
