"""The world beyond the house: each neighbour as a port, the real thing, and a stand-in."""
