"""What is bought, made and sold: items, bills of material, routings, prices, taxes, rates."""
