"""Walks through the demonstration as its people, and takes the pictures of the documentation."""
