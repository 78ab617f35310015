"""The pure layers stay pure."""

import subprocess
import sys

PROGRAM = """
import pkgutil, importlib, sys
import skyddsnat.kernel, skyddsnat.law, skyddsnat.stats
for package in (skyddsnat.kernel, skyddsnat.law, skyddsnat.stats):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
print(" ".join(sorted(name for name in ("django", "ninja", "psycopg") if name in sys.modules)))
"""


def test_kernel_law_and_stats_bring_in_neither_django_nor_a_database() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=300)

    assert done.stdout.strip() == ""
