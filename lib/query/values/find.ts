import type { Scope } from "../../auth/scope";
import { type Sql, sql } from "../../db/sql";
import { type SavedView, savedViews } from "../saved/views";
import { inSnapshot, type Reader } from "../snapshot";
import type { Condition } from "../spec";
import { seenBy } from "../within-rows";
import { storableText } from "./text";

/** What the command palette leads to beside pages: something to ask about, a resource, or a saved view. */
export type Found = { id: string; label: string; detail: string | null } & (
  | { kind: "service" | "account" | "region" | "tagKey" | "tagValue"; where: Condition[] }
  | { kind: "resource"; resource: string }
  | { kind: "view"; search: string }
);

const EACH = 6;
/** A text inside of ids is looked for among the newest resources; how they begin is looked for among all. */
const NEWEST_RESOURCES = 10_000;
const NEWEST_SETS = 5000;

/**
 * Whatever a typed text may mean in this workspace; a few of each kind, the best first. `known`: the saved views, of
 * whoever has them.
 */
export async function findAnything(scope: Scope, typed: string, known?: SavedView[]): Promise<Found[]> {
  const text = storableText(typed);
  if (text === "") return [];
  const [views, charged] = await Promise.all([
    matchingViews(scope, text, known),
    inSnapshot(async (read) => [
      ...(await services(read, scope, text)),
      ...(await accounts(read, scope, text)),
      ...(await regions(read, scope, text)),
      ...(await tags(read, scope, text)),
      ...(await resources(read, scope, text)),
    ]),
  ]);
  return [...views, ...charged];
}

async function matchingViews(scope: Scope, text: string, known?: SavedView[]): Promise<Found[]> {
  const wanted = text.toLowerCase();
  const views = known ?? (await savedViews(scope));
  return views
    .filter(({ name, description }) => `${name}\n${description}`.toLowerCase().includes(wanted))
    .slice(0, EACH)
    .map(({ id, name, description, search }) => ({
      kind: "view",
      id,
      label: name,
      detail: description || null,
      search,
    }));
}

const holds = (of: Sql, text: string) => sql`strpos(lower(${of}), lower(${text}::text)) > 0`;
const begins = (of: Sql, text: string) => sql`starts_with(lower(${of}), lower(${text}::text))`;
const is = (dimension: Condition["dimension"], value: string): Condition[] => [
  { dimension, operator: "eq", values: [value] },
];

/** What engineers call services whose names in the bill are written out. */
const shortNames: Record<string, string> = {
  ec2: "elastic compute cloud",
  s3: "simple storage service",
  rds: "relational database",
  eks: "kubernetes service",
  ecs: "elastic container service",
  ecr: "container registry",
  efs: "elastic file system",
  sqs: "simple queue service",
  sns: "simple notification service",
  kms: "key management service",
  vpc: "virtual private cloud",
  gke: "kubernetes engine",
  gcs: "cloud storage",
  gce: "compute engine",
  aks: "kubernetes service",
  vm: "virtual machines",
};

async function services(read: Reader, scope: Scope, text: string): Promise<Found[]> {
  const written = shortNames[text.toLowerCase()] ?? text;
  const rows = await read.rows<{ name: string; category: string | null }>(sql`
    select service_name as name, min(service_category) as category from dim_service
    where workspace_id = ${scope.workspaceId}::uuid and ${seenBy(scope, "service", sql`dim_service.id`)} and (${holds(sql`service_name`, text)} or ${holds(sql`service_name`, written)})
    group by 1 order by ${begins(sql`service_name`, text)} desc, 1 limit ${EACH}`);
  return rows.map(({ name, category }) => ({
    kind: "service",
    id: `service:${name}`,
    label: name,
    detail: category,
    where: is("service", name),
  }));
}

async function accounts(read: Reader, scope: Scope, text: string): Promise<Found[]> {
  const rows = await read.rows<{ account: string; name: string | null; provider: string | null }>(sql`
    select sub_account_id as account, (array_agg(sub_account_name order by id desc))[1] as name,
           min(provider_name) as provider
    from dim_account
    where workspace_id = ${scope.workspaceId}::uuid and ${seenBy(scope, "account", sql`dim_account.id`)}
      and (${holds(sql`sub_account_id`, text)} or ${holds(sql`sub_account_name`, text)})
    group by 1
    order by bool_or(${begins(sql`coalesce(sub_account_name, sub_account_id)`, text)}) desc, 2, 1 limit ${EACH}`);
  return rows.map(({ account, name, provider }) => ({
    kind: "account",
    id: `account:${account}`,
    label: name ? `${name} (${account})` : account,
    detail: provider,
    where: is("subAccount", account),
  }));
}

