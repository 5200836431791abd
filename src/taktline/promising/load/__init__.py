"""Read what a promise rests on."""

from taktline.promising.load.gather import Gathered, gather

__all__ = ["Gathered", "gather"]
