"""Views that serve every declared screen and form."""
