"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Progress } from "@/components/ui/progress";

export type Step = { text: string; done?: number | undefined; total?: number | undefined };

type Props = { runId: string; label: string; step: Step };

const EVERY_MS = 1000;
const AT_MOST_MS = 8000;

/** Asks how far a run is until it is over, then shows the page anew; without JavaScript the page reloads itself. */
export function RunProgress({ runId, label, step: initially }: Props) {
  const router = useRouter();
  const [step, setStep] = useState(initially);

  useEffect(() => {
    const asking = new AbortController();
    let pause = EVERY_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const run = await runNow(runId, asking.signal);
      if (asking.signal.aborted) return;
      if (run?.isOver) return router.refresh();
      if (run?.step) setStep(run.step);
      pause = run ? EVERY_MS : Math.min(AT_MOST_MS, pause * 2); // the server may be restarting
      timer = setTimeout(() => void ask(), pause);
    };
    void ask();
    return () => {
      asking.abort();
      clearTimeout(timer);
    };
  }, [runId, router]);

  return (
    <div>
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <Progress label={label} done={step.done} total={step.total} text={step.text} />
    </div>
  );
}

async function runNow(runId: string, signal: AbortSignal): Promise<{ isOver: boolean; step: Step | null } | null> {
  try {
    const answer = await fetch(`/api/v1/runs/${runId}`, { signal, cache: "no-store" });
    if (!answer.ok) return null;
    const { state, progress } = (await answer.json()) as { state: string; progress: Step | null };
    return { isOver: state !== "queued" && state !== "running", step: progress };
  } catch {
    return null;
  }
}
