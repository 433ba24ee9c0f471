"""What each process counts of the requests that it answers, for /metrics.

Every label has few values: methods that are none of HTTP's are one, and so are all addresses that
no route has. Under gunicorn the processes count together (gunicorn.conf.py).
"""

from typing import Final

from prometheus_client import Counter, Gauge, Histogram

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_NO_ROUTE: Final = "(none)"
# From an answer kept in memory to the limit of a request's database work.
_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)

REQUESTS: Final = Counter(
    "srq_hpn_http_requests_total",
    "Requests that were answered, by method, route and class of status.",
    ["method", "route", "status"],
)
REQUEST_SECONDS: Final = Histogram(
    "srq_hpn_http_request_seconds",
    "How long requests took to answer.",
    ["method", "route"],
    buckets=_SECONDS,
)
CACHE_ANSWERS: Final = Counter(
    "srq_hpn_cache_answers_total",
    "Public answers that may be kept, by where they came from: memory, or made anew.",
    ["source"],
)
CACHE_BYTES: Final = Gauge(
    "srq_hpn_cache_bytes",
    "Memory in which finished answers are kept.",
    multiprocess_mode="livesum",
)
CACHE_ENTRIES: Final = Gauge(
    "srq_hpn_cache_entries", "Finished answers that are kept.", multiprocess_mode="livesum"
)


def count_request(method: str, route: object, status: int, seconds: float) -> None:
    """Count one request; the status is 0 where no answer had begun."""
    shown = method if method in _METHODS else "OTHER"
    template = str(getattr(route, "path", _NO_ROUTE))
    REQUESTS.labels(shown, template, f"{status // 100}xx" if status else "none").inc()
    REQUEST_SECONDS.labels(shown, template).observe(seconds)
