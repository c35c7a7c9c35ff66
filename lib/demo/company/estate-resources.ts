import type { Day } from "../../focus/period";
import type { CloudInventory } from "../cloud/inventory/resource";
import { adviceOnResources } from "./resources/aws-advice";
import { buckets } from "./resources/buckets";
import { databases } from "./resources/databases";
import { instancesToChange } from "./resources/instances-to-change";
import { instancesToKeep } from "./resources/instances-to-keep";
import { type KnownResource, shortId } from "./resources/known";
import { madeInstance } from "./resources/made-instance";
import { instanceTypes, listPrices, priceRegions } from "./resources/price-list";
import { smallThings } from "./resources/small-things";
import { madeVolume, volumeSpecs } from "./resources/volumes";
import { workloads } from "./resources/workloads";

/** Every resource of the company's AWS accounts that advice may be given on, with the one right verdict on it. */
export function estateResources(today: Day): KnownResource[] {
  return [
    ...[...instancesToChange, ...instancesToKeep].flatMap((spec) => madeInstance(spec, today)),
    ...volumeSpecs.map(({ instance, ...spec }) =>
      madeVolume({ ...spec, attachedTo: instance && shortId("i", instance) }, today),
    ),
    ...databases(today),
    ...smallThings(today),
    ...buckets(today),
  ];
}

/** The same as the simulated cloud serves it, with types and list prices. */
export function companyInventory(today: Day): CloudInventory {
  const resources = estateResources(today);
  return {
    regions: priceRegions,
    resources,
    types: instanceTypes,
    prices: listPrices,
    advice: adviceOnResources(resources),
    workloads,
    enrolled: { hub: true, optimizer: true },
  };
}
