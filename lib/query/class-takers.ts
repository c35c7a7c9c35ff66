import type { Metric } from "../focus/charge";
import { dimensionSql, type Joined } from "./catalog";
import { type ClassedIds, conditionKey } from "./condition-classes";
import type { Condition } from "./spec";

/** One of the scopes that are summed together; `keys` name its conditions by the table that decides them. */
export type Member = { index: number; keys: Map<Joined, string[]>; metric: Metric; currency: string };

type Asked = { where: Condition[]; metric: Metric; currency: string };

export function memberOf({ where, metric, currency }: Asked, index: number): Member {
  const keys = new Map<Joined, string[]>();
  for (const condition of where) {
    const { needs } = dimensionSql(condition.dimension);
    keys.set(needs, [...(keys.get(needs) ?? []), conditionKey(condition)]);
  }
  return { index, keys, metric, currency };
}

/** What stands apart in the sums: the labels of classes by table. */
export type Labels = Partial<Record<Joined, string>>;

export type Taken = { labels: Labels; members: Member[] };

type Group = { needed: Joined[]; members: Member[] };

/** Which scopes a row counts for, decided once for each combination of classes. */
export function takers({ needed, members }: Group, classes: ClassedIds[]): (combined: number[]) => Taken {
  const known = new Map<string, Taken>();
  const ofClass = classes.map((each) => membersByClass(each, members));
  return (combined) => {
    const key = combined.join(" ");
    const found = known.get(key);
    if (found) return found;
    const [fewest = new Set(), ...others] = combined
      .map((at, index) => ofClass[index]?.[at] ?? new Set<Member>())
      .sort((one, other) => one.size - other.size);
    const taken = {
      labels: Object.fromEntries(
        needed.map((table, index) => [table, classes[index]?.classes[combined[index] ?? 0]?.label ?? ""]),
      ),
      members: [...fewest].filter((member) => others.every((each) => each.has(member))),
    };
    known.set(key, taken);
    return taken;
  };
}

function membersByClass(each: ClassedIds, members: Member[]): Set<Member>[] {
  const sets = each.classes.map(() => new Set<Member>());
  for (const member of members) for (const place of classesOf(each, member)) sets[place]?.add(member);
  return sets;
}

/** The classes of a table that a scope takes. */
function classesOf({ table, classes }: ClassedIds, { keys }: Member): number[] {
  const own = keys.get(table) ?? [];
  return classes.flatMap(({ satisfied }, place) => (own.every((key) => satisfied.has(key)) ? place : []));
}

/** The combinations of classes that any scope takes, each as one number: its classes times their strides, added up. */
export type Wanted = { strides: number[]; codes: number[] };

const MOST_CODES = 50_000;
const LARGEST_CODE = 2 ** 30;
/** Where more of all combinations than this are wanted, looking each row up costs more than it saves. */
const MOST_SHARE = 0.7;

/** Null where that would not leave out much. */
export function wantedCodes(members: Member[], classes: ClassedIds[]): Wanted | null {
  let total = 1;
  const strides = classes.map((each) => {
    const stride = total;
    total *= each.classes.length;
    return stride;
  });
  if (total > LARGEST_CODE) return null;
  const most = Math.min(MOST_CODES, total * MOST_SHARE);
  const codes = new Set<number>();
  for (const member of members) {
    let own = [0];
    for (const [at, each] of classes.entries()) {
      const added = classesOf(each, member).map((place) => place * (strides[at] ?? 0));
      if (own.length * added.length > MOST_CODES) return null;
      own = own.flatMap((code) => added.map((more) => code + more));
    }
    for (const code of own) codes.add(code);
    if (codes.size > most) return null;
  }
  return { strides, codes: [...codes] };
}
