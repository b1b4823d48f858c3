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
from qgis.core import QgsApplication, QgsFeedback, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QByteArray, QEventLoop, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from .transport import DEFAULT_LIMITS, Limits, Transport, cancelled_error

_POLL = 50  # milliseconds
_DROPPED = ("content-length", "content-encoding", "transfer-encoding")  # Qt has decoded the body


class QgisAdapter(BaseAdapter):
    """Sends one request at a time through the network manager of QGIS, and waits for it.

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
        reply, why = self._exchange(request, self._question(request, timeout))
        try:
            return self._answer(request, reply, why)
        finally:
            reply.deleteLater()

    def close(self) -> None:
        """QGIS keeps the connections."""

    def _question(self, request: requests.PreparedRequest, timeout: Any) -> QNetworkRequest:
        question = QNetworkRequest(QUrl.fromEncoded(QByteArray((request.url or "").encode())))
        for name, value in request.headers.items():
            if name.lower() not in ("accept-encoding", "content-length", "user-agent", "connection"):
                question.setRawHeader(QByteArray(name.encode("latin-1")), QByteArray(_bytes(value)))
        attribute, policy = QNetworkRequest.Attribute, QNetworkRequest.RedirectPolicy
        # Every redirect comes back as it is and the transport decides: nothing is sent to another origin unseen.
        question.setAttribute(attribute.RedirectPolicyAttribute, policy.ManualRedirectPolicy)
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

    def _exchange(self, request: requests.PreparedRequest, question: QNetworkRequest) -> tuple[QNetworkReply, str]:
        """Send and wait in an event loop of this thread; the reply, and why it was given up ("" when it was not).

        Not `QgsBlockingNetworkRequest`: it follows redirects itself, to any host and with the user's credentials, and
        saves every answer in the disk cache.
        """
        authentication = QgsApplication.authManager()
        if self._authcfg:
            allowed, question = authentication.updateNetworkRequest(question, self._authcfg)
            if not allowed:
                raise requests.exceptions.ConnectionError(OSError(0, "authentication failed"))
        network = QgsNetworkAccessManager.instance()
        if request.method == "POST":
            reply = network.post(question, QByteArray(_bytes(request.body or b"")))
        else:
            reply = network.get(question)
        if self._authcfg:
            authentication.updateNetworkReply(reply, self._authcfg)
        given_up: list[str] = []

        def give_up(why: str) -> None:
            if not given_up:
                given_up.append(why)
                reply.abort()

        deadline = time.monotonic() + self._total

        def look() -> None:
            if self._cancelled():
                give_up("cancelled")
            elif time.monotonic() > deadline:
                give_up("late")

        loop, timer = QEventLoop(), QTimer()
        timer.timeout.connect(look)
        reply.finished.connect(loop.quit)
        reply.downloadProgress.connect(lambda got, _all: give_up("large") if got > self._max_bytes else None)
        timer.start(_POLL)
        if not reply.isFinished():
            loop.exec()
        timer.stop()
        return reply, "".join(given_up)

    def _answer(self, request: requests.PreparedRequest, reply: QNetworkReply, why: str) -> requests.Response:
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        error, errors = reply.error(), QNetworkReply.NetworkError
        if why == "cancelled":
            raise cancelled_error()
        if why == "late" or (not why and error in (errors.OperationCanceledError, errors.TimeoutError)):
            raise requests.exceptions.ReadTimeout()
        if status is None:
            raise requests.exceptions.ConnectionError(OSError(0, reply.errorString() or "no answer"))
        if not why and error != errors.NoError and int(status) < 300:
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
        body = bytes(reply.readAll()) if reply.isOpen() else b""
        # An answer given up for its size is handed on as too large, whatever of it Qt has kept.
        answer.raw = io.BytesIO(body.ljust(self._max_bytes + 1) if why == "large" else body)
        return answer


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
