"use client";

import { useEffect, useRef, useState } from "react";
import { lastLine } from "../last-line";
import type { ShownRow, ShownTable } from "./shown-table";

const PAGE = 500;

/** The rows of a long table: the first are there, the others are fetched a page at a time where one looks. */
export function useRows({ rows, search, shown, currency }: ShownTable) {
  const [pages, setPages] = useState<Record<number, ShownRow[]>>({});
  const [failed, setFailed] = useState(false);
  const wanted = useRef(new Set<number>());
  const gone = useRef(new AbortController());
  useEffect(() => {
    const stop = new AbortController();
    gone.current = stop;
    return () => stop.abort();
  }, []);

  const rowAt = (index: number) => pages[Math.floor(index / PAGE)]?.[index % PAGE] ?? rows[index];
  const need = (first: number, last: number) => {
    const end = Math.min(last, shown - 1);
    for (let page = Math.floor(first / PAGE); page <= Math.floor(end / PAGE); page += 1) {
      const isThere = rowAt(page * PAGE) !== undefined && rowAt(Math.min(end, page * PAGE + PAGE - 1)) !== undefined;
      if (isThere || wanted.current.has(page)) continue;
      wanted.current.add(page);
      rowsOf({ search, currency }, page * PAGE, PAGE, gone.current.signal).then(
        (found) => {
          setFailed(false);
          setPages((known) => ({ ...known, [page]: found }));
        },
        () => {
          wanted.current.delete(page);
          if (!gone.current.signal.aborted) setFailed(true);
        },
      );
    }
  };
  return { rowAt, need, failed };
}

/** Rows of a table in its order, from the query route. */
export async function rowsOf(
  { search, currency }: Pick<ShownTable, "search" | "currency">,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<ShownRow[]> {
  const address = `/api/query?part=table&offset=${offset}&limit=${limit}&${search}`;
  const tables = (await lastLine(await fetch(address, { signal: signal ?? null }))) as {
    currency: string;
    rows: ShownRow[];
  }[];
  const rows = tables.find((table) => table.currency === currency)?.rows ?? [];
  return rows.map(({ id, label, share, total, before, change, cells }) => {
    return { id, label, share, total, before, change, cells };
  });
}
