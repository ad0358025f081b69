"""Markdown of articles of 2013 to 2016 that CommonMark does not allow."""
