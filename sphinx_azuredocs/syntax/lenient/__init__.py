"""Markdown as articles of 2013 to 2016 were written, beyond CommonMark."""
