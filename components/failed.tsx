"use client";

import { CircleAlert, RotateCw } from "lucide-react";
import { Button } from "./ui/button";
import { EmptyState } from "./ui/empty-state";

type Props = { error: unknown; retry: () => void };

/** A page that could not be made: what it means for the numbers, and what to do. */
export function Failed({ error, retry }: Props) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <EmptyState
      level={1}
      icon={<CircleAlert aria-hidden />}
      title="This page could not be made"
      actions={
        <Button look="primary" size="l" onClick={retry}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      }
    >
      <p>
        Something went wrong in Outlay. The ledger is unchanged, and no number that you saw before is wrong because of
        it.
      </p>
      {digest && <p className="mt-2 text-sm">{`If it stays, look for ${digest} in the log of the server.`}</p>}
    </EmptyState>
  );
}
