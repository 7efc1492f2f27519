"""What the measurements of the interview desk have in common."""
