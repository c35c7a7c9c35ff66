import { randomUUID } from "node:crypto";
import { type ReactNode, Suspense } from "react";
import type { Scope } from "@/lib/auth/scope";
import { type Asking, askName, whenCancelled } from "@/lib/query/asking";
import { Waiting } from "./waiting";

/** Longer than this nobody looks at a page that does not change. */
const PATIENCE_MS = 800;

type Props<Answer> = {
  scope: Scope;
  /** The part of the query route that asks the same, and how: it tells how far the answer is. */
  part: "table" | "why";
  search: string;
  work: (asking: Asking) => Promise<Answer>;
  show: (answer: Answer) => ReactNode;
};

/**
 * An answer that is there at once where it is quick, so that it needs no script; a heavier one comes later, and until
 * then one sees how far it is and can cancel it.
 */
export async function Waited<Answer>({ scope, part, search, work, show }: Props<Answer>) {
  const ask = randomUUID();
  const stop = new AbortController();
  const name = askName(scope, ask);
  const over = whenCancelled(name, () => stop.abort());
  // The parts of a page are asked side by side: when one fails or is cancelled, nobody needs the others.
  const answer = work({ name, signal: stop.signal, progress: () => {} }).finally(() => {
    over();
    stop.abort();
  });
  const settled = answer.then(
    (found) => () => found,
    (error: unknown) => (): Answer => {
      throw error;
    },
  );
  const early = await Promise.race([settled, patience()]);
  if (early) return show(early());
  // Beside the boundary, not in it: what stands in for a part of a new page has no life of its own.
  return (
    <div key={ask}>
      <Waiting ask={ask} part={part} search={search} />
      <Suspense>
        <Late settled={settled} show={show} />
      </Suspense>
    </div>
  );
}

type LateProps<Answer> = { settled: Promise<() => Answer>; show: (answer: Answer) => ReactNode };

async function Late<Answer>({ settled, show }: LateProps<Answer>) {
  const found = (await settled)();
  return <div data-arrived>{show(found)}</div>;
}

async function patience(): Promise<null> {
  return await new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
}
