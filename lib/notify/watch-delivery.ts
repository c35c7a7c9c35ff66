import { rowsOf, sql } from "../db/sql";
import { noticeToAdmins } from "./notices";

/** Tries after which a message that still waits is trouble: the fourth comes more than half an hour after the first. */
const TROUBLING_TRIES = 4;

type Trouble = { workspaceId: string; day: string; failed: number; waiting: number; reasons: string[] };

/** Tells admins once a day that messages are not taken: they cannot see that no mail came. */
export async function watchDelivery(): Promise<void> {
  const troubles = await rowsOf<Trouble>(sql`
    select workspace_id as "workspaceId", (now() at time zone 'UTC')::date::text as day,
      count(*) filter (where state = 'failed')::int as failed,
      count(*) filter (where state = 'deferred')::int as waiting,
      (array_agg(distinct recipient || ': ' || coalesce(reason, '')))[1:5] as reasons
    from outbox join workspace on workspace.id = workspace_id
    where workspace.kind = 'real' and message <> 'notice' and outbox.updated_at > now() - interval '1 day'
      and (outbox.state = 'failed' or (outbox.state = 'deferred' and attempts >= ${TROUBLING_TRIES}))
    group by workspace_id`);
  for (const { workspaceId, day, failed, waiting, reasons } of troubles) {
    const notice = {
      subject: "Messages of Outlay do not arrive",
      sentence:
        `${sentence(failed, "was given up", "were given up")}${sentence(waiting, "still waits after several tries", "still wait after several tries")}`.trim(),
      lines: ["What was answered:", ...reasons],
      link: { label: "Open the outbox", path: "/outbox" },
    };
    await rowsOf(noticeToAdmins(workspaceId, `delivery ${day}`, notice));
  }
}

function sentence(count: number, one: string, many: string): string {
  if (count === 0) return "";
  return `${count} ${count === 1 ? `message ${one}` : `messages ${many}`}. `;
}
