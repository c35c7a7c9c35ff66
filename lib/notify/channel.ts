import { z } from "zod";
import { requireRole, requireWholeBill, type Scope } from "../auth/scope";
import { newSecret } from "../auth/secret";
import { seal, unseal } from "../auth/secret-box";
import { db } from "../db/client";
import { isDuplicate } from "../db/refusals";
import { rowsOf, sql } from "../db/sql";
import { inTransaction } from "../db/transaction";
import { DomainError } from "../errors";
import { isPrivateAddress } from "./private-address";

export const channelKinds = ["slack", "teams", "webhook"] as const;
export type ChannelKind = (typeof channelKinds)[number];

const Name = z
  .string()
  .trim()
  .min(1, "Give the channel a name.")
  .max(80, "Use at most 80 characters.")
  .regex(/^[^\p{Control}@]*$/u, "Use letters, digits and spaces.");

const Address = z
  .url({ protocol: /^https?$/, error: "Use an address that begins with https://." })
  .max(2000)
  .refine(
    (text) => !URL.canParse(text) || `${new URL(text).username}${new URL(text).password}` === "",
    "Leave user and password out of the address.",
  );

/** Where messages go besides mail addresses. */
export const NewChannel = z
  .strictObject({
    kind: z.enum(channelKinds, "Choose Slack, Teams or a webhook."),
    name: Name,
    address: Address,
    /** Signs what is posted to a webhook; made when none is given. */
    secret: z.string().min(16, "Use a secret of at least 16 characters.").max(200).optional(),
    budgetIds: z.array(z.uuid()).max(500).default([]),
    allowsPrivate: z.boolean().default(false),
  })
  .check(({ value, issues }) => {
    if (value.secret === undefined || value.kind === "webhook") return;
    issues.push({ code: "custom", message: "Only webhooks are signed.", path: ["secret"], input: "" });
  });
export type NewChannel = z.output<typeof NewChannel>;

/** A channel as it may be shown: its address is a secret, only the host is not. */
export type Channel = {
  id: string;
  kind: ChannelKind;
  name: string;
  host: string;
  budgetIds: string[];
  allowsPrivate: boolean;
  createdBy: string;
  createdAt: string;
  lastSentAt: string | null;
  /** What the last message that was not taken was answered, while nothing was taken since. */
  trouble: string | null;
};

/** Adds a channel; the secret of a webhook is shown this once. */
export async function addChannel(scope: Scope, wanted: NewChannel): Promise<{ id: string; secret: string | null }> {
  requireRole(scope, "admin");
  const { kind, name, address, budgetIds, allowsPrivate } = wanted;
  const host = refuseInside(wanted);
  await refuseUnknownBudgets(scope, budgetIds);
  const secret = kind === "webhook" ? (wanted.secret ?? newSecret()) : null;
  try {
    const { id } = await db.channel.create({
      data: {
        workspaceId: scope.workspaceId,
        kind,
        name,
        host,
        budgetIds: [...new Set(budgetIds)],
        allowsPrivate,
        address: seal(scope.workspaceId, "channel address", address),
        secret: secret === null ? null : seal(scope.workspaceId, "channel secret", secret),
        createdBy: scope.actor,
      },
    });
    return { id, secret };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new DomainError("conflict", `There is already a channel called ${name}.`, { cause: error });
  }
}

/** Gives the host of an address that may be posted to: of the internet, and sealed on its way there. */
export function refuseInside({ address, allowsPrivate }: Pick<NewChannel, "address" | "allowsPrivate">): string {
  const host = new URL(address).hostname;
  if (allowsPrivate) return host;
  if (isInside(host)) throw inside(host);
  if (!address.toLowerCase().startsWith("https:")) {
    throw new DomainError("invalid", "Use an address that begins with https://, so that nobody reads what is posted.");
  }
  return host;
}

export async function refuseUnknownBudgets({ workspaceId }: Scope, ids: string[]): Promise<void> {
  const known = await db.budget.count({ where: { workspaceId, id: { in: ids } } });
  if (known !== new Set(ids).size) throw new DomainError("invalid", "One of these budgets does not exist.");
}

const isInside = (host: string) => {
  const bare = host.replace(/^\[|\]$/g, "");
  const isAddress = /^[\d.]+$/.test(bare) || bare.includes(":");
  return isAddress ? isPrivateAddress(bare) : bare === "localhost" || bare.endsWith(".localhost");
};

const inside = (host: string) =>
  new DomainError(
    "invalid",
    `${host} is inside your own network. If that is meant, allow it for this channel (--allow-private on the command line).`,
  );

export async function channelList(scope: Scope): Promise<Channel[]> {
  requireWholeBill(scope, "Channels are told of");
  const rows = await rowsOf<
    Omit<Channel, "createdAt" | "lastSentAt"> & { createdAt: Date; lastSentAt: Date | null }
  >(sql`
    select channel.id, kind::text, name, host, budget_ids as "budgetIds", allows_private as "allowsPrivate",
      created_by as "createdBy", created_at as "createdAt", last.sent as "lastSentAt",
      (select reason from outbox where channel_id = channel.id and state in ('deferred', 'failed')
        and updated_at > coalesce(last.sent, '-infinity') order by updated_at desc limit 1) as trouble
    from channel left join lateral (select max(sent_at) as sent from outbox where channel_id = channel.id) last on true
    where workspace_id = ${scope.workspaceId}::uuid order by name`);
  return rows.map(({ createdAt, lastSentAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    lastSentAt: lastSentAt?.toISOString() ?? null,
  }));
}

export async function channelCalled(scope: Scope, name: string): Promise<Channel> {
  const all = await channelList(scope);
  const found = all.find((each) => each.name === name || each.id === name);
  if (!found) throw new DomainError("not_found", `There is no channel called ${name}.`);
  return found;
}

/** Removes a channel; what waited for it is not sent any more, and says so. */
export async function removeChannel(scope: Scope, id: string): Promise<void> {
  requireRole(scope, "admin");
  await inTransaction(async (run) => {
    const [found] = await run(sql`
      select from channel where id = ${id}::uuid and workspace_id = ${scope.workspaceId}::uuid for update`);
    if (!found) throw new DomainError("not_found", "There is no such channel in this workspace.");
    await run(sql`
      update outbox set state = 'suppressed', reason = 'The channel was removed.', next_try_at = null, updated_at = now()
      where channel_id = ${id}::uuid and state in ('queued', 'deferred')`);
    await run(sql`delete from channel where id = ${id}::uuid`);
  });
}

/** What it takes to post to a channel. */
export type Opened = {
  kind: ChannelKind;
  name: string;
  address: string;
  secret: string | null;
  allowsPrivate: boolean;
};

export async function openedChannel(workspaceId: string, id: string): Promise<Opened> {
  const found = await db.channel.findFirst({ where: { id, workspaceId } });
  if (!found) throw new DomainError("not_found", "There is no such channel in this workspace.");
  const { kind, name, allowsPrivate } = found;
  return {
    kind,
    name,
    allowsPrivate,
    address: unseal(workspaceId, "channel address", found.address),
    secret: found.secret === null ? null : unseal(workspaceId, "channel secret", found.secret),
  };
}
