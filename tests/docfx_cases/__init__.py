"""docfx's own test cases, as a measure: the same outline of what we make of them.

``python -m tests.docfx_cases`` prints what differs.
"""
