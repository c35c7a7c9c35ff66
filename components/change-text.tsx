import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import type { Change } from "@/lib/query/change";
import { exactMoney, signedMoney, signedPercent } from "./format";

const arrows = { up: ArrowUp, new: ArrowUp, down: ArrowDown, gone: ArrowDown, same: ArrowRight };

/** Sign, money and percent; more spend is neither good nor bad by itself, so it has no colour. */
export function ChangeText({ change, currency }: { change: Change; currency: string }) {
  const Arrow = arrows[change.kind];
  return (
    <span className="tabular whitespace-nowrap" title={exactMoney(change.amount, currency)}>
      <Arrow aria-hidden className="-mt-0.5 mr-1 inline size-3.5 text-faint" />
      {signedMoney(change.amount, currency)} <span className="text-muted">{`(${ratioText(change)})`}</span>
    </span>
  );
}

/** "+6.2 %", or the word for what has no percentage. */
export function ratioText({ ratio, kind }: Change): string {
  if (ratio !== null) return signedPercent(ratio);
  return kind === "new" ? "new" : kind === "gone" ? "gone" : "sign turned";
}
