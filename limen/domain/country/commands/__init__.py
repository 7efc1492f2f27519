"""What is done to the library."""
