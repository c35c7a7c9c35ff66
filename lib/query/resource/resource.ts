import type { Scope } from "../../auth/scope";
import type { Metric } from "../../focus/charge";
import { addDays, type Day, earlierOf, type Period } from "../../focus/period";
import { askCosts } from "../run";
import { inSnapshot } from "../snapshot";
import type { CostQuery } from "../spec";
import { type Stack, stacks } from "../stack";
import { type Identity, identityOf } from "./identity";
import { type Neighbour, neighboursOf } from "./neighbours";
import { type TagStretch, tagHistory } from "./tag-history";

const DAYS_SHOWN = 90;

/** Everything that its charges say of one resource. */
export type ResourceView = Identity & {
  id: string;
  /** The tags of its last charge; null where its source cannot know them. */
  tags: Record<string, string> | null;
  tagHistory: TagStretch[];
  /** The period that is drawn, by day and kind of charge, and its question. */
  query: CostQuery;
  stacks: Stack[];
  /** What costs most beside it: same account, service and region. */
  neighbours: Neighbour[];
};

type Asked = { metric: Metric; today: Day; period?: Period };

/** The resource with this id as the provider writes it, or a refusal where nothing of it was ever charged. */
export async function askResource(scope: Scope, id: string, { metric, today, period }: Asked): Promise<ResourceView> {
  const known = await inSnapshot(async (read) => {
    const { keys, identity } = await identityOf(read, scope, { id, metric });
    const history = await tagHistory(read, scope, keys.ids);
    const neighbours = await neighboursOf(read, scope, keys, { id, metric, lastSeen: identity.lastSeen });
    return { identity, history, neighbours };
  });
  const { identity, history, neighbours } = known;
  const query = resourceQuery(id, { metric, period: period ?? lastDays(identity.lastSeen, today) });
  const answers = await askCosts(scope, query);
  return {
    id,
    ...identity,
    neighbours,
    tags: history.at(-1)?.tags ?? null,
    tagHistory: history,
    query,
    stacks: stacks(answers, { query, today }),
  };
}

/** The spend of one resource by day and kind of charge. */
function resourceQuery(id: string, { metric, period }: { metric: Metric; period: Period }): CostQuery {
  const where: CostQuery["where"] = [{ dimension: "resource", operator: "eq", values: [id] }];
  return { period, grain: "day", groupBy: ["chargeKind"], where, metric };
}

/** Until today, or until its end where it ended: the last days in which it cost anything. */
function lastDays(lastSeen: Day, today: Day): Period {
  const to = addDays(earlierOf(lastSeen, today), 1);
  return { from: addDays(to, -DAYS_SHOWN), to };
}
