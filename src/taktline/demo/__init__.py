"""A fictional maker of gear pumps, built by driving flows and services only."""
