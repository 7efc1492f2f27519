"""What names in a text lead to."""
