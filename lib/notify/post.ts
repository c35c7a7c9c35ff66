import { lookup as dnsLookup, type LookupAddress } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPrivateAddress } from "./private-address";

const TIMEOUT_MS = 15_000;
const LONGEST_ANSWER = 2_000;

export type Posted = { status: number; text: string; retryAfter: number | null };

/** The address leads into the own network, and nobody allowed that. */
export class PrivateAddress extends Error {}

type Post = { url: URL; body: string; headers: Record<string, string>; allowsPrivate: boolean };

/** Posts once, follows no redirect, and looks at the very address that it connects to. */
export async function post({ url, body, headers, allowsPrivate }: Post): Promise<Posted> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!allowsPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw new PrivateAddress(host);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return await new Promise<Posted>((resolve, reject) => {
    const asked = send(
      url,
      {
        method: "POST",
        headers: { ...headers, "Content-Length": Buffer.byteLength(body) },
        timeout: TIMEOUT_MS,
        // A connection of its own: one that is kept open was checked for somebody else.
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(allowsPrivate ? {} : { lookup: publicOnly }),
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (part: string) => {
          if (text.length < LONGEST_ANSWER) text += part;
          else answer.destroy();
        });
        answer.on("error", reject);
        answer.on("close", () => {
          const wait = Number(answer.headers["retry-after"]);
          const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : null;
          resolve({ status: answer.statusCode ?? 0, text: text.slice(0, LONGEST_ANSWER), retryAfter });
        });
      },
    );
    asked.on("timeout", () => asked.destroy(new Error("It did not answer in time.")));
    asked.on("error", reject);
    asked.end(body);
  });
}

/** A name is looked up once, here, so that it cannot be public when it is checked and private when it is used. */
const publicOnly: LookupFunction = (hostname, options, done) => {
  dnsLookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, "", 0);
    const all: LookupAddress[] = Array.isArray(found) ? found : [];
    const inside = all.find(({ address }) => isPrivateAddress(address));
    if (inside) return done(new PrivateAddress(inside.address), "", 0);
    const [first] = all;
    if (!first) return done(new Error(`No address is known for ${hostname}.`), "", 0);
    if (options.all) return done(null, all);
    done(null, first.address, first.family);
  });
};
