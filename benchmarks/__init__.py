"""Measurements against plain MyST."""
