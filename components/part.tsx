"use client";

import { useRouter } from "next/navigation";
import { Component, type ReactNode, Suspense, startTransition } from "react";
import { Button } from "./ui/button";
import { Callout } from "./ui/callout";

type Props = { name: string; fallback: ReactNode; children: ReactNode };

/** A part of a page that arrives, and fails, by itself: the rest stays readable. */
export function Part({ name, fallback, children }: Props) {
  const router = useRouter();
  return (
    <Boundary name={name} ask={() => router.refresh()}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </Boundary>
  );
}

type BoundaryProps = { name: string; ask: () => void; children: ReactNode };

class Boundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(error: unknown) {
    // A redirect or "not found" travels as an error of Next's own and is not ours to stop.
    const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
    if (digest.startsWith("NEXT_")) throw error;
    return { failed: true };
  }

  retry = () =>
    startTransition(() => {
      this.props.ask();
      this.setState({ failed: false });
    });

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Callout
        tone="bad"
        title={`${this.props.name} could not be added up`}
        live
        action={<Button onClick={this.retry}>Try again</Button>}
      >
        The ledger is unchanged, and the other numbers on this page are not affected.
      </Callout>
    );
  }
}
