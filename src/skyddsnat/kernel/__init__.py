"""Plain building blocks that know neither law nor Django: texts, verdicts, states, dates, numbers."""
