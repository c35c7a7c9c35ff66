import { DomainError } from "@/lib/errors";
import { logError } from "@/lib/log";
import type { Asking } from "@/lib/query/asking";

/** One line of the answer; the last is an answer or a refusal. */
export type Line =
  | { progress: { done: number; total: number } }
  | { answer: unknown }
  | { refusal: { code: string; message: string } };

/** Answers in lines of JSON while the work goes on; ends the work when the reader goes away. */
export function lines(
  { signal }: Pick<Request, "signal">,
  headers: [string, string][],
  work: (asking: Asking) => Promise<unknown>,
): Response {
  const gone = new AbortController();
  if (signal.aborted) gone.abort();
  signal.addEventListener("abort", () => gone.abort(), { once: true });
  const encoder = new TextEncoder();
  let isClosed = false;
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const tell = (line: Line) => {
        if (!isClosed) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      const progress = (done: number, total: number) => tell({ progress: { done, total } });
      tell(await lastLine(() => work({ signal: gone.signal, progress })));
      if (!isClosed) controller.close();
    },
    cancel() {
      isClosed = true;
      gone.abort();
    },
  });
  return new Response(stream, { headers: [...headers, ["Content-Type", "application/x-ndjson"]] });
}

async function lastLine(work: () => Promise<unknown>): Promise<Line> {
  try {
    return { answer: await work() };
  } catch (error) {
    if (error instanceof DomainError) return { refusal: { code: error.code, message: error.message } };
    logError(error, { where: "/api/query" });
    return { refusal: { code: "internal", message: "Something went wrong in Outlay. Its log tells more." } };
  }
}
