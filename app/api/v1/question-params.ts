import { z } from "zod";
import { metrics } from "@/lib/focus/charge";
import { operators } from "@/lib/focus/dimension";
import { excludables } from "@/lib/query/names";
import { periodPresets } from "@/lib/query/period-choice";

const presets = periodPresets.map(({ relative }) => relative).join(", ");
const text = (description: string) => z.string().optional().meta({ description });

/** The period of a question: days, or a word that means other days tomorrow. */
export const periodParams = {
  from: text("The first day, YYYY-MM-DD (UTC); the last 90 days if no period is given."),
  to: text("The day after the last, YYYY-MM-DD (UTC)."),
  period: text(`Instead of from and to: ${presets}, last-year, last-<n>-days, last-<n>-complete-weeks and the like.`),
};

/** Which charges, and what of them is summed. */
export const chargeParams = {
  metric: text(`${metrics.join(", ")}; billed if left out.`),
  where: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({
      description:
        `dimension:operator:value[,value...], repeated for several conditions that must all hold; operators ${operators.join(", ")}. ` +
        "A comma or backslash in a value (and a colon in a tag key) has a backslash before it.",
    }),
  exclude: text(`Kinds of charges to leave out: ${excludables.join(", ")}, separated by commas.`),
};
