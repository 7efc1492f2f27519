"""Tests of what crosses the rooms of the house. Tests of one room lie beside it."""
