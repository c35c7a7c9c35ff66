import type { CommitmentPurchase, ProviderAdvice } from "../../sources/advice";
import type { Resource } from "../../sources/inventory";
import type { Action } from "../words";
import { consoleAt } from "./console-links";
import type { Steps } from "./proposal";
import { quoted, shortId, stepsOf } from "./steps";

type Advised = { kind: string; action: Action };

/** The steps to take for what a provider advises: commands where its words name a target exactly, else the place to go. */
export function providerSteps(advice: ProviderAdvice, { kind, action }: Advised): Steps | null {
  const { resource, region, purchase, current, recommended } = advice;
  if (purchase) return toBuyAt(consoleAt(pageToBuy(purchase), region ?? "us-east-1"));
  if (!resource || !region) return null;
  const { id, arn } = resource;
  const target = recommended ?? "";
  if (isKnown(kind) && (!changes.has(action) || targets[kind]?.test(target))) {
    return stepsOf({ kind, id: arn ?? id, region, size: current.split(/[ /]/)[0] ?? "", arn }, { action, target });
  }
  const made = others[kind]?.(shortId(arn ?? id), target, region);
  return made ? { before: [], terraform: null, ...made, console: consoleAt(made.console, region) } : null;
}

const known = ["instance", "database", "volume", "load balancer", "nat gateway"] as const satisfies Resource["kind"][];
const isKnown = (kind: string): kind is (typeof known)[number] => known.some((name) => name === kind);

/** Actions that need the exact name of what comes after. */
const changes = new Set<Action>(["rightsize", "change_generation", "migrate_to_graviton", "change_storage"]);

const targets: Partial<Record<string, RegExp>> = {
  instance: /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
  database: /^db\.[a-z0-9-]+\.[a-z0-9-]+$/,
  volume: /^gp3\b/,
};

type Made = { cli: string[]; console: string; before?: string[]; terraform?: string };

const others: Record<string, (name: string, target: string, region: string) => Made> = {
  function: (name, target, region) => {
    const memory = /^(\d+) MB$/.exec(target)?.[1];
    return {
      cli: memory
        ? [
            `aws lambda update-function-configuration --function-name ${quoted(name)} --memory-size ${memory} --region ${quoted(region)}`,
          ]
        : [],
      console: `lambda/home#/functions/${encodeURIComponent(name)}`,
      ...(memory && { terraform: `resource "aws_lambda_function" "…" {\n+ memory_size = ${memory}\n}` }),
    };
  },
  service: () => ({
    before: ["Register its task definition with the new CPU and memory, then let the service use it."],
    cli: [],
    console: "ecs/v2/clusters",
  }),
  "auto-scaling group": (name) => ({
    before: ["Change the type in its launch template, then refresh its instances."],
    cli: [],
    console: `ec2/home#AutoScalingGroupDetails:id=${encodeURIComponent(name)};view=details`,
  }),
};

const BINDS =
  "It binds for the whole term and cannot be given back: compare it under Commitments with what less usage would mean.";

const PLANS = "cost-management/home#/savings-plans/purchase";

function pageToBuy({ commitment, type }: CommitmentPurchase): string {
  if (commitment === "savings plan") return PLANS;
  if (/relational database|\brds/i.test(type)) return "rds/home#reserved-instances:";
  return /elastic compute|\bec2/i.test(type) ? "ec2/home#ReservedInstances:" : "cost-management/home";
}

const purchasePages: Record<string, string> = {
  AWS: consoleAt(PLANS, "us-east-1"),
  Microsoft: "https://portal.azure.com/#blade/Microsoft_Azure_Reservations/ReservationsBrowseBlade",
  "Google Cloud": "https://console.cloud.google.com/compute/commitments",
};

/** For a purchase that we advise ourselves. */
export const purchaseSteps = (provider: string | null): Steps => toBuyAt(purchasePages[provider ?? ""] ?? null);

const toBuyAt = (console: string | null): Steps => ({ before: [BINDS], cli: [], terraform: null, console });
