"""Acts that move a case: beginning its procedure, and one stage after the other."""
