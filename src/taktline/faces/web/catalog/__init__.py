"""Pages about items, bills of material, routings and prices."""
