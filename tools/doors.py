"""An import-linter contract: rooms are entered by their doors."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """No module outside a room imports anything of it but its doors.

    root: the package that holds the rooms. doors: the modules of a room that others may import.
    open_house: rooms without walls.
    """

    root: str = fields.StringField()  # type: ignore[assignment]
    doors: set[str] = fields.SetField(subfield=fields.StringField())  # type: ignore[assignment]
    open_house: set[str] = fields.SetField(  # type: ignore[assignment]
        subfield=fields.StringField(), required=False, default=set()
    )

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 - their shape
        """Look at every import that crosses into a room."""
        rooms = sorted(set(graph.find_children(self.root)) - set(self.open_house))
        trespasses = [
            (importer, inner)
            for room in rooms
            for inner in sorted(graph.find_descendants(room))
            if inner.removeprefix(f"{room}.").split(".")[0] not in self.doors
            for importer in sorted(graph.find_modules_that_directly_import(inner))
            if importer != room and not importer.startswith(f"{room}.")
        ]
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each trespass."""
        for importer, inner in check.metadata["trespasses"]:
            output.print_error(f"{importer} enters {inner} through the wall")
