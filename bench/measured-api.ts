import { GET } from "../app/api/v1/costs/route";
import type { Scope } from "../lib/auth/scope";
import { createToken } from "../lib/auth/tokens";

export type MeasuredApi = { uncached: number; cached: number; notModified: number };

const PATH = "http://localhost/api/v1/costs?from=2025-11-01&to=2026-11-01&granularity=day&groupBy=service";

/** Requests a second that the handler of the API answers: new questions, one known question, and a known ETag. */
export async function measuredApi(scope: Scope, seconds: number): Promise<MeasuredApi> {
  const { token } = await createToken(
    scope,
    { name: `Bench ${Date.now()}`, role: "viewer", expiresAt: null },
    new Date(),
  );
  const ask = async (path: string, more: Record<string, string> = {}) => {
    const request = new Request(path, { headers: { Authorization: `Bearer ${token}`, ...more } });
    const response = await GET(request, { params: Promise.resolve(undefined) });
    if (response.status !== 200 && response.status !== 304) {
      throw new Error(`The API answered ${response.status}: ${await response.text()}`);
    }
    await response.arrayBuffer();
    return response;
  };
  let turn = 0;
  // No service has such a name, so that every question is new and every answer the same.
  const uncached = await perSecond(seconds, () => ask(`${PATH}&where=service:ne:nobody-${turn++}`));
  const etag = (await ask(PATH)).headers.get("ETag") ?? "";
  const cached = await perSecond(seconds, () => ask(PATH));
  const notModified = await perSecond(seconds, () => ask(PATH, { "If-None-Match": etag }));
  return { uncached, cached, notModified };
}

async function perSecond(seconds: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  const began = performance.now();
  const until = began + seconds * 1000;
  let done = 0;
  for (; performance.now() < until; done++) await work();
  return (done * 1000) / (performance.now() - began);
}
