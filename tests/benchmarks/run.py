"""`make bench`: every figure beside its limit. Exit code 1 when one is missed."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from mediquiz.demo import make_demo
from mediquiz.locations import shipped

from . import bench_answer, bench_bank, bench_readiness, bench_start, bench_storage
from .big import make_big


def main() -> int:
    """Measure everything in one run."""
    from datetime import date

    with tempfile.TemporaryDirectory(prefix="mediquiz-bench-") as name:
        scratch = Path(name)
        demo = make_demo(scratch / "demo", shipped("question_banks"), date(2026, 11, 1), seed=1)
        figures = bench_start.measure(scratch, demo)
        make_big(scratch / "big.sqlite")
        figures += bench_storage.measure(scratch / "big.sqlite", scratch)
        figures += bench_readiness.measure(scratch)
        figures += bench_bank.measure(scratch)
        figures += bench_answer.measure(scratch / "big.sqlite")
    print("\n".join(figure.line() for figure in figures))
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
