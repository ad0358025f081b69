"""Run the command line."""

import sys

from .quickstart import main

if __name__ == "__main__":
    sys.exit(main())
