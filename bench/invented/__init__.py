"""Invented people: common names put together at random, and what offices make of them. Nobody is real."""
