"""The transport inside QGIS: one exchange at a time through the QGIS network stack.

The user's proxy, certificates and authentication configuration apply, and cancelling the feedback ends a request that
waits. Works in the main thread, in a `QgsTask` and in a plain thread. QGIS's own network timeout (Settings > Options >
Network) applies too: the shorter one wins.

No event loop of our own: PyQt watches every QObject that C++ made and Python saw, in the main thread and without a lock.
A `QNetworkReply` seen in a background thread can therefore be declared deleted while it is in use, or crash QGIS.
`QgsBlockingNetworkRequest` keeps the reply to itself.
"""

from __future__ import annotations

import threading
import time
from typing import Any, Callable, NamedTuple, Optional

from qgis.core import (
    QgsBlockingNetworkRequest,
    QgsFeedback,
    QgsNetworkAccessManager,
    QgsNetworkReplyContent,
    QgsSettings,
)
from qgis.PyQt.QtCore import QByteArray, QCoreApplication, QEventLoop, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..messages import QT_TRANSLATE_NOOP, Cancelled
from .addresses import place
from .errors import TimedOut
from .exchange import Request, cut_short, timed_out, too_large, unreachable, unusable
from .reply import Reply
from .transport import Transport

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


class QgisSender:
    """Sends through `QgsBlockingNetworkRequest`; see `exchange.Sender`.

    Parameters
    ----------
    authcfg : str
        Id of an authentication configuration, applied to every request; the transport keeps them on one origin.
    """

    def __init__(self, authcfg: str) -> None:
        self._authcfg = authcfg

    def send(self, request: Request) -> Reply:
        """Send one request and return the whole answer; see `exchange.Sender.send`."""
        _set_guard()
        question = _question(request)
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
                raise _late(request)
            if status is None:
                raise unreachable(request, outcome.message or "no answer")
            raise cut_short(request.url)
        headers = {
            bytes(name).decode("latin-1").lower(): bytes(reply.rawHeader(name)).decode("latin-1")
            for name in reply.rawHeaderList()
        }
        return Reply(request.url, int(status), bytes(reply.content()), headers)

    def _exchange(self, request: Request, question: QNetworkRequest) -> _Outcome:
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
        deadline = time.monotonic() + request.limits.total

        def look() -> None:
            if not over:
                error = _reason_to_end(request, deadline, size)
                if error is not None:
                    over.append(error)
                    feedback.cancel()

        timer.timeout.connect(look)
        timer.start(_POLL)
        if request.method == "POST":
            failed = blocking.post(question, QByteArray(request.body or b""), True, feedback)
        else:
            failed = blocking.get(question, True, feedback)
        timer.stop()
        late = failed == QgsBlockingNetworkRequest.ErrorCode.TimeoutError
        return _Outcome(blocking.reply(), late, blocking.errorMessage(), over[0] if over else None)


def _reason_to_end(request: Request, deadline: float, size: int) -> Optional[Exception]:
    try:
        if request.cancelled():
            return Cancelled()
    except Exception as error:  # an error in a slot would end QGIS
        return error
    limits = request.limits
    if time.monotonic() > deadline:
        return timed_out(request.url, limits.total)
    return too_large(request.url, limits.max_bytes) if size > limits.max_bytes else None


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


def _question(request: Request) -> QNetworkRequest:
    address, mark, query = request.url.partition("?")  # Qt leaves brackets, which some servers refuse in a query
    url = QUrl.fromEncoded(QByteArray((address + mark + query.replace("[", "%5B").replace("]", "%5D")).encode()))
    if not url.isValid():
        raise unusable(request.url)
    question = QNetworkRequest(url)
    for name, value in request.headers.items():
        if name.lower() not in _QT_OWN:
            question.setRawHeader(QByteArray(name.encode("latin-1")), QByteArray(value.encode("latin-1")))
    question.setMaximumRedirectsAllowed(0)  # every redirect comes back as it is and the transport decides: see _hold
    if hasattr(question, "setTransferTimeout"):
        question.setTransferTimeout(int(request.limits.read * 1000))
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


def _late(request: Request) -> TimedOut:
    own, read = QgsNetworkAccessManager.timeout() / 1000, request.limits.read
    if own and own < read:
        return TimedOut(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{place} did not answer within {seconds} s, the network timeout of QGIS. Try again later, or set a longer"
                " one in Settings > Options > Network.",
            ),
            place=place(request.url), seconds=round(own, 1),
        )  # fmt: skip
    return timed_out(request.url, read)


def qgis_transport(
    base_url: str, *, authcfg: str = "", feedback: Optional[QgsFeedback] = None, **settings: Any
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
    **settings
        ``headers``, ``limits``, ``log``, ``notify``, ``min_interval`` and ``cancelled`` of `Transport`.
    """
    if feedback is not None:
        settings.setdefault("cancelled", feedback.isCanceled)
    return Transport(base_url, QgisSender(authcfg), **settings)
