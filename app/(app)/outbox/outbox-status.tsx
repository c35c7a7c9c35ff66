import { Status } from "@/components/ui/status";
import type { OutboxState } from "@/lib/notify/outbox-list";
import { stateWords } from "./words";

export function OutboxStatus({ state }: { state: OutboxState }) {
  const known = stateWords[state];
  return (
    <span className="flex">
      <Status state={known.state}>{known.word}</Status>
    </span>
  );
}
