import type { Command } from "../command/command";
import { findings } from "../command/findings";

const MARKS = { fine: "✓", warning: "!", wrong: "✗" } as const;

export const command: Command = {
  usage: "",
  help: [
    "Looks at everything Outlay needs (Node, packages, settings, data directory, disk, database, schema, sources) and",
    "says what to do about what is wrong. The exit code is 1 if something is.",
  ],
  withoutDatabase: true,
  run: async (_input, { now }) => {
    const found = await findings(now);
    const wrong = found.filter(({ state }) => state === "wrong").length;
    const width = Math.max(...found.map(({ name }) => name.length)) + 2;
    const lines = found.flatMap(({ state, name, text, advice }) => [
      `${MARKS[state]} ${name.padEnd(width)}${text}`,
      ...(advice ? [`  ${"".padEnd(width)}${advice}`] : []),
    ]);
    return { lines, json: { ok: wrong === 0, findings: found }, exitCode: wrong > 0 ? 1 : 0 };
  },
};
