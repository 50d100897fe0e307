"""Every deliberate error of the product: a tree that knows nothing of HTTP or exit codes.

A message is one sentence for the person who reads it: what is wrong, where, and what to do.
"""


class RiskError(Exception):
    """Anything the product refuses or cannot do, on purpose."""


class InvalidInput(RiskError):
    """What came from outside is not usable as it is."""


class TooLarge(InvalidInput):
    """What came from outside is larger than the settings allow."""


class InvalidRecord(InvalidInput):
    """A value, row or domain object that contradicts itself."""


class UnreadableFile(InvalidInput):
    """A file that is missing, empty, of an unknown kind or not what its name says."""


class InvalidMapping(InvalidInput):
    """A mapping file that does not say how to read the table it names."""


class InvalidSettings(InvalidInput):
    """A setting or a shipped YAML that cannot be used, with the place of the mistake."""


class TooManyRejects(InvalidInput):
    """More rows were bad than the share limit allows; nothing of the load is visible."""


class LoadPublished(InvalidInput):
    """The load was published: it can be neither written nor dropped any more."""


class LoadInUse(InvalidInput):
    """A later load may count on the rows of this one, so it cannot be dropped yet."""


class NotFound(RiskError):
    """Something asked for by name does not exist."""


class PartyNotFound(NotFound):
    """No party has this id, now or before a merge."""


class RingNotFound(NotFound):
    """No ring of the current Book has this id."""


class LoadNotFound(NotFound):
    """No load has this id."""


class JobNotFound(NotFound):
    """No job has this id."""


class NotComputed(NotFound):
    """A figure that takes long was not computed for the current Book yet."""


class NoBook(RiskError):
    """Nothing has been published and refreshed yet."""


class BookDamaged(RiskError):
    """A saved Book does not match its manifest."""


class StoreError(RiskError):
    """The graph store did not do what was asked."""


class StoreUnavailable(StoreError):
    """The database does not answer within its time-out; trying again later may work."""


class StoreRefused(StoreError):
    """The database answered and refused: wrong credentials, missing rights, disk full."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of the product."""


class StoreNotReady(StoreError):
    """The store has no schema yet; `riskweave init` makes it."""


class StoreBusy(StoreError):
    """Another writer holds the lease."""


class FencedOut(StoreError):
    """This writer's lease was lost to another one; nothing of this call was written."""


class Cancelled(RiskError):
    """Somebody asked to stop this; what is there is in a state that can be gone on with or dropped."""


class CannotWrite(RiskError):
    """A file or folder that what was asked for should go to cannot be written."""


class NotInstalled(RiskError):
    """What was asked for needs an extra of this program that is not installed."""


class PortInUse(RiskError):
    """The address to serve on is taken."""
