import { trackedTags, trackTags } from "../../lib/ledger/tracked-tags";
import type { Command } from "../command/command";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "[key...]",
  help: [
    "Shows the tag keys whose daily sums are kept, so that charts by them answer at once; with keys, keeps these and no",
    "others, also for what was imported before. Until somebody chooses, the four most used keys are kept. By every other",
    "key one can ask as well: days are then added up from the charges.",
  ],
  words: { least: 0, most: 8 },
  run: async (input) => {
    const scope = await commandScope(input);
    if (input.words.length > 0) await trackTags(scope, input.words);
    const keys = await trackedTags(scope);
    const lines = keys.length > 0 ? keys : ["No tag keys are tracked: no import has brought tags yet."];
    return { lines, json: { keys } };
  },
};
