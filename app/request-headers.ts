/** The path that was asked for, written by proxy.ts, so that a stranger comes back to it after sign-in. */
export const PATH_HEADER = "x-outlay-path";

/** The nonce of this page's Content-Security-Policy, written by proxy.ts. */
export const NONCE_HEADER = "x-nonce";

/** The address at the other end of the connection, written by instrumentation.ts over whatever a client sent. */
export const PEER_HEADER = "x-outlay-peer";
