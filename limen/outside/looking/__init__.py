"""Looking at files that came from outside: what they are, what is in them, and copies that do no harm.

Nothing here knows Django or the database: the part that opens a file runs alone, in a process with limits.
"""
