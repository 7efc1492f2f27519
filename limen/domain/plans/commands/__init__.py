"""Acts on service plans, one file for each part of one."""
