import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { DomainError } from "../../lib/errors";

type Address = { HOST: string; PORT: number };

/** Refuses an address that we may not listen on, before minutes go into a build. */
export async function refuseTakenPort({ HOST, PORT }: Address): Promise<void> {
  const error = await new Promise<NodeJS.ErrnoException | null>((settle) => {
    const server = createServer();
    server.once("error", settle);
    server.listen({ host: HOST, port: PORT, exclusive: true }, () => server.close(() => settle(null)));
  });
  if (error) throw new DomainError("unavailable", portProblem({ HOST, PORT }, error));
}

function portProblem({ HOST, PORT }: Address, { code, message }: NodeJS.ErrnoException): string {
  if (code === "EADDRINUSE") {
    return `Port ${PORT} on ${HOST} is taken by another program: stop it, or set PORT to another one.`;
  }
  if (code === "EACCES") return `You may not listen on port ${PORT}: set PORT to one above 1023.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `HOST is ${HOST}, which is no address of this machine.`;
  }
  return `Outlay cannot listen on ${HOST}:${PORT}: ${message}.`;
}

/** Waits until the web server says that it can serve; `failed` ends the wait early. */
export async function answering(base: string, failed: () => string | null, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  let last = "no answer";
  while (Date.now() < until) {
    last = await healthAt(`${base}/api/health`);
    if (last === "ok") return;
    const reason = failed();
    if (reason) throw new DomainError("unavailable", reason);
    await wait(50);
  }
  throw new DomainError("unavailable", `The web server did not become ready in ${seconds} s (${last}).`);
}

async function healthAt(address: string): Promise<string> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000), cache: "no-store" });
    return answer.ok ? "ok" : `status ${answer.status}: ${(await answer.text()).slice(0, 200)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
