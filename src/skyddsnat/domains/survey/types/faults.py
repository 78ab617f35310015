"""What is wrong with a file that was handed in, as the rest of the product tells it."""

from skyddsnat.kernel.file_faults import BrokenFile, FileFault

MOST_FAULTS = 100
"""Where more is wrong than this, the rest is not looked for: the file is another than it was meant to be."""

__all__ = ["MOST_FAULTS", "BrokenFile", "FileFault"]
