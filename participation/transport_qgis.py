"""The transport inside QGIS: requests mounted on an adapter that sends through the QGIS network stack.

The user's proxy, certificates and authentication configuration apply, and cancelling the feedback ends a request that
waits. Works in the main thread, in a `QgsTask` and in a plain thread. QGIS's own network timeout (Settings > Options >
Network) applies too: the shorter one wins.
"""

from __future__ import annotations

import io
import threading
import time
from typing import Any, Callable, Mapping, Optional

import requests
from qgis.core import QgsBlockingNetworkRequest, QgsFeedback, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QByteArray, QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from .transport import DEFAULT_LIMITS, Limits, Transport, cancelled_error

_POLL = 0.05
_DROPPED = ("content-length", "content-encoding", "transfer-encoding")  # Qt has decoded the body


class QgisAdapter(BaseAdapter):
    """Sends one request at a time through `QgsBlockingNetworkRequest`.

    Parameters
    ----------
    authcfg : str
        Id of an authentication configuration, applied to every request; the transport keeps them on one origin.
    cancelled : callable
        Polled while a request waits.
    total : float
        Seconds until a request is given up.
    max_bytes : int
        An answer that grows beyond is given up.
    """

    def __init__(self, authcfg: str, cancelled: Callable[[], bool], total: float, max_bytes: int) -> None:
        super().__init__()
        self._authcfg, self._cancelled, self._total, self._max_bytes = authcfg, cancelled, total, max_bytes
        self._ready = threading.local()

    def send(self, request: requests.PreparedRequest, stream: bool = False, timeout: Any = None, verify: Any = True,
             cert: Any = None, proxies: Optional[Mapping[str, str]] = None) -> requests.Response:  # fmt: skip
        """Send and return the whole answer; raises requests' exceptions, or Cancelled."""
        self._refresh_network()
        question = self._question(request, timeout)
        blocking, feedback, ended = QgsBlockingNetworkRequest(), QgsFeedback(), threading.Event()
        if self._authcfg:
            blocking.setAuthCfg(self._authcfg)
        blocking.downloadProgress.connect(lambda got, _all: feedback.cancel() if got > self._max_bytes else None)
        over: list[str] = []
        watcher = threading.Thread(target=self._watch, args=(feedback, ended, over), daemon=True, name="samplan-watch")
        watcher.start()
        _forget(question)
        try:
            if request.method == "POST":
                body = request.body if isinstance(request.body, bytes) else str(request.body or "").encode()
                failed = blocking.post(question, QByteArray(body), True, feedback)
            else:
                failed = blocking.get(question, True, feedback)
        finally:
            ended.set()
            watcher.join()
            _forget(question)
        reply = blocking.reply()
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if "cancelled" in over:
            raise cancelled_error()
        if over:
            raise requests.exceptions.ReadTimeout()
        if status is None:
            if failed == QgsBlockingNetworkRequest.ErrorCode.TimeoutError:
                raise requests.exceptions.ReadTimeout()
            raise requests.exceptions.ConnectionError(OSError(0, blocking.errorMessage() or "no answer"))
        if failed == QgsBlockingNetworkRequest.ErrorCode.NetworkError and int(status) < 300:
            raise requests.exceptions.ChunkedEncodingError()
        answer = requests.Response()
        answer.status_code = int(status)
        answer.url = request.url or ""
        answer.request = request
        answer.headers = CaseInsensitiveDict(
            (bytes(name).decode("latin-1"), bytes(reply.rawHeader(name)).decode("latin-1"))
            for name in reply.rawHeaderList()
            if bytes(name).decode("latin-1").lower() not in _DROPPED
        )
        answer.raw = io.BytesIO(bytes(reply.content()))
        return answer

    def close(self) -> None:
        """QGIS keeps the connections."""

    def _question(self, request: requests.PreparedRequest, timeout: Any) -> QNetworkRequest:
        question = QNetworkRequest(QUrl.fromEncoded(QByteArray((request.url or "").encode())))
        for name, value in request.headers.items():
            if name.lower() not in ("accept-encoding", "content-length", "user-agent", "connection"):
                question.setRawHeader(QByteArray(name.encode("latin-1")), QByteArray(_bytes(value)))
        attribute, policy = QNetworkRequest.Attribute, QNetworkRequest.RedirectPolicy
        # Another origin's redirect comes back as it is, and the transport refuses it: nothing is sent there.
        question.setAttribute(attribute.RedirectPolicyAttribute, policy.SameOriginRedirectPolicy)
        question.setAttribute(attribute.CacheSaveControlAttribute, False)  # personal data stay out of the disk cache
        question.setAttribute(attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork)
        read = timeout[1] if isinstance(timeout, tuple) else timeout
        if read and hasattr(question, "setTransferTimeout"):
            question.setTransferTimeout(int(read * 1000))
        return question

    def _refresh_network(self) -> None:
        """Pooled threads keep their network manager for a while: make it follow the present proxy settings, once."""
        if getattr(self._ready, "done", False) or threading.current_thread() is threading.main_thread():
            return
        QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()
        self._ready.done = True

    def _watch(self, feedback: QgsFeedback, ended: threading.Event, over: list[str]) -> None:
        """Cancel the request when the user cancels or the total time is over."""
        deadline = time.monotonic() + self._total
        while not ended.wait(_POLL):
            why = "cancelled" if self._cancelled() else "late" if time.monotonic() > deadline else ""
            if why:
                over.append(why)
                feedback.cancel()
                return


def _forget(question: QNetworkRequest) -> None:
    """Take an answer out of QGIS's disk cache.

    `QgsBlockingNetworkRequest` saves every answer, whatever the request says. Left there, names would stay on disk, and
    Qt would serve the old answer when the server later fails.
    """
    cache = QgsNetworkAccessManager.instance().cache()
    if cache is not None:
        cache.remove(question.url())


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("latin-1", "replace")


def qgis_transport(
    base_url: str,
    *,
    authcfg: str = "",
    feedback: Optional[QgsFeedback] = None,
    limits: Limits = DEFAULT_LIMITS,
    **settings: Any,
) -> Transport:
    """Return a transport over the QGIS network stack.

    Parameters
    ----------
    base_url : str
        See `Transport`.
    authcfg : str
        Id of an authentication configuration of QGIS; its secrets go to the origin of ``base_url`` only.
    feedback : QgsFeedback, optional
        Cancels: a `QgsProcessingFeedback`, or a task's own.
    limits : Limits
    **settings
        ``headers``, ``log``, ``notify``, ``min_interval`` and ``cancelled`` of `Transport`.
    """
    cancelled = settings.pop("cancelled", None) or (feedback.isCanceled if feedback is not None else lambda: False)

    def session() -> requests.Session:
        made = requests.Session()
        adapter = QgisAdapter(authcfg, cancelled, limits.total, limits.max_bytes)
        made.mount("http://", adapter)
        made.mount("https://", adapter)
        return made

    return Transport(base_url, session, limits=limits, cancelled=cancelled, threaded=False, **settings)
