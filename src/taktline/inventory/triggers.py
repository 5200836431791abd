"""What the database itself refuses: the stock journal is written once. Run by the migration 0002_append_only."""

from taktline.kernel.triggers import append_only

STATEMENTS, UNDO = append_only("inventory_move", "stock moves")
