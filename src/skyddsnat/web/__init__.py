"""Pages: one folder per journey, on one design system. Entry point: reads the clock, calls once, shows the answer."""
