"""The panel that answers “when?”."""
