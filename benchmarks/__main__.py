"""Run the benchmark: ``python -m benchmarks SRCDIR``."""

from .compare import main

if __name__ == "__main__":
    main()
