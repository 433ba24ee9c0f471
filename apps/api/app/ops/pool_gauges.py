"""How each process uses its pool of connections, for /metrics."""

from typing import Final

from prometheus_client import Gauge
from sqlalchemy.pool import Pool, QueuePool

IN_USE: Final = Gauge(
    "srq_hpn_database_pool_in_use",
    "Connections of the API's pools that are in use.",
    multiprocess_mode="livesum",
)
SIZE: Final = Gauge(
    "srq_hpn_database_pool_size",
    "Connections that the API's pools keep.",
    multiprocess_mode="livesum",
)
OVERFLOW: Final = Gauge(
    "srq_hpn_database_pool_overflow",
    "Connections that the API's pools opened beyond their size for a moment.",
    multiprocess_mode="livesum",
)


def count_pool(pool: Pool) -> None:
    """Take down how it is used at this moment."""
    if isinstance(pool, QueuePool):
        IN_USE.set(pool.checkedout())
        SIZE.set(pool.size())
        OVERFLOW.set(max(0, pool.overflow()))
