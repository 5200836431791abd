"""What planning refuses."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal


class CannotPlan(Refusal):
    """The engine refuses the data it was given."""

    code = "planning.cannot-plan"
    sentence = N_("The plan cannot be computed: %(what)s. Mend the item or its bill of material, then plan again.")


class PlanUnsound(Refusal):
    """The independent checker does not accept a computed plan."""

    code = "planning.plan-unsound"
    sentence = N_("The computed plan did not pass its check (%(what)s) and was not stored. The last plan stands.")


class PlanStopped(Refusal):
    """Somebody stopped the run."""

    code = "planning.plan-stopped"
    sentence = N_("The run was stopped; the last plan stands. Start it again when you are ready.")


class NothingToFirm(Refusal):
    """No proposal was chosen, or none is left to firm."""

    code = "planning.nothing-to-firm"
    sentence = N_("There is nothing to firm here. Choose proposals from the list.")


class ItemSupplyUnclear(Refusal):
    """A proposal cannot be firmed as it stands."""

    code = "planning.not-firmable"
    sentence = N_("%(item)s is only a step in a chain (phantom) and becomes no order of its own. Firm what it belongs to.")


class RuleTwice(Refusal):
    """There is a rule for this already."""

    code = "planning.rule-twice"
    sentence = N_("There is a firming rule for this site, class and kind already. Change that one.")
