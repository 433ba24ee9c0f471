"""A refused start is one sentence in the log, under every server, and never a traceback."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kernel.errors import StartRefusedError


class RefusalAtStart:
    """Tells the server the refusal's sentence where Starlette would send a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Watch the lifespan; everything else passes through."""
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return
        failure: Message | None = None

        async def hold_failure_back(message: Message) -> None:
            nonlocal failure
            if message["type"] == "lifespan.startup.failed":
                failure = message
            else:
                await send(message)

        try:
            await self.app(scope, receive, hold_failure_back)
        except StartRefusedError as refusal:
            await send({"type": "lifespan.startup.failed", "message": str(refusal)})
        except BaseException:
            if failure is not None:
                await send(failure)
            raise
