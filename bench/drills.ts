import { parseArgs } from "node:util";
import { realWorkspace, systemScope } from "../lib/auth/workspaces";
import { withServer } from "./bench-database";
import { diskFull } from "./drills/full-disk";
import { killedDeliveries, killMoments } from "./drills/killed-deliveries";
import { evaluationSteps, killedEvaluations } from "./drills/killed-evaluations";
import { drillGround, type KillCount, killOnce, victims } from "./drills/killed-imports";
import { manyTicks } from "./drills/many-ticks";
import { raced } from "./drills/racing-imports";
import { seeded } from "./drills/random";

const HELP = `npm run drills -- [options]

Kills imports, workers and the database at random moments, lets imports race, and fills disks; whatever happens, the
ledger must hold the old bill or the new one, and the next import must complete. Kills workers while they deliver, and
lets two tick on one database, one with a wrong clock: every message must arrive under one Message-ID.

  --only WHAT ledger or delivery (default: both)
  --points N  how many kills (default 200)
  --ticks N   how many ticks of the schedule on two workers (default 10000)
  --races N   how many races (default 5)
  --seed N    decides the moments (default 1)`;

/** Gives the exit code: 1 when the ledger was ever seen in a state that it must not be in. */
export async function drills(args: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: { only: text, points: text, races: text, seed: text, ticks: text, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const seed = Number(values.seed ?? 1);
  const ledger = { points: Number(values.points ?? 200), races: Number(values.races ?? 5), seed };
  const problems = [
    ...(values.only === "delivery" ? [] : await ledgerDrills(ledger)),
    ...(values.only === "ledger" ? [] : await deliveryDrills(Number(values.ticks ?? 10_000), seed)),
  ];
  for (const problem of problems) console.error(`WRONG: ${problem}`);
  console.log(problems.length === 0 ? "All was well every time." : `${problems.length} times it was not.`);
  return problems.length === 0 ? 0 : 1;
}

async function ledgerDrills({ points, races, seed }: Record<"points" | "races" | "seed", number>): Promise<string[]> {
  return await withServer("the drills", async (dataDir) => {
    const scope = await systemScope((await realWorkspace()).id);
    const ground = await drillGround(scope, dataDir);
    const found = await kills(ground, points, seed);
    for (let race = 0; race < races; race++) found.push(...(await raced(ground)));
    console.log("  Imports raced for the same accounts and months");
    const full = await diskFull(ground);
    console.log(full ? "  Disks were full" : "  No disk was full: only root can make a small one");
    return [...found, ...(full ?? [])];
  });
}

const KILLS_BY_CHANCE = 20;

async function deliveryDrills(ticks: number, seed: number): Promise<string[]> {
  const killed = await withServer("the drills", async () => {
    const scope = await systemScope((await realWorkspace()).id);
    return await killedDeliveries(scope, killMoments(KILLS_BY_CHANCE, seeded(seed)));
  });
  console.log("  Workers were killed at every step of delivering mails");
  const judged = await withServer("the drills", async () => {
    return await killedEvaluations(await systemScope((await realWorkspace()).id), evaluationSteps);
  });
  console.log("  Workers were killed at every step of an evaluation");
  return await withServer("the drills", async () => {
    const scope = await systemScope((await realWorkspace()).id);
    const { problems, mails } = await manyTicks(scope, ticks);
    console.log(`  Two workers ticked ${ticks} times: ${mails} mails, ${problems.length} problems`);
    return [...killed, ...judged, ...problems];
  });
}

async function kills(ground: Awaited<ReturnType<typeof drillGround>>, points: number, seed: number): Promise<string[]> {
  const random = seeded(seed);
  const counts = new Map(
    victims.map((victim): [string, KillCount] => [victim, { points: 0, old: 0, fresh: 0, problems: [] }]),
  );
  for (let point = 0; point < points; point++) {
    const victim = victims[point % victims.length] ?? "import";
    const count = counts.get(victim);
    if (count) await killOnce(ground, victim, random, count);
    if (point % 10 === 9) console.error(`  ${point + 1} kills, ${problemsIn(counts).length} problems`);
  }
  for (const [victim, { points: killed, old, fresh }] of counts) {
    console.log(`  ${victim} killed ${killed} times: ${old} times the old bill was left, ${fresh} times the new one`);
  }
  return problemsIn(counts);
}

function problemsIn(counts: Map<string, KillCount>): string[] {
  return [...counts.values()].flatMap(({ problems }) => problems);
}