async function regions(read: Reader, scope: Scope, text: string): Promise<Found[]> {
  const rows = await read.rows<{ region: string; name: string | null }>(sql`
    select region_id as region, min(region_name) as name from dim_region
    where workspace_id = ${scope.workspaceId}::uuid and ${seenBy(scope, "region", sql`dim_region.id`)}
      and (${holds(sql`region_id`, text)} or ${holds(sql`region_name`, text)})
    group by 1 order by 1 limit ${EACH}`);
  return rows.map(({ region, name }) => ({
    kind: "region",
    id: `region:${region}`,
    label: region,
    detail: name,
    where: is("region", region),
  }));
}

/** A key is grouped by, a value is filtered by; both are looked for in the newest tag sets, which name all in use. */
async function tags(read: Reader, scope: Scope, text: string): Promise<Found[]> {
  const rows = await read.rows<{ key: string; value: string | null }>(sql`
    with pairs as (
      select distinct tag.key, tag.value from (
        select tags from dim_tag_set
        where workspace_id = ${scope.workspaceId}::uuid and ${seenBy(scope, "tag_set", sql`dim_tag_set.id`)} and measured and tags is not null
        order by id desc limit ${NEWEST_SETS}
      ) newest, jsonb_each_text(newest.tags) tag
    )
    (select distinct key, null::text as value from pairs where ${holds(sql`key`, text)} order by 1 limit ${EACH})
    union all
    (select key, value from pairs where ${holds(sql`value`, text)}
     order by ${begins(sql`value`, text)} desc, value, key limit ${EACH})`);
  return rows.map(({ key, value }): Found => {
    const dimension = `tag.${key}` as const;
    if (value === null) {
      const where: Condition[] = [{ dimension, operator: "present", values: [] }];
      return { kind: "tagKey", id: `tag:${key}`, label: key, detail: "Tag key", where };
    }
    const where = is(dimension, value);
    return { kind: "tagValue", id: `tag:${key}=${value}`, label: value, detail: `Tag ${key}`, where };
  });
}

/** Upper and lower case of ASCII alone: the full alphabet takes ten times as long, and ids are ASCII. */
const holdsBytes = (of: Sql, text: string) =>
  sql`strpos(lower(${of} collate "C"), lower(${text}::text collate "C")) > 0`;

type Resource = { resource: string; name: string | null; type: string | null };

async function resources(read: Reader, scope: Scope, text: string): Promise<Found[]> {
  const [start, end] = [text.toLowerCase(), `${text.toLowerCase()}\u{10ffff}`];
  const isSeen = seenBy(scope, "resource", sql`dim_resource.id`);
  const inRange = (of: Sql) => sql`
    (select resource_id, resource_name, resource_type, id from dim_resource
     where workspace_id = ${scope.workspaceId}::uuid and ${isSeen}
       and (${of}) collate "C" >= ${start} and (${of}) collate "C" < ${end} limit ${EACH * 4})`;
  const rows = await read.rows<Resource>(sql`
    with beginning as (
      ${inRange(sql`lower(left(resource_id, 200))`)}
      union ${inRange(sql`lower(left(resource_name, 200))`)}
      union ${inRange(sql`lower(left(substring(resource_id from '[^/:]*$'), 200))`)}
    ), holding as (
      select resource_id, resource_name, resource_type, id from (
        select * from dim_resource where workspace_id = ${scope.workspaceId}::uuid and ${isSeen} order by id desc limit ${NEWEST_RESOURCES}
      ) newest
      where (select count(*) from beginning) < ${EACH}
        and (${holdsBytes(sql`resource_id`, text)} or ${holdsBytes(sql`resource_name`, text)})
      limit ${EACH * 4}
    )
    select resource_id as resource, min(resource_name) as name, min(resource_type) as type
    from (select *, 0 as place from beginning union all select *, 1 from holding) found
    where resource_id is not null and exists (select from rollup_month where rollup_month.resource_id = found.id)
    group by 1 order by min(place), length(resource_id), 1 limit ${EACH}`);
  return rows.map(({ resource, name, type }) => ({
    kind: "resource",
    id: `resource:${resource}`,
    label: name && name !== resource ? `${name} (${resource})` : resource,
    detail: type,
    resource,
  }));
}
