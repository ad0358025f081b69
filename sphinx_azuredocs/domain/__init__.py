"""The ``azure`` domain: what is known of all pages, and what links resolve to."""
