"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { follow, subscribe } from "./actions";

type Props = { token: string; consequence: string; button: string; done: string | null; isRefused: boolean };

export function LinkForm({ token, consequence, button, done, isRefused }: Props) {
  const [followed, submit, busy] = useActionState(follow, {});
  const [again, subscribeAgain, subscribing] = useActionState(subscribe, {});
  const said = isRefused ? (followed.message ?? done) : (again.message ?? followed.message ?? done);
  const isOffered = done === null && (followed.message === undefined || again.message !== undefined);
  return (
    <div className="mt-6 flex flex-col items-start gap-5">
      {said && (
        <Callout tone={done === null && followed.message && !again.message ? "warn" : "good"} live>
          {said}
        </Callout>
      )}
      {isOffered && (
        <form action={submit} className="flex flex-col items-start gap-5">
          <input type="hidden" name="token" value={token} />
          <p>{consequence}</p>
          <Button look="primary" size="l" type="submit" busy={busy}>
            {button}
          </Button>
        </form>
      )}
      {isRefused && (
        <form action={subscribeAgain}>
          <input type="hidden" name="token" value={token} />
          <Button type="submit" busy={subscribing}>
            Get mails about it again
          </Button>
        </form>
      )}
    </div>
  );
}
