"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import { lastLine, type Progress as Reached } from "./last-line";

type Props = { ask: string; part: string; search: string };

/** What stands in the place of an answer that takes a while: how far it is, and a way to end it. */
export function Waiting({ ask, part, search }: Props) {
  const [reached, setReached] = useState<Reached | null>(null);
  const [cancelled, setCancelled] = useState(false);
  const isHere = useRef(false);
  const own = useRef<HTMLDivElement>(null);
  const watching = useRef<AbortController>(null);
  useEffect(() => {
    const stop = new AbortController();
    watching.current = stop;
    isHere.current = true;
    watch({ ask, part, search }, setReached, stop.signal).catch(() => {});
    const place = own.current?.parentElement;
    const leave = () => void (place?.querySelector("[data-arrived]") || cancel(ask, 1));
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      stop.abort();
      isHere.current = false;
      // Whoever looks at something else needs no answer any more.
      setTimeout(() => !isHere.current && leave());
    };
  }, [ask, part, search]);

  const act = () => {
    setCancelled(true);
    watching.current?.abort(); // or the question would be answered for those who watch it
    void cancel(ask, TRIES, () => own.current?.parentElement?.querySelector("[data-arrived]") !== null);
  };
  const known = reached && reached.total > 1 ? reached : undefined;
  const text = known ? `${known.done} of ${known.total} months read` : "This question reads many charges.";
  return (
    <div ref={own} className="flex flex-col gap-8 has-[~[data-arrived]]:hidden" aria-busy>
      <div role="status" className="flex max-w-xl flex-wrap items-end gap-x-6 gap-y-3">
        <div className="min-w-64 flex-1">
          <p className="mb-2 font-medium">Adding up</p>
          <Progress label="Adding up" done={known?.done} total={known?.total} text={text} />
        </div>
        <Button onClick={act} busy={cancelled}>
          {cancelled ? "Cancelling" : "Cancel"}
        </Button>
      </div>
      <noscript>
        <p>The answer takes longer than a page without scripts can wait for. Load the page again in a moment.</p>
      </noscript>
      <Skeleton className="h-96" />
    </div>
  );
}

/** The same question joins the one that the page asked already; it is not asked twice. */
async function watch({ ask, part, search }: Props, tell: (reached: Reached) => void, signal: AbortSignal) {
  const answer = await fetch(`/api/query?part=${part}&limit=1&ask=${ask}&${search}`, { signal });
  await lastLine(answer, tell);
}

const TRIES = 20;
const BETWEEN_TRIES_MS = 250;

/** Ends the statement in the database. Between two statements there is nothing to end, so it is tried again. */
async function cancel(ask: string, tries: number, isOver = () => false): Promise<void> {
  for (let left = tries; left > 0 && !isOver(); left -= 1) {
    const answer = await fetch(`/api/query?ask=${ask}`, { method: "DELETE", keepalive: true });
    const { cancelled = 1 } = answer.ok ? ((await answer.json()) as { cancelled?: number }) : {};
    if (cancelled > 0) return;
    await new Promise((again) => setTimeout(again, BETWEEN_TRIES_MS));
  }
}
