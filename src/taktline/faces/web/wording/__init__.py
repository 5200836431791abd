"""The words of the journal: what actions, fields and states are called, and how their values are shown."""
