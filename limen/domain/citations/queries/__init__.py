"""What names in a text lead to, and what can be named."""
