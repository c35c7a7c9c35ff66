"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import type { Day } from "@/lib/focus/period";
import { enter } from "./actions";

/** Reads as a sentence: one of these is so many of those, from this day through that. */
export function RateForm({ today, quote }: { today: Day; quote: string }) {
  const [state, submit, busy] = useActionState(enter, {});
  const typed = state.typed ?? {};
  const wrong = state.fields ?? {};
  return (
    <form action={submit} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          name="base"
          label="One"
          placeholder="USD"
          required
          maxLength={3}
          className="w-24"
          errors={wrong.base}
          defaultValue={typed.base}
        />
        <TextField
          name="rate"
          label="is"
          placeholder="0.92"
          inputMode="decimal"
          required
          className="w-32"
          errors={wrong.rate}
          defaultValue={typed.rate}
        />
        <TextField
          name="quote"
          label="of"
          placeholder="EUR"
          required
          maxLength={3}
          className="w-24"
          errors={wrong.quote}
          defaultValue={typed.quote ?? quote}
        />
        <TextField
          name="day"
          label="From"
          type="date"
          required
          className="w-44"
          errors={wrong.day}
          defaultValue={typed.day ?? `${today.slice(0, 7)}-01`}
        />
        <TextField
          name="through"
          label="Through"
          optional
          type="date"
          className="w-44"
          errors={wrong.through}
          defaultValue={typed.through}
        />
        <TextField
          name="note"
          label="Note"
          optional
          placeholder="Booking rate of November"
          className="w-56"
          errors={wrong.note}
          defaultValue={typed.note}
        />
        <Button type="submit" busy={busy} className="h-9 sm:mt-[26px]">
          Enter the rate
        </Button>
      </div>
      {state.message && <Callout live>{state.message}</Callout>}
    </form>
  );
}
