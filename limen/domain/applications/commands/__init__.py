"""Acts on applications: one file for each part of one."""
