import { z } from "zod";
import { Email } from "../../auth/email";

const share = (most: number) => z.number().min(0).max(most);

/** How advice is found. Every field has a value in each preset, and may be set by itself. */
export const Rules = z.strictObject({
  percentile: z
    .union([z.literal(90), z.literal(95), z.literal(99.5)], "Use 90, 95 or 99.5.")
    .meta({ description: "Usage that so many percent of the measurements do not exceed must fit." }),
  cpuHeadroom: share(2).meta({ description: "Kept free above that usage: 0.2 is a fifth more." }),
  memoryHeadroom: share(2),
  lookBackDays: z.int().min(7, "Look back at least 7 days.").max(93, "Look back at most 93 days."),
  memoryRequired: z.boolean().meta({ description: "Without measured memory nothing is made smaller." }),
  minimumAgeDays: z.int().min(1).max(93),
  unattachedDays: z.int().min(1).max(365),
  snapshotDays: z.int().min(7).max(3650),
  otherFamilies: z.boolean().meta({ description: "Other families of instances may be proposed." }),
  graviton: z.boolean(),
  nights: z.boolean().meta({ description: "Switching non-production off at night may be proposed." }),
  excluded: z.boolean().meta({ description: "No advice on these resources." }),
  minimumSaving: z
    .number()
    .min(0)
    .max(1_000_000)
    .meta({ description: "A month, in the currency of the charges; smaller advice is not given." }),
});
export type Rules = z.output<typeof Rules>;

export const presets = ["savings", "balanced", "performance"] as const;
export type Preset = (typeof presets)[number];

const balanced: Rules = {
  percentile: 99.5,
  cpuHeadroom: 0.2,
  memoryHeadroom: 0.2,
  lookBackDays: 14,
  memoryRequired: true,
  minimumAgeDays: 14,
  unattachedDays: 14,
  snapshotDays: 90,
  otherFamilies: true,
  graviton: true,
  nights: true,
  excluded: false,
  minimumSaving: 1,
};

/** Compute Optimizer's "maximum savings" and "maximum performance" are the outer two. */
export const presetRules = {
  savings: { ...balanced, percentile: 90, cpuHeadroom: 0, memoryHeadroom: 0.1, unattachedDays: 7, snapshotDays: 60 },
  balanced,
  performance: { ...balanced, cpuHeadroom: 0.3, memoryHeadroom: 0.3, lookBackDays: 32, unattachedDays: 32 },
} as const satisfies Record<Preset, Rules>;

const Word = z
  .string()
  .trim()
  .max(256)
  .refine((text) => !/[\p{Control}\p{Surrogate}]/u.test(text), "Use one line of text.");

/** Whether the provider is asked what there is and how it is used; metrics cost a cent for a thousand. */
export const InventoryChoice = z.strictObject({
  read: z.boolean().default(false),
  memberAccounts: z
    .array(z.string().regex(/^\d{12}$/, "An AWS account id has 12 digits."))
    .max(1000)
    .default([]),
  memberRole: z.string().max(128).default("outlay"),
  regions: z
    .array(z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, "A region looks like eu-west-1."))
    .max(60)
    .default([]),
});
export type InventoryChoice = z.output<typeof InventoryChoice>;

/** An address, or a domain as "@example.com". */
const LetterTarget = z.union(
  [
    Email,
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^@[a-z0-9-]+(\.[a-z0-9-]+)+$/)
      .max(254),
  ],
  "Use an address such as name@example.com, or a domain such as @example.com.",
);

/** Settings of the whole workspace (no tag), or of the resources with one tag; a team is the tag "team". */
export const RightsizingSettings = z
  .strictObject({
    tagKey: Word.default(""),
    tagValue: Word.default(""),
    preset: z.enum(presets).default("balanced"),
    changes: Rules.partial().default({}),
    owner: Email.nullable().default(null).meta({ description: "Who gets new advice on these resources." }),
    inventory: InventoryChoice.prefault({}).meta({ description: "Counts for the whole workspace only." }),
    letters: z.array(LetterTarget).max(100).optional().meta({
      description:
        "Addresses and domains that get weekly letters without being members, of the whole workspace. Admins change it; left out, it stays.",
    }),
  })
  .refine(({ tagKey, tagValue }) => (tagKey === "") === (tagValue === ""), {
    message: "Give a tag and its value, or neither for the whole workspace.",
    path: ["tagValue"],
  });
export type RightsizingSettings = z.output<typeof RightsizingSettings>;

/** The rules that settings come to: the preset, and what is set by itself. */
export function rulesOf({ preset, changes }: Pick<RightsizingSettings, "preset" | "changes">): Rules {
  const set = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return { ...presetRules[preset], ...set };
}
