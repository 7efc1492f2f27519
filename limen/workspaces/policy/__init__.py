"""Answering for the law: which editions of packs are in force, and how two people put one there."""
