import { useEffect, useState } from "react";

type Found = { value: string; label: string };

const SETTLED_MS = 200;

/** Values of a dimension that hold what is typed, the costliest first; none while nobody types. */
export function useFoundValues(dimension: string, text: string): Found[] {
  const [found, setFound] = useState<Found[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const search = new URLSearchParams({ dimension, q: text.split(",").at(-1)?.trim() ?? "" });
      valuesFor(`/api/v1/values?${search}`, stop.signal).then(setFound, () => {});
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [dimension, text]);
  return found;
}

async function valuesFor(address: string, signal: AbortSignal): Promise<Found[]> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) return [];
  const { values } = (await answer.json()) as { values: { value: string | null; label: string }[] };
  return values.flatMap(({ value, label }) => (value === null ? [] : { value, label }));
}
