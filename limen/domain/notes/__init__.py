"""What was written about a case, each note in a compartment, each version kept."""
