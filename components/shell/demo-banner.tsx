"use client";

import { FlaskConical, PlugZap } from "lucide-react";
import Link from "next/link";
import { useActionState } from "react";
import { Button } from "../ui/button";

type Answer = { message?: string };
type Props = {
  name: string;
  /** Only for those who may remove it. */
  remove: ((before: Answer, form: FormData) => Promise<Answer>) | null;
};

/** On every page of the demo company: none of this is real, and here is the way out. */
export function DemoBanner({ name, remove }: Props) {
  return (
    <aside aria-label="Demo company" className="border-line border-b bg-accent-soft">
      <div className="mx-auto flex w-full max-w-[1440px] flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 text-sm md:px-8">
        <FlaskConical aria-hidden className="size-4 shrink-0 text-accent" />
        <p className="min-w-0 flex-1 basis-64">
          <strong className="font-medium">Demo company.</strong>{" "}
          {`${name} does not exist; its charges are simulated data.`}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {remove && <RemoveDemo remove={remove} />}
          <Button look="primary" asChild>
            <Link href="/sources/add">
              <PlugZap aria-hidden />
              Connect a cloud
            </Link>
          </Button>
        </div>
      </div>
    </aside>
  );
}

/** One click, no question: nothing is lost that `outlay demo load` does not bring back. */
function RemoveDemo({ remove }: { remove: NonNullable<Props["remove"]> }) {
  const [answer, act, busy] = useActionState(remove, {});
  return (
    <form action={act} className="flex flex-wrap items-center gap-2">
      {answer.message && (
        <p role="alert" className="text-bad">
          {answer.message}
        </p>
      )}
      <Button type="submit" look="ghost" busy={busy}>
        Remove the demo
      </Button>
    </form>
  );
}
