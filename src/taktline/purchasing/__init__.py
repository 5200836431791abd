"""What to buy, from whom and when: requisitions and purchase orders."""
