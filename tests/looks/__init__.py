"""What the pages look like, in each theme: contact sheets, and a check by axe."""
