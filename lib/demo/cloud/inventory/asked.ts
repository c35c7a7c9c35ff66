import type { ResourceKind } from "../../../sources/inventory";
import type { Caller } from "../credentials";
import { pageStart, pageToken, requestHash } from "../pages";
import type { Arrived } from "../wire";
import type { CloudInventory, CloudResource } from "./resource";

/** A request about resources: who asks where, and how long a page may be. */
export type Asked = { from: Arrived; inventory: CloudInventory; caller: Caller; pageSize: number };

export type OfKind<K extends ResourceKind> = CloudResource & { facts: Extract<CloudResource["facts"], { kind: K }> };

const indexes = new WeakMap<CloudInventory, Map<string, CloudResource[]>>();

/** The resources of the caller's account in the region that the request was signed for. */
export function resourcesOf<K extends ResourceKind>({ inventory, caller }: Asked, kind: K): OfKind<K>[] {
  const index = indexes.get(inventory) ?? indexOf(inventory);
  indexes.set(inventory, index);
  return (index.get(`${caller.account} ${caller.region} ${kind}`) ?? []) as OfKind<K>[];
}

function indexOf({ resources }: CloudInventory): Map<string, CloudResource[]> {
  const index = new Map<string, CloudResource[]>();
  for (const resource of resources) {
    const { account, region, kind } = resource.facts;
    const key = `${account} ${region} ${kind}`;
    const known = index.get(key);
    if (known) known.push(resource);
    else index.set(key, [resource]);
  }
  return index;
}

export type Part<T> = { part: T[]; next: string | undefined };

/** The part of a list that the token points at. */
export function partOf<T>(
  list: readonly T[],
  token: string | null | undefined,
  { from, pageSize }: Asked,
  most = 1000,
): Part<T> {
  const hash = requestHash(from.operation, {});
  const start = pageStart(token ?? undefined, hash);
  const size = Math.min(most, pageSize);
  const end = start + size;
  return { part: list.slice(start, end), next: end < list.length ? pageToken(end, hash) : undefined };
}

export const formOf = ({ from }: Asked) => new URLSearchParams(from.body);

/** How many the caller wants on a page; AWS's own limit where it does not say. */
export function mostOf(form: URLSearchParams, name: string, usual: number): number {
  return Number(form.get(name) ?? usual);
}

export const ec2Tags = (tags: Record<string, string>) =>
  Object.entries(tags).length > 0 ? { item: Object.entries(tags).map(([key, value]) => ({ key, value })) } : undefined;

export const plainTags = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
