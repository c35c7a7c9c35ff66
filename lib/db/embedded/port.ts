import { createServer } from "node:net";

/** A port of loopback that nobody listens on: the remembered one if it is still free. */
export async function freePort(remembered: number | null): Promise<number> {
  return (remembered ? await listenOnce(remembered) : null) ?? (await listenOnce(0)) ?? noPort();
}

function listenOnce(port: number): Promise<number | null> {
  return new Promise((settle) => {
    const server = createServer();
    server.once("error", () => settle(null));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => settle(address && typeof address === "object" ? address.port : null));
    });
  });
}

function noPort(): never {
  throw new Error("No free port on 127.0.0.1.");
}
