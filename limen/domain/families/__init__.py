"""Families: how persons belong together, who lives with whom, and who acts for whom.

It knows persons alone and sees them through their own walls: what two persons are to each other is there for
whoever reads both.
"""
