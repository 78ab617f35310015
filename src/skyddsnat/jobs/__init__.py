"""Commands: what is run from a terminal or by a timer. Reads the clock, calls one action or flow, prints one answer."""
