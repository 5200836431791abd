"""The company's cross-room verbs: a folder per flow, one verb a file."""
