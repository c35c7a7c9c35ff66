import { z } from "zod";

/** The fields of the forms that act on advice; which of them count depends on the action. */
export const SentFields = z.object({
  action: z.string(),
  owner: z.string().optional(),
  dueOn: z.string().optional(),
  on: z.string().optional(),
  replacedBy: z.string().optional(),
  reason: z.string().optional(),
  until: z.string().optional(),
  link: z.string().optional(),
  comment: z.string().optional(),
});
export type SentAction = z.output<typeof SentFields>;

/** Only what the action takes, without fields that were left empty. */
export function given(sent: SentAction): unknown {
  const { action, link } = sent;
  const comment = some({ comment: sent.comment });
  const due = some({ dueOn: sent.dueOn });
  switch (action) {
    case "start":
      return { action, ...some({ owner: sent.owner }), ...due, ...comment };
    case "assign":
      return { action, owner: sent.owner ?? "", ...due, ...comment };
    case "done":
      return { action, ...some({ on: sent.on, replacedBy: sent.replacedBy }), ...comment };
    case "dismiss":
      // One box serves for all: what is said when something is dismissed is the reason.
      return { action, reason: sent.reason ?? sent.comment ?? "", ...some({ until: sent.until }) };
    case "snooze":
      return { action, ...some({ until: sent.until }), ...comment };
    case "ticket":
      return { action, link: link?.trim() ? link : null, ...comment };
    case "comment":
      return { action, comment: sent.comment ?? "" };
    default:
      return { action, ...comment };
  }
}

function some(fields: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value?.trim() ? [[name, value]] : [])));
}
