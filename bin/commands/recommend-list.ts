import { adviceList } from "../../lib/rightsizing/list/advice-list";
import { savingsOverview } from "../../lib/rightsizing/list/overview";
import { adviceLines, filterFrom, filterHelp, filterOptions, totalLines } from "../command/advice";
import type { Command } from "../command/command";
import { commandScope } from "../command/workspace";

const MOST = 100;

export const command: Command = {
  usage: "[options]",
  help: [
    "Shows what could cost less, the largest saving first, open and in progress unless a state is given. What counts is",
    "each one's part of the total: advice on the same resource overlaps, and the sum never exceeds what it costs.",
    "",
    ...filterHelp,
  ],
  options: filterOptions,
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const filter = filterFrom(input);
    const asked = filter.state ? filter : { ...filter, state: ["open", "in_progress"] as const };
    const list = await adviceList(
      scope,
      { filter: { ...asked, state: [...(asked.state ?? [])] }, sort: "saving", limit: MOST },
      now,
    );
    const overview = await savingsOverview(scope);
    const more = list.cursor === null ? [] : [`The first ${MOST} are shown.`];
    const lines = [...adviceLines(list.items), ...more, "", ...totalLines(overview)];
    return { lines, json: { items: list.items, overview } };
  },
};
