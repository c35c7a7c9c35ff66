import PgBoss from "pg-boss";
import { pool } from "../db/pool";
import { logError } from "../log";
import type { Runner } from "./runner";
import type { Job } from "./schedule";

/** The queue's tables live in a schema of their own, which pg-boss creates and upgrades. */
const SCHEMA = "outlay_jobs";

export type Cron = { stop: () => Promise<void> };

/** Runs the schedule. Many workers may do so on one database: pg-boss gives each tick to one of them. */
export async function startCron(jobs: Job[], runner: Runner): Promise<Cron> {
  const boss = new PgBoss({ db: ourDatabase, schema: SCHEMA, clockMonitorIntervalMinutes: 10 });
  boss.on("error", (error) => logError(error, { job: "schedule" }));
  await boss.start();
  for (const job of jobs) await add(boss, job, runner);
  await forgetUnlisted(boss, jobs);
  return { stop: () => boss.stop({ graceful: true, wait: true, timeout: 5_000 }) };
}

async function add(boss: PgBoss, job: Job, runner: Runner): Promise<void> {
  await boss.createQueue(job.name, { name: job.name, policy: "short", retryLimit: 0, expireInMinutes: 10 });
  await boss.schedule(job.name, job.cron, {}, { tz: "UTC" });
  await boss.work(job.name, { pollingIntervalSeconds: 15 }, async () => {
    try {
      await job.run(new Date(), runner);
    } catch (error) {
      logError(error, { job: job.name });
      throw error;
    }
  });
}

/** A job that a newer version no longer has does not pile up. */
async function forgetUnlisted(boss: PgBoss, jobs: Job[]): Promise<void> {
  const listed = new Set(jobs.map(({ name }) => name));
  for (const { name } of await boss.getSchedules()) {
    if (!listed.has(name)) await boss.unschedule(name);
  }
}

/** pg-boss on our own connections: none more, and it ends with them. */
const ourDatabase: PgBoss.Db = {
  executeSql: (text, values) => pool().query(text, values),
};
