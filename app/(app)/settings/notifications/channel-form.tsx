"use client";

import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, TextField } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useAnswerCount } from "@/components/ui/use-answer-count";
import { createChannel } from "./actions";
import { Outcome } from "./outcome";

type Kind = "slack" | "teams" | "webhook";

const help: Record<Kind, string> = {
  slack: "Slack: your workspace’s apps, Incoming Webhooks, Add to Slack. It begins with https://hooks.slack.com/.",
  teams: "Teams: the channel’s menu, Workflows, “Post to a channel when a webhook request is received”.",
  webhook: "Gets JSON by POST. Its signature is explained in docs/notifications.md; the secret is shown once.",
};

export function ChannelForm({ budgets }: { budgets: { id: string; name: string }[] }) {
  const [state, submit, busy] = useActionState(createChannel, {});
  const [kind, choose] = useState<Kind>("slack");
  const answers = useAnswerCount(state);
  return (
    <form key={answers} action={submit} className="mt-6 flex max-w-2xl flex-col gap-5">
      <h3 className="font-semibold">Add a channel</h3>
      <div className="flex flex-wrap gap-4">
        <Field id="kind" label="Kind" errors={state.fields?.kind}>
          <Select
            id="kind"
            name="kind"
            className="w-48"
            value={kind}
            onChange={({ target }) => choose(target.value as Kind)}
            choices={[
              { value: "slack", label: "Slack" },
              { value: "teams", label: "Microsoft Teams" },
              { value: "webhook", label: "Signed webhook" },
            ]}
          />
        </Field>
        <TextField
          name="name"
          label="Name"
          required
          placeholder="finops"
          defaultValue={state.typed?.name}
          errors={state.fields?.name}
          className="w-56"
        />
        <Field id="budgetId" label="Told of" errors={state.fields?.budgetId}>
          <Select
            id="budgetId"
            name="budgetId"
            className="w-56"
            defaultValue={state.typed?.budgetId ?? ""}
            choices={[
              { value: "", label: "All budgets" },
              ...budgets.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
      </div>
      <TextField
        name="secretAddress"
        type="url"
        label="Address"
        required
        autoComplete="off"
        placeholder="https://"
        help={help[kind]}
        errors={state.fields?.secretAddress}
      />
      <label className="flex items-start gap-2.5 text-sm">
        <input
          type="checkbox"
          name="allowsPrivate"
          defaultChecked={state.typed?.allowsPrivate !== undefined}
          className="mt-0.5 size-4 accent-accent"
        />
        <span>
          The address is inside our own network
          <span className="block text-muted text-xs">
            Otherwise Outlay refuses addresses such as 10.0.0.8 or localhost, so that nobody makes it knock there.
          </span>
        </span>
      </label>
      <Outcome state={state} detailsLabel="The secret" />
      <div>
        <Button type="submit" busy={busy}>
          Add the channel
        </Button>
      </div>
    </form>
  );
}
