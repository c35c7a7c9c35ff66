import { parseArgs } from "node:util";
import { realWorkspace, systemScope } from "../lib/auth/workspaces";
import { withServer } from "./bench-database";
import { diskFull } from "./drills/full-disk";
import { drillGround, type KillCount, killOnce, victims } from "./drills/killed-imports";
import { raced } from "./drills/racing-imports";
import { seeded } from "./drills/random";

const HELP = `npm run drills -- [options]

Kills imports, workers and the database at random moments, lets imports race, and fills disks; whatever happens, the
ledger must hold the old bill or the new one, and the next import must complete.

  --points N  how many kills (default 200)
  --races N   how many races (default 5)
  --seed N    decides the moments (default 1)`;

/** Gives the exit code: 1 when the ledger was ever seen in a state that it must not be in. */
export async function drills(args: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { points: text, races: text, seed: text, help: { type: "boolean" } } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const problems = await withServer("the drills", async (dataDir) => {
    const scope = await systemScope((await realWorkspace()).id);
    const ground = await drillGround(scope, dataDir);
    const found = await kills(ground, Number(values.points ?? 200), Number(values.seed ?? 1));
    for (let race = 0; race < Number(values.races ?? 5); race++) found.push(...(await raced(ground)));
    console.log("  Imports raced for the same accounts and months");
    const full = await diskFull(ground);
    console.log(full ? "  Disks were full" : "  No disk was full: only root can make a small one");
    return [...found, ...(full ?? [])];
  });
  for (const problem of problems) console.error(`WRONG: ${problem}`);
  console.log(problems.length === 0 ? "The ledger was whole every time." : `${problems.length} times it was not.`);
  return problems.length === 0 ? 0 : 1;
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
