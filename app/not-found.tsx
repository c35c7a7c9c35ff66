import { MapPinOff } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        level={1}
        icon={<MapPinOff aria-hidden />}
        title="There is nothing at this address"
        actions={
          <Button look="primary" size="l" asChild>
            <Link href="/">Go to the overview</Link>
          </Button>
        }
      >
        <p>The page may have moved, or what it showed was removed. Your numbers are not affected.</p>
      </EmptyState>
    </main>
  );
}
