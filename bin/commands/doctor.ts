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
    const lines = found.flatMap(({ state, name, text, advice }) => [
      `${MARKS[state]} ${name.padEnd(16)}${text}`,
      ...(advice ? [`  ${"".padEnd(16)}${advice}`] : []),
    ]);
    return { lines, json: { ok: wrong === 0, findings: found }, exitCode: wrong > 0 ? 1 : 0 };
  },
};
