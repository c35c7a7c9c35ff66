import { z } from "zod";
import type { Commitments } from "@/lib/rightsizing/commitments/commitments";
import { OwnDiscount } from "@/lib/rightsizing/commitments/discounts";
import { contract } from "../../contract";

const Day = z.string().meta({ format: "date" });
const Amount = z.string().meta({ description: "An exact decimal, of thirty days." });
const Told = z.string().nullable();
const Share = z.number().meta({ description: "A share of one: 0.82 is 82 %." });
const Estimate = z.number().meta({ description: "An estimate, of a month." });

const Scenario = z.strictObject({ usage: Share, saving: Estimate, utilisation: Share, coverage: Share });

const Answer = z.strictObject({
  period: z.strictObject({ from: Day, to: Day }).nullable(),
  held: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string().nullable(),
      type: z.string().nullable(),
      provider: z.string().nullable(),
      currency: z.string(),
      used: Amount,
      unused: Amount,
      utilisation: Share.nullable(),
      ends: Day.nullable(),
      daysLeft: z.int().nullable(),
    }),
  ),
  provider: z
    .strictObject({
      readAt: z.string().meta({ format: "date-time" }),
      period: z.strictObject({ from: Day, to: Day }),
      uses: z.array(
        z.strictObject({
          commitment: z.enum(["savings plan", "reservation"]),
          currency: z.string(),
          utilisation: Told.meta({ description: "Percent." }),
          coverage: Told.meta({ description: "Percent." }),
          committed: Told,
          used: Told,
          unused: Told,
          netSaving: Told,
          onDemandCost: Told,
        }),
      ),
      problems: z.array(
        z.strictObject({ commitment: z.enum(["savings plan", "reservation"]), message: z.string(), step: z.string() }),
      ),
    })
    .nullable()
    .meta({
      description: "What the provider stated in the last look that asked it: its own figures, of its own period.",
    }),
  whatIf: z.array(
    z.strictObject({
      provider: z.string().nullable(),
      billingAccount: z.string(),
      currency: z.string(),
      grain: z.enum(["hour", "day"]),
      onDemand: Amount,
      covered: Amount,
      coverage: Share.nullable(),
      rightsizing: Amount.meta({ description: "Usage that better-sized resources will not need, taken off first." }),
      discountOrigin: z.enum(["ledger", "assumption", "entered"]),
      options: z.array(
        z.strictObject({
          term: z.union([z.literal(1), z.literal(3)]),
          payment: z.enum(["no upfront", "partial upfront", "all upfront"]),
          discount: Share,
          hourlyCommitment: z.number(),
          upfront: z.number(),
          monthlyFee: Estimate,
          onDemandMonthly: Estimate,
          scenarios: z.tuple([Scenario, Scenario, Scenario]),
          breakEvenMonths: z.number().nullable(),
          breakEvenUsage: Share.nullable(),
        }),
      ),
    }),
  ),
}) satisfies z.ZodType<Commitments>;

export const readCommitments = contract({
  id: "readCommitments",
  verb: "GET",
  path: "/api/v1/commitments",
  summary: "How commitments are used, when they end, and what more of them would have saved",
  description:
    "The first option, one year without upfront, is the one suggested. Scenarios are usage as it was, with 20 % and with 40 % less; a saving below zero is a loss. Nothing is ever bought.",
  role: "viewer",
  rows: "whole bill",
  query: z.strictObject({
    discount: OwnDiscount.optional().meta({
      description: "What was offered for one year without upfront: 0.27 is 27 % off the on-demand price.",
    }),
    asIs: z
      .enum(["true", "false"])
      .default("false")
      .transform((text) => text === "true")
      .meta({ description: "Reckon with machines as they are, not as better-sized ones would need." }),
  }),
  answers: { 200: { description: "Commitments.", schema: Answer } },
});
