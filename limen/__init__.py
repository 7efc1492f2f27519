"""Limen: casework for those who decide on, and those who support, people who cross a border to be safe."""
