"""Page furniture shared by the workspaces: the page decorator, components, assets."""
