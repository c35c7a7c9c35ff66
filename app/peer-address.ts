import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { PEER_HEADER } from "./request-headers";

/**
 * Next hands only headers to our code, and `x-forwarded-for` is whatever the client wrote. The address of the
 * connection itself is put beside it here, over anything a client sent under that name.
 */
export function writePeerAddress(): void {
  subscribe("http.server.request.start", (started) => {
    const { request } = started as { request: IncomingMessage };
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
  });
}
