"""The safety of Norrham's staff: two years of incidents and what followed on them, warnings, visits and two waves."""
