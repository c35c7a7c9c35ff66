import { useEffect, useState } from "react";
import type { Found } from "./place";

type Search = { found: Found[]; state: "idle" | "asking" | "failed" };

const SETTLED_MS = 120;

/** What the typed text leads to; the answer to an older text is cancelled, never shown. */
export function useFound(text: string): Search {
  const [search, setSearch] = useState<Search>({ found: [], state: "idle" });
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === "") return setSearch({ found: [], state: "idle" });
    const stop = new AbortController();
    setSearch((before) => ({ ...before, state: "asking" }));
    const timer = setTimeout(() => {
      foundFor(wanted, stop.signal).then(
        (found) => setSearch({ found, state: "idle" }),
        () => !stop.signal.aborted && setSearch({ found: [], state: "failed" }),
      );
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  return search;
}

async function foundFor(text: string, signal: AbortSignal): Promise<Found[]> {
  const answer = await fetch(`/api/find?${new URLSearchParams({ text })}`, { signal });
  if (!answer.ok) throw new Error(`The search answered ${answer.status}.`);
  return await answer.json();
}
