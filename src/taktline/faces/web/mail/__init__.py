"""Pages about mails that leave the house."""
