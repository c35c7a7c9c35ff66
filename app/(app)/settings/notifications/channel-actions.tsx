"use client";

import { Send, Trash2 } from "lucide-react";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import type { Channel } from "@/lib/notify/channel";
import { dropChannel, tryChannel } from "./actions";
import { EditChannel } from "./edit-channel";

type Props = {
  channel: Pick<Channel, "id" | "name" | "kind" | "host" | "budgetIds" | "allowsPrivate">;
  budgets: { id: string; name: string }[];
};

export function ChannelActions({ channel, budgets }: Props) {
  const { id, name } = channel;
  const [tried, test, testing] = useActionState(tryChannel, {});
  const [dropped, remove, removing] = useActionState(dropChannel, {});
  const said = dropped.message ?? tried.message;
  return (
    <div className="flex flex-col items-end gap-1">
      <div className="flex gap-1">
        <form action={test}>
          <input type="hidden" name="id" value={id} />
          <Button look="ghost" type="submit" busy={testing} aria-label={`Send a test to ${name}`}>
            <Send aria-hidden />
            Test
          </Button>
        </form>
        <EditChannel channel={channel} budgets={budgets} />
        <form action={remove}>
          <input type="hidden" name="id" value={id} />
          <Button look="ghost" size="icon" type="submit" busy={removing} aria-label={`Remove ${name}`}>
            <Trash2 aria-hidden />
          </Button>
        </form>
      </div>
      {said && (
        <p role="status" className="max-w-72 break-words text-right text-xs">
          {said}
        </p>
      )}
    </div>
  );
}
