"""The case, and who may see it: assignments, walls, shares and openings in an emergency.

It knows its phase and its access. It does not know what an interview, a document or a decision is.
"""
