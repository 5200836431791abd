"""The guided tour: six clicks from a customer's Excel file to the board."""
