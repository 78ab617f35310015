"""What investigations add to a disclosed file: their signed documents, which the file lists already."""
