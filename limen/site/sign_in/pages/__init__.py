"""The pages of the door, one module for each thing that one comes to the door for."""
