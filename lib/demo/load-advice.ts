import type { Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import { type Day, startOf } from "../focus/period";
import { actOnAdvice } from "../rightsizing/life/act";
import type { AdviceAction } from "../rightsizing/life/action";
import { adviceList } from "../rightsizing/list/advice-list";
import { readersOf } from "../rightsizing/run/aws-readers";
import type { Readers } from "../rightsizing/run/readers";
import { type RunOutcome, runAdvice } from "../rightsizing/run/run";
import { saveSettings } from "../rightsizing/settings/settings";
import { RightsizingSettings } from "../rightsizing/settings/spec";
import { startCloud } from "./cloud-server";
import { awsAccounts } from "./company/aws-accounts";
import { awsEstate } from "./company/aws-bill";
import type { teams } from "./company/people";
import { CLOUD_KEY } from "./load-aws";

/** Looks at the company's resources over the wire, as a real workspace's job does, once for each day. */
export async function loadAdvice(scope: Scope, today: Day): Promise<void> {
  const now = startOf(today);
  const runs = await rowsOf<{ is_todays: boolean }>(sql`
    select started_at >= ${now} as is_todays from rightsizing_run
    where workspace_id = ${scope.workspaceId}::uuid and state in ('succeeded', 'partial')`);
  if (runs.some((run) => run.is_todays)) return;
  if (runs.length === 0) await choose(scope, now);
  await lookAtDemo(scope, { today, signal: new AbortController().signal });
  if (runs.length === 0) await begin(scope, now);
}

type Look = { today: Day; signal: AbortSignal; onlyWaiting?: boolean; told?: Readers["told"] };

/** One look at the company's cloud, which runs only meanwhile. */
export async function lookAtDemo(
  scope: Scope,
  { today, signal, onlyWaiting = false, told }: Look,
): Promise<RunOutcome> {
  const now = startOf(today);
  const cloud = await startCloud(awsEstate(today), { keys: { [CLOUD_KEY.accessKeyId]: CLOUD_KEY.secretAccessKey } });
  try {
    const readers = await readersOf(scope, { now, signal, endpoint: cloud.url });
    return await runAdvice(scope, { ...readers, onlyWaiting, ...(told && { told }) }, now);
  } finally {
    await cloud.stop();
  }
}

async function choose(scope: Scope, now: Date): Promise<void> {
  const memberAccounts = awsAccounts.map(({ id }) => id);
  const settings: object[] = [
    { inventory: { read: true, memberAccounts } },
    { tagKey: "rightsizing", tagValue: "excluded", changes: { excluded: true } },
    { tagKey: "team", tagValue: "payments", preset: "performance", owner: addressOf("payments") },
    { tagKey: "team", tagValue: "storefront", owner: addressOf("storefront") },
    { tagKey: "team", tagValue: "data", owner: addressOf("data") },
  ];
  for (const each of settings) await saveSettings(scope, RightsizingSettings.parse(each), now);
}

const addressOf = (team: keyof typeof teams) => `${team}@mallowfinch.example`;

/** Some of it is under way already, as it would be where people work with it. */
async function begin(scope: Scope, now: Date): Promise<void> {
  const { items } = await adviceList(
    scope,
    {
      filter: { state: ["open"], source: ["outlay"], kind: ["instance", "database", "volume"] },
      sort: "saving",
      limit: 12,
    },
    now,
  );
  const done: [number, AdviceAction][] = [
    [1, { action: "start", owner: addressOf("platform"), comment: "In the next release." }],
    [3, { action: "start", owner: addressOf("storefront") }],
    [5, { action: "dismiss", reason: "Kept at this size for the sale in December." }],
    [7, { action: "snooze", days: 30 }],
    [8, { action: "start", comment: "Waits for a window with the team." }],
  ];
  for (const [index, action] of done) {
    const advice = items[index];
    if (advice) await actOnAdvice(scope, advice.id, action, now);
  }
}
