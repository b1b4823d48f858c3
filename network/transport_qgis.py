"""The transport inside QGIS: requests mounted on an adapter that sends through the QGIS network stack.

The user's proxy, certificates and authentication configuration apply, and cancelling the feedback ends a request that
waits. Works in the main thread, in a `QgsTask` and in a plain thread. QGIS's own network timeout (Settings > Options >
Network) applies too: the shorter one wins.

No event loop of our own: PyQt watches every QObject that C++ made and Python saw, in the main thread and without a lock.
A `QNetworkReply` seen in a background thread can therefore be declared deleted while it is in use, or crash QGIS.
`QgsBlockingNetworkRequest` keeps the reply to itself.
"""

from __future__ import annotations

import io
import threading
import time
from typing import Any, Callable, Mapping, NamedTuple, Optional

import requests
from qgis.core import (
    QgsBlockingNetworkRequest,
    QgsFeedback,
    QgsNetworkAccessManager,
    QgsNetworkReplyContent,
    QgsSettings,
)
from qgis.PyQt.QtCore import QByteArray, QCoreApplication, QEventLoop, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPResponse

from ..messages import QT_TRANSLATE_NOOP, Cancelled
from .addresses import place
from .errors import TimedOut
from .transport import DEFAULT_LIMITS, Limits, Transport, timed_out, too_large

_POLL = 50  # milliseconds
_QT_OWN = ("content-length", "user-agent", "connection")  # headers that Qt and QGIS write
_network = threading.local()  # .proxy: the proxy settings that this thread's network manager follows
_guard: list[str] = []
_guard_lock = threading.Lock()


class _Outcome(NamedTuple):
    reply: QgsNetworkReplyContent
    late: bool
    message: str
    over: Optional[Exception]


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

    def send(self, request: requests.PreparedRequest, stream: bool = False, timeout: Any = None, verify: Any = True,
             cert: Any = None, proxies: Optional[Mapping[str, str]] = None) -> requests.Response:  # fmt: skip
        """Send and return the whole answer; raises requests' exceptions, a NetworkError or Cancelled."""
        _set_guard()
        read = timeout[1] if isinstance(timeout, tuple) else timeout
        question = _question(request, read)
        if threading.current_thread() is threading.main_thread():
            outcome = _beside(lambda: self._exchange(request, question))
        else:
            _follow_proxy_settings()
            outcome = self._exchange(request, question)
        if outcome.over is not None:
            raise outcome.over
        reply, errors = outcome.reply, QNetworkReply.NetworkError
        status, error = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute), reply.error()
        if status is None or (int(status) < 300 and error != errors.NoError):
            if outcome.late or error in (errors.OperationCanceledError, errors.TimeoutError):
                raise _late(request.url or "", read)
            if status is None:
                raise requests.exceptions.ConnectionError(OSError(0, outcome.message or "no answer"))
            raise requests.exceptions.ChunkedEncodingError()
        headers = {
            bytes(name).decode("latin-1").lower(): bytes(reply.rawHeader(name)).decode("latin-1")
            for name in reply.rawHeaderList()
        }
        headers.pop("transfer-encoding", None)  # undone by Qt; compression is not, as the request asked for it itself
        body, declared = bytes(reply.content()), headers.get("content-length", "")
        if declared.isdigit() and len(body) < int(declared):
            if int(status) < 300:  # Qt can miss that the connection was lost
                raise requests.exceptions.ChunkedEncodingError()
            del headers["content-length"]  # Qt does not keep the text of a redirect
        answer = requests.Response()
        answer.status_code = int(status)
        answer.url = request.url or ""
        answer.request = request
        answer.headers = CaseInsensitiveDict(headers)
        answer.raw = HTTPResponse(io.BytesIO(body), headers, int(status), preload_content=False)
        return answer

    def close(self) -> None:
        """QGIS keeps the connections."""

    def _exchange(self, request: requests.PreparedRequest, question: QNetworkRequest) -> _Outcome:
        """Send and wait, in a thread other than the main one.

        Raises nothing: an error would carry this frame's Qt objects to another thread. The request is cancelled by its
        own thread: from another one, QGIS can delete the reply without ending the wait.
        """
        blocking, feedback = QgsBlockingNetworkRequest(), QgsFeedback()
        loop, timer = QEventLoop(), QTimer()  # a thread of Python's has no timers before its first loop
        for signal in (blocking.downloadFinished, feedback.canceled):
            _settle_overrides(signal, loop)
        if self._authcfg:
            blocking.setAuthCfg(self._authcfg)
        over: list[Exception] = []
        size = 0

        def count(got: int, _all: int) -> None:
            nonlocal size
            size = got

        blocking.downloadProgress.connect(count)
        blocking.uploadProgress.connect(count)  # tells both directions of a POST
        deadline = time.monotonic() + self._total

        def look() -> None:
            if not over:
                error = self._reason_to_end(request.url or "", deadline, size)
                if error is not None:
                    over.append(error)
                    feedback.cancel()

        timer.timeout.connect(look)
        timer.start(_POLL)
        if request.method == "POST":
            body = request.body if isinstance(request.body, bytes) else str(request.body or "").encode()
            failed = blocking.post(question, QByteArray(body), True, feedback)
        else:
            failed = blocking.get(question, True, feedback)
        timer.stop()
        late = failed == QgsBlockingNetworkRequest.ErrorCode.TimeoutError
        return _Outcome(blocking.reply(), late, blocking.errorMessage(), over[0] if over else None)

    def _reason_to_end(self, url: str, deadline: float, size: int) -> Optional[Exception]:
        try:
            if self._cancelled():
                return Cancelled()
        except Exception as error:  # an error in a slot would end QGIS
            return error
        if time.monotonic() > deadline:
            return timed_out(url, self._total)
        return too_large(url, self._max_bytes) if size > self._max_bytes else None


