import type { Scope } from "../auth/scope";
import { db } from "../db/client";
import { addDays, addMonths, type Day, dayOf, monthOf, startOf } from "../focus/period";
import type { Report } from "../ledger/import-outcome";
import { storeSource } from "../ledger/source-create";
import { syncFrom } from "../ledger/sync-run";
import { type RunningCloud, startCloud } from "./cloud-server";
import { awsPayer } from "./company/aws-accounts";
import { awsEstate } from "./company/aws-bill";

const NAME = "AWS organisation";
// Signs requests to our own loopback server and opens nothing anywhere.
export const CLOUD_KEY = { accessKeyId: "AKIADEMOMALLOWFINCH0", secretAccessKey: "simulated-cloud-not-a-secret" };

/** Days into a month on which the first reading happens: before the month before is settled, so that it is restated. */
const FIRST_READ_ON = 3;

/** Reads the AWS bill through the real connector from a cloud on loopback, which runs only meanwhile. */
export async function loadAws(scope: Scope, today: Day, report: Report): Promise<void> {
  const sourceId = await awsSource(scope);
  if (await isReadUpTo(sourceId, today)) return;
  const cloud = await startCloud(awsEstate(today), { keys: { [CLOUD_KEY.accessKeyId]: CLOUD_KEY.secretAccessKey } });
  try {
    if (!(await hasBeenRead(sourceId))) await readAsOf(firstReading(today), { scope, sourceId, cloud, report });
    await readAsOf(today, { scope, sourceId, cloud, report });
  } finally {
    await cloud.stop();
  }
}

async function awsSource({ workspaceId }: Scope): Promise<string> {
  const known = await db.source.findFirst({ where: { workspaceId, name: NAME }, select: { id: true } });
  if (known) return known.id;
  const settings = { auth: "keys", ...CLOUD_KEY, billingAccountId: awsPayer.id, detail: "region" };
  const { id } = await storeSource(workspaceId, { connector: "aws-cost-explorer", name: NAME, settings }, null);
  return id;
}

type Reading = { scope: Scope; sourceId: string; cloud: RunningCloud; report: Report };

/** The company had connected its account some days ago: what AWS changed since then shows as restated. */
async function readAsOf(day: Day, { scope, sourceId, cloud, report }: Reading): Promise<void> {
  cloud.show(awsEstate(day));
  await syncFrom(scope, sourceId, report, { now: startOf(day), endpoint: cloud.url });
}

function firstReading(today: Day): Day {
  const month = monthOf(today).from;
  const day = addDays(month, FIRST_READ_ON - 1);
  return day < today ? day : addDays(addMonths(month, -1), FIRST_READ_ON - 1);
}

async function hasBeenRead(sourceId: string): Promise<boolean> {
  return (await db.importRun.count({ where: { sourceId, state: { in: ["succeeded", "unchanged"] } } })) > 0;
}

async function isReadUpTo(sourceId: string, today: Day): Promise<boolean> {
  const { dataThrough } = await db.source.findUniqueOrThrow({ where: { id: sourceId }, select: { dataThrough: true } });
  return dataThrough !== null && dayOf(dataThrough) >= today;
}
