"""What Django gives by default over the same rows: its admin, and a page that says hello. It has no walls."""
