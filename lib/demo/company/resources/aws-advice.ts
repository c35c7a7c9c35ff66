import type { AdviceAction } from "../../../sources/advice";
import type { CloudAdvice } from "../../cloud/inventory/resource";
import { uuidOf } from "../chance";
import type { KnownResource } from "./known";
import { monthlyCost } from "./monthly-cost";

/** AWS advises what is right, except that it does not know of nights, snapshots and addresses. */
const actions: Partial<Record<KnownResource["expected"]["verdict"], AdviceAction>> = {
  over_provisioned: "Rightsize",
  previous_generation: "Upgrade",
  other_architecture: "MigrateToGraviton",
  idle: "Stop",
  unattached: "Delete",
};

/** The company's plan makes what is saved at list worth less. */
const AFTER_DISCOUNTS = 0.78;

const cents = (dollars: number) => Math.round(dollars * 100) / 100;

export function adviceOnResources(resources: readonly KnownResource[]): CloudAdvice[] {
  return resources.flatMap((resource): CloudAdvice[] => {
    const { facts, expected } = resource;
    const action = actions[expected.verdict];
    if (!action) return [];
    const cost = monthlyCost(facts);
    const saving = cost - (expected.target ? monthlyCost(withTarget(facts, expected.target)) : 0);
    return [
      {
        id: uuidOf("advice", facts.id),
        resource,
        action: action === "Stop" && facts.kind !== "instance" ? "Delete" : action,
        current: typeOf(facts),
        recommended: expected.target ?? null,
        monthlyCost: cents(cost),
        saving: cents(saving),
        savingAfterDiscounts: cents(saving * AFTER_DISCOUNTS),
      },
    ];
  });
}

type Facts = KnownResource["facts"];

function typeOf(facts: Facts): string {
  if (facts.kind === "instance") return facts.instanceType;
  if (facts.kind === "database") return facts.instanceClass;
  return facts.kind === "volume" ? facts.volumeType : facts.kind;
}

function withTarget(facts: Facts, target: string): Facts {
  if (facts.kind === "instance") return { ...facts, instanceType: target };
  if (facts.kind === "database") return { ...facts, instanceClass: target };
  return facts.kind === "volume" ? { ...facts, volumeType: target, iops: 3000, throughput: 125 } : facts;
}
