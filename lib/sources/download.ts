import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { SourceRefusal } from "./refusal";

const ATTEMPTS = 4;
const FIRST_PAUSE_MILLISECONDS = 250;
const IDLE_MILLISECONDS = 60_000;

type Download = {
  path: string;
  name: string;
  bytes: number;
  /** Opens what is to be copied, from this byte on. */
  open: (from: number) => Promise<Readable>;
  tell: (bytes: number) => void;
  signal: AbortSignal;
};

/**
 * Copies a file that may be large over a connection that may break: what has arrived is kept and the rest asked for,
 * now and, if it goes on breaking, in the next sync. Under its own name it is whole.
 */
export async function download(wanted: Download): Promise<void> {
  const { path, bytes, tell, signal } = wanted;
  if ((await sizeOf(path)) === bytes) return tell(bytes);
  const part = `${path}.part`;
  let failures = 0;
  for (let there = await usablePart(part, bytes); there < bytes || bytes === 0; ) {
    await appendIfItHolds(part, there, wanted);
    const now = await usablePart(part, bytes);
    if (now === bytes) break;
    failures = now > there ? 1 : failures + 1;
    if (failures >= ATTEMPTS) throw cutOff(wanted);
    there = now;
    await pause(FIRST_PAUSE_MILLISECONDS * 2 ** failures, undefined, { signal });
  }
  await rename(part, path);
}

/** A connection that breaks leaves what has arrived; a refusal to answer at all was tried often enough already. */
async function appendIfItHolds(part: string, from: number, wanted: Download): Promise<void> {
  try {
    await append(part, from, wanted);
  } catch (error) {
    if (!(error instanceof BodyBroken)) throw error;
  }
}

async function append(part: string, from: number, { bytes, open, tell, signal }: Download): Promise<void> {
  if (bytes === 0) return await pipeline(Readable.from([]), createWriteStream(part));
  const body = await open(from);
  const stop = (why: unknown) => body.destroy(why instanceof Error ? why : new BodyBroken(String(why)));
  const idle = setTimeout(() => stop("nothing arrived for a minute"), IDLE_MILLISECONDS).unref();
  const leave = () => stop(signal.reason);
  signal.addEventListener("abort", leave, { once: true });
  let arrived = from;
  body.on("data", (chunk: Buffer) => {
    idle.refresh();
    arrived += chunk.length;
    tell(arrived);
  });
  try {
    await written(body, part);
  } catch (error) {
    if (signal.aborted || isOfTheDisk(error)) throw error;
    throw new BodyBroken("the connection broke", { cause: error });
  } finally {
    clearTimeout(idle);
    signal.removeEventListener("abort", leave);
  }
}

/** Appends all that arrives, and when the connection breaks also what had arrived but was not written yet. */
async function written(body: Readable, part: string): Promise<void> {
  const out = createWriteStream(part, { flags: "a", mode: 0o600 });
  const flushed = finished(out);
  const whole = finished(body);
  body.pipe(out);
  const [broken] = await Promise.all([
    whole.then(
      () => null,
      (error: unknown) => {
        out.end();
        return { error };
      },
    ),
    flushed.catch((error: unknown) => {
      body.destroy();
      throw error;
    }),
  ]);
  if (broken) throw broken.error;
}

/** The file was on its way when the connection broke. */
class BodyBroken extends Error {}

function isOfTheDisk(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && ["open", "write", "close"].includes(String(error.syscall));
}

/** More than the whole cannot be the beginning of it. */
async function usablePart(part: string, bytes: number): Promise<number> {
  const there = await sizeOf(part);
  if (there <= bytes) return Math.max(there, 0);
  await rm(part);
  return 0;
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? -1;
}

function cutOff({ name }: { name: string }): SourceRefusal {
  return new SourceRefusal("unavailable", {
    message: `The connection broke several times while ${name} was being copied.`,
    advice: "What has arrived is kept, and the next sync goes on from there.",
    passing: true,
  });
}
