import type { Resource } from "../../sources/inventory";
import { judgeDatabase } from "./database";
import { judgeInstance } from "./instance";
import { type Judged, type Look, skipped } from "./judged";
import { judgeAddress, judgeBalancer, judgeBucket, judgeNat, judgeSnapshot } from "./small-things";
import { judgeVolume } from "./volume";

/** Exactly one verdict on one resource. */
export function judge(look: Look): Judged {
  if (look.rules.excluded) return skipped("The settings exclude it.");
  return byKind(look, look.resource);
}

function byKind(look: Look, resource: Resource): Judged {
  switch (resource.kind) {
    case "instance":
      return judgeInstance(look, resource);
    case "database":
      return judgeDatabase(look, resource);
    case "volume":
      return judgeVolume(look, resource);
    case "snapshot":
      return judgeSnapshot(look, resource);
    case "address":
      return judgeAddress(look, resource);
    case "load balancer":
      return judgeBalancer(look, resource);
    case "nat gateway":
      return judgeNat(look, resource);
    case "bucket":
      return judgeBucket(look, resource);
  }
}
