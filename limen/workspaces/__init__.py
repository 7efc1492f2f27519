"""The doors: one folder per audience. Workspaces do not know each other."""
