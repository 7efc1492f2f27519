"""Acts in the hall."""
