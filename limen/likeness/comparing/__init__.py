"""Two names, two days, two document numbers: what is the same, what is not, and why. Never a score."""
