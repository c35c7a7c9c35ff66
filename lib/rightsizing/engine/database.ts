import type { Database } from "../../sources/inventory";
import { afterRemoval, costNow, hourly, isWorthIt, withoutMachine } from "./cost";
import { type Judged, judged, type Look, type Option, optimal, skipped } from "./judged";
import { judgeSize } from "./machine";
import { confidenceOf, highest, isTooThin, presentShare } from "./measure";
import { days, daysAgo } from "./text";

const onArm = /^(postgres|mysql|mariadb|aurora)/;

export function judgeDatabase(look: Look, database: Database): Judged {
  const { rules, now, market } = look;
  const { instanceClass, engine, multiAz, state } = database;
  if (instanceClass === "db.serverless") return skipped("It is serverless: its size follows its use.");
  if (database.createdAt !== null && daysAgo(database.createdAt, now) < rules.minimumAgeDays) {
    const age = daysAgo(database.createdAt, now);
    return skipped(`It is ${days(age)} old; judged is what has run for ${days(rules.minimumAgeDays)}.`);
  }
  if (state === "stopped") return judgeStopped(look, database);
  if (state !== "available") return skipped(`Its state is ${state}.`);
  const type = market.type(instanceClass.replace(/^db\./, ""));
  if (!type) return skipped(`The region's catalogue does not have the class ${instanceClass}.`);
  if (isTooThin(database.metrics.cpu)) return skipped("There are not 30 hours of measurements of its processor.");
  const idle = judgeIdle(look, database);
  if (idle) return idle;
  return judgeSize(look, {
    machine: database,
    type: { ...type, name: instanceClass },
    priced: (name) => ({
      kind: "database",
      instanceClass: name.startsWith("db.") ? name : `db.${name}`,
      engine,
      multiAz,
    }),
    runsOnArm: onArm.test(engine),
    gravitonEffort: "low",
  });
}

function judgeIdle(look: Look, database: Database): Judged | null {
  const { metrics, instanceClass, engine, multiAz, replicaOf } = database;
  if (replicaOf !== null) return null;
  const connections = highest(metrics.connections);
  if (connections === null || connections > 0 || isTooThin(metrics.connections)) return null;
  const cost = costNow(look, hourly({ kind: "database", instanceClass, engine, multiAz }));
  const how = `Nobody connected to it in ${days(look.rules.lookBackDays)}.`;
  const option: Option | null = cost && removal(look, { current: instanceClass, cost, how });
  return judged("idle", how, {
    options: option && isWorthIt(option.cost, look.rules) ? [option] : [],
    confidence: confidenceOf(metrics.connections),
    present: presentShare(metrics.connections),
  });
}

function judgeStopped(whole: Look, database: Database): Judged {
  const look = { ...whole, bill: withoutMachine(whole.bill, whole.machineBill) };
  const { rules, now, bill } = look;
  if (database.stateSince === null) return skipped("It is stopped; since when is not told.");
  const since = daysAgo(database.stateSince, now);
  if (since < rules.unattachedDays) return optimal(`It is stopped since ${days(since)}.`);
  const cost = bill && costNow(look, []);
  const how = `It is stopped since ${days(since)}; its storage is paid for all the same, and it starts again after 7 days.`;
  if (!cost) return optimal(`It is stopped since ${days(since)} and nothing of it costs.`);
  const option = removal(look, { current: `${database.instanceClass}, stopped`, cost, how });
  return judged("stopped", how, { options: isWorthIt(option.cost, rules) ? [option] : [] });
}

type Removal = { current: string; cost: NonNullable<ReturnType<typeof costNow>>; how: string };

function removal({ bill }: Look, { current, cost, how }: Removal): Option {
  return {
    action: "delete",
    current,
    target: "Deleted, after a final snapshot is taken",
    cost: afterRemoval(cost, bill),
    risks: { data: 1 },
    effort: "low",
    restart: false,
    changes: [],
    how: [how],
    covers: [],
  };
}
