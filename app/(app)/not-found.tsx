import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** The same inside the shell: for a source or a run that is not in this workspace. */
export default function NotFound() {
  return (
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
      <p>What it showed was removed, or it belongs to another workspace. Your numbers are not affected.</p>
    </EmptyState>
  );
}
