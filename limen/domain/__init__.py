"""The file and the acts. Floors and rooms are described in ARCHITECTURE.md."""
