"""What can be asked of promising."""

from taktline.promising.services.accept import accept
from taktline.promising.services.let_go import forget, let_go
from taktline.promising.services.quote import quote

__all__ = ["accept", "forget", "let_go", "quote"]
