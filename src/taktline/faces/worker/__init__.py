"""Jobs, schedules and the relay, each with a clock and an actor."""
