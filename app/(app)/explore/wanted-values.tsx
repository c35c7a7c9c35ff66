"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import { Skeleton } from "@/components/ui/skeleton";

const ValuePicker = lazy(() => import("./value-picker").then((module) => ({ default: module.ValuePicker })));

/** Choosing values comes when it is asked for: most who look at a page add no filter. */
export function WantedValues(props: ComponentProps<typeof ValuePicker>) {
  return (
    <Suspense fallback={<Skeleton className="h-72" />}>
      <ValuePicker {...props} />
    </Suspense>
  );
}
