"""The words of registration: what was typed, how it is read, and what a family tells in one piece."""
