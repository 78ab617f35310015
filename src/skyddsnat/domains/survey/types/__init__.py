"""Plain data of surveys: `definition` and its file, `waves`, `answering`, files of answers, `faults`."""
