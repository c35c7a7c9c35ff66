import { EyeOff } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

/** In place of a page whose figures are of the whole bill, for whoever may see a part of it. */
export function WholeBillOnly({ title, children }: { title: string; children: string }) {
  return (
    <EmptyState level={1} icon={<EyeOff aria-hidden />} title={title}>
      <p>{children}</p>
      <p className="mt-2">You may see a part of the bill, so this page is not shown to you. Ask an admin.</p>
    </EmptyState>
  );
}
