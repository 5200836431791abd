"""What a run rests on, read in one short snapshot."""

from taktline.planning.load.inputs import Inputs, load
from taktline.planning.load.worth import worth_of

__all__ = ["Inputs", "load", "worth_of"]
