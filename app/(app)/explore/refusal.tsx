import { Callout } from "@/components/ui/callout";
import { AskAgain } from "./ask-again";

export type Refusal = { refusal: string; cancelled: boolean };

/** Why there is no answer. */
export function RefusalNote({ refusal, cancelled, title }: Refusal & { title: string }) {
  return (
    <Callout
      tone={cancelled ? "info" : "warn"}
      title={cancelled ? "Cancelled" : title}
      live
      action={cancelled && <AskAgain />}
    >
      {cancelled ? "The question was ended before it was answered. Nothing is left running." : refusal}
    </Callout>
  );
}
