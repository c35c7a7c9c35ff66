"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { Skeleton } from "../ui/skeleton";
import type { Drawing } from "./drawing";

const Waterfall = lazy(() => import("./waterfall").then((module) => ({ default: module.Waterfall })));

/** A waterfall on its own; its numbers stand on the page in words. */
export function WhyChart({ drawing }: { drawing: Extract<Drawing, { kind: "waterfall" }> }) {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  const holder = <Skeleton className="h-60 w-full" />;
  return (
    <figure className="chart-picture">
      {drawn ? (
        <Suspense fallback={holder}>
          <Waterfall drawing={drawing} />
        </Suspense>
      ) : (
        holder
      )}
    </figure>
  );
}
