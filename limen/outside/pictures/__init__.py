"""Pictures from cameras and files: decoded within limits and written anew, so that nothing else comes in."""
