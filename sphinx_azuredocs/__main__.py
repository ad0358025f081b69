"""Run the command line."""

import sys

from .cli.quickstart import main

if __name__ == "__main__":
    sys.exit(main())
