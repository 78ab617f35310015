"""What holds for compulsory cases: data in, verdict with all reasons out."""
