"""What can be asked of promising."""

from taktline.promising.services.accept import accept
from taktline.promising.services.let_go import forget, let_go, let_go_deliveries
from taktline.promising.services.part import part_deliveries
from taktline.promising.services.quote import quote

__all__ = ["accept", "forget", "let_go", "let_go_deliveries", "part_deliveries", "quote"]
