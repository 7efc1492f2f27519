"""The round of a support agency: its own cases, and those that are shared with it."""
