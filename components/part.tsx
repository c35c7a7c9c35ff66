"use client";

import { catchError, type ErrorInfo } from "next/error";
import { type ReactNode, Suspense } from "react";
import { Button } from "./ui/button";
import { Callout } from "./ui/callout";

type Props = { name: string; fallback: ReactNode; children: ReactNode };

/** A part of a page that arrives, and fails, by itself: the rest stays readable. */
export function Part({ name, fallback, children }: Props) {
  return (
    <FailedPart name={name}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </FailedPart>
  );
}

const FailedPart = catchError(({ name }: { name: string; children: ReactNode }, { retry }: ErrorInfo) => (
  <Callout tone="bad" title={`${name} could not be added up`} live action={<Button onClick={retry}>Try again</Button>}>
    The ledger is unchanged, and the other numbers on this page are not affected.
  </Callout>
));
