"""Print what differs: ``python -m tests.docfx_cases [WORD …]``."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from difflib import ndiff
from pathlib import Path

from .cases import build, load

words = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    results = build(load(), Path(folder))
total, failed = Counter[str](), Counter[str]()
for result in results:
    feature = result.case.data["feature"]
    total[feature] += 1
    failed[feature] += bool(result.problems)
    if result.problems and any(w in (result.case.id, feature) for w in words):
        print("=" * 70)
        print(result.case.id, result.problems)
        print(result.case.data["markdown"])
        print("\n".join(ndiff(result.expected, result.ours)))
        print("\n".join(result.warnings))
for feature, count in sorted(total.items()):
    print(f"{feature:22} {count - failed[feature]:3} of {count}")
print(f"{'all':22} {total.total() - failed.total():3} of {total.total()}")
print(" ".join(result.case.id for result in results if result.problems))
