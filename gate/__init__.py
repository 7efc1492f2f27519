"""The workshop behind dev.py: it prepares the environment and runs the checks. Standard library only."""
