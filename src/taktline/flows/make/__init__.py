"""How things are made: from the first piece to the product in stock."""
