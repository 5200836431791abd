"""Pure computation: numpy in, numpy out. No Django, no room, no clock, no input or output.

Each engine has one shape: ``Problem -> solve(problem, stop, seed) -> Result`` with frozen dataclasses,
validated at the door (:class:`~taktline.engines.errors.EngineError`), and an independent ``check``.
"""
