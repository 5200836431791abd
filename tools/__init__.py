"""The house's own tools: setting up, and the laws as programs. Each has a test in tests/architecture."""
