import { hubAnswer } from "../advice/hub";
import { optimizerAnswer } from "../advice/optimizer";
import { AwsError, unknownOperation } from "../aws-error";
import type { CloudEstate } from "../estate";
import { xmlAnswer } from "../wire";
import type { Asked } from "./asked";
import { balancerAnswer } from "./balancers";
import { cloudWatchAnswer } from "./cloudwatch";
import { ec2Answer } from "./ec2";
import { productsAnswer } from "./products";
import { rdsAnswer } from "./rds";
import type { CloudInventory } from "./resource";
import { s3Answer } from "./s3";

const empty: CloudInventory = {
  regions: ["us-east-1"],
  resources: [],
  types: [],
  prices: [],
  advice: [],
  workloads: [],
  enrolled: { hub: false, optimizer: false },
};

/** Answers what is asked about resources, their metrics and prices. */
export function inventoryAnswer(
  from: Asked["from"],
  { estate, caller, pageSize }: Pick<Asked, "caller" | "pageSize"> & { estate: CloudEstate },
): string {
  const inventory = estate.inventory ?? empty;
  const asked = { from, inventory, caller, pageSize };
  switch (from.service.prefix) {
    case "cloudwatch":
      requireOpen(asked);
      return JSON.stringify(cloudWatchAnswer(asked));
    case "pricing":
      return JSON.stringify(productsAnswer(asked));
    case "ec2":
      requireOpen(asked);
      return xmlAnswer(from, ec2Answer(asked));
    case "cost-optimization-hub":
      return JSON.stringify(hubAnswer(asked));
    case "compute-optimizer":
      requireOpen(asked);
      return JSON.stringify(optimizerAnswer(asked));
    case "s3":
      requireOpen(asked);
      return s3Answer(asked);
    case "rds":
      return xmlAnswer(from, rdsAnswer(asked));
    case "elasticloadbalancing":
      return xmlAnswer(from, balancerAnswer(asked));
    default:
      throw unknownOperation(from.operation);
  }
}

/** A region that is switched off knows no key. */
function requireOpen({ inventory, caller, from }: Asked): void {
  if (inventory.regions.includes(caller.region)) return;
  if (from.service.prefix === "ec2") {
    throw new AwsError("AuthFailure", "AWS was not able to validate the provided access credentials", 401);
  }
  throw new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.", 403);
}
