"""The words of the directory, and the published form in which directories are exchanged."""
