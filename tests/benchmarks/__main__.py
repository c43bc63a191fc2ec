"""Run every benchmark of this folder, each in a process of its own: ``python -m tests.benchmarks``."""

import subprocess
import sys
from pathlib import Path

for script in sorted(Path(__file__).parent.glob("bench_*.py")):
    subprocess.run([sys.executable, "-m", f"{__package__}.{script.stem}"], check=True)
