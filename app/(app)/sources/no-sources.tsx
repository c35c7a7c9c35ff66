import { PlugZap } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export function NoSources() {
  return (
    <EmptyState
      icon={<PlugZap />}
      title="Nothing is connected yet"
      actions={
        <>
          <Button asChild look="primary" size="l">
            <Link href="/sources/add">Connect AWS</Link>
          </Button>
          <Button asChild size="l">
            <a href="#files">Import a file</a>
          </Button>
        </>
      }
    >
      Connect a cloud and see 14 months of spend within minutes, or drop a FOCUS file below. Each source then shows here
      how far its data reaches, its last runs, and what they cost.
    </EmptyState>
  );
}
