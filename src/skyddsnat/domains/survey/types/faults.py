"""What is wrong with a file that was handed in, as the rest of the product tells it."""

from skyddsnat.kernel.file_faults import BrokenFile, FileFault

__all__ = ["BrokenFile", "FileFault"]
