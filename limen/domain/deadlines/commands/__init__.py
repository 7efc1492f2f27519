"""Acts on clocks: one file for each way of changing one."""
