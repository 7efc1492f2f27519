"""Reading what is printed: the port through which a machine-readable zone is read from a picture."""
