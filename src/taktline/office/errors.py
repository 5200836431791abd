"""What this room refuses, and what to do next."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal


class NotYourTask(Refusal):
    """A task is for another role."""

    code = "office.not-your-task"
    sentence = N_("This task is for the role “%(role)s”. Ask somebody who has it, or your manager.")
    status = 403


class TakenByAnother(Refusal):
    """Somebody else is at it."""

    code = "office.taken-by-another"
    sentence = N_("%(who)s is working on this task already. Talk to each other before you take it over.")


class FileRefused(Refusal):
    """A file that is too large, empty, or of a kind we do not keep."""

    code = "office.file-refused"
    sentence = N_("“%(name)s” cannot be attached: %(reason)s")
    status = 422


class FileMissing(Refusal):
    """The row is there, the file is not."""

    code = "office.file-missing"
    sentence = N_(
        "The file “%(name)s” is not in the store any more. Ask your administrator to restore it from backup."
    )
    status = 404


class OwnRequest(Refusal):
    """Two pairs of eyes are wanted."""

    code = "office.own-request"
    sentence = N_("You asked for this approval yourself; somebody else has to decide it.")
    status = 403


class AlreadyAsked(Refusal):
    """The same approval is waiting."""

    code = "office.already-asked"
    sentence = N_("This approval has been asked for already and waits for a decision.")


class CannotPrint(Refusal):
    """A document could not be set."""

    code = "office.cannot-print"
    sentence = N_("The document “%(template)s” could not be printed: %(reason)s")
    status = 500