def _settle_overrides(signal: Any, loop: QEventLoop) -> None:
    """Let PyQt look once, now, whether Python overrides what Qt calls when a connection ends.

    Qt calls it with a lock held, also where a request ends in C++. PyQt takes Python's lock the first time, while another
    thread may hold that one and wait for Qt's: both would wait for ever. Later calls need no lock of Python's.
    """
    signal.connect(loop.quit)
    signal.disconnect(loop.quit)


def _beside(work: Callable[[], _Outcome]) -> _Outcome:
    """Work in a thread of its own while the main thread stays awake, for QGIS's questions about passwords and such."""
    outcome: list[_Outcome] = []
    thread = threading.Thread(target=lambda: outcome.append(work()), daemon=True, name="samplan-request")
    thread.start()
    while thread.is_alive():
        thread.join(0.005)
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return outcome[0]


def _question(request: requests.PreparedRequest, read: Optional[float]) -> QNetworkRequest:
    question = QNetworkRequest(QUrl.fromEncoded(QByteArray((request.url or "").encode())))
    for name, value in request.headers.items():
        if name.lower() not in _QT_OWN:
            question.setRawHeader(QByteArray(name.encode("latin-1")), QByteArray(_bytes(value)))
    question.setMaximumRedirectsAllowed(0)  # every redirect comes back as it is and the transport decides: see _hold
    if read and hasattr(question, "setTransferTimeout"):
        question.setTransferTimeout(int(read * 1000))
    return question


def _hold(request: QNetworkRequest) -> None:
    """Keep QGIS from following redirects of a request that allows none, and from saving its answer.

    QGIS calls this for every request just before it is sent. Its newer versions overwrite the redirect policy of a
    blocking request and follow to any host, with the user's credentials; all versions save the answer in the disk
    cache, where names would stay. Must not raise.
    """
    if request.maximumRedirectsAllowed() == 0:
        attribute = QNetworkRequest.Attribute
        # With a policy other than manual, Qt counts redirects and gives up at the first.
        request.setAttribute(attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy)
        request.setAttribute(attribute.CacheSaveControlAttribute, False)


def _set_guard() -> None:
    """Register `_hold`, once; QGIS's list of such functions has no lock, so that it stays until QGIS ends."""
    with _guard_lock:
        if not _guard:
            _guard.append(QgsNetworkAccessManager.setRequestPreprocessor(_hold))


def _follow_proxy_settings() -> None:
    """Pooled threads keep their network manager for a while: make it follow the present proxy settings."""
    settings = QgsSettings()
    settings.beginGroup("proxy")
    present = [(key, settings.value(key)) for key in sorted(settings.allKeys())]
    if getattr(_network, "proxy", None) != present:
        QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()
        _network.proxy = present


def _late(url: str, read: Optional[float]) -> TimedOut:
    own = QgsNetworkAccessManager.timeout() / 1000
    if own and (not read or own < read):
        return TimedOut(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{place} did not answer within {seconds} s, the network timeout of QGIS. Try again later, or set a longer"
                " one in Settings > Options > Network.",
            ),
            place=place(url), seconds=round(own, 1),
        )  # fmt: skip
    return timed_out(url, read or 0)


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
