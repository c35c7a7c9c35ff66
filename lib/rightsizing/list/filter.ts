import { z } from "zod";
import { join, type Sql, sql } from "../../db/sql";
import { actions, states, verdicts } from "../words";

/** What no text can hold is refused rather than failing in the database. */
export const SearchText = z
  .string()
  .max(500)
  .refine((text) => !/[\0\p{Surrogate}]/u.test(text), "This holds a character that no text can hold.");

const listed = <S extends z.ZodType>(one: S) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(one).min(1).max(100).optional(),
  );

/** Which advice is meant: all that is given must hold. The same for the list, for bulk changes and for the API. */
export const AdviceFilter = z.strictObject({
  state: listed(z.enum(states)),
  action: listed(z.enum(actions)),
  verdict: listed(z.enum(verdicts)),
  kind: listed(SearchText),
  source: listed(SearchText),
  account: listed(SearchText),
  service: listed(SearchText),
  region: listed(SearchText),
  team: listed(SearchText),
  owner: listed(SearchText),
  resource: listed(SearchText),
  tag: SearchText.regex(/^[^=]+=/, "Write a tag as key=value.").optional(),
  text: SearchText.optional(),
  overdue: z.literal("true").optional(),
  best: z
    .literal("true")
    .optional()
    .meta({ description: "Without advice that better advice on the same resource takes the place of." }),
});
export type AdviceFilter = z.output<typeof AdviceFilter>;

export const sorts = ["saving", "cost", "risk", "new", "due"] as const;
export type Sort = (typeof sorts)[number];

const orders: Record<Sort, Sql> = {
  saving: sql`advice.saving desc`,
  cost: sql`advice.now desc`,
  risk: sql`advice.risk, advice.saving desc`,
  new: sql`advice.first_seen_at desc, advice.saving desc`,
  due: sql`advice.due_on nulls last, advice.saving desc`,
};

export const orderBy = (sort: Sort): Sql => sql`${orders[sort]}, advice.id`;

const columns = {
  state: sql`advice.state::text`,
  action: sql`advice.action`,
  verdict: sql`advice.verdict`,
  kind: sql`advice.kind`,
  source: sql`advice.source`,
  account: sql`advice.account`,
  service: sql`advice.service`,
  region: sql`advice.region`,
  team: sql`advice.team`,
  owner: sql`advice.owner`,
  resource: sql`advice.resource_id`,
} as const;

/** Nothing better takes its place. */
export const isBest = sql`(advice.counted > 0 or advice.counted_instead is null)`;

/** What a filter asks of the row `advice`; an empty value asks for those without any. */
export function filterWhere(filter: AdviceFilter, today: string): Sql {
  const asked = Object.entries(columns).flatMap(([name, column]) => {
    const values = filter[name as keyof typeof columns];
    if (!values) return [];
    const named = name === "account" ? sql`or advice.account_name = any(${values as string[]}::text[])` : sql``;
    return [sql`(coalesce(${column}, '') = any(${values as string[]}::text[]) ${named})`];
  });
  const { tag, text, overdue, best } = filter;
  if (tag !== undefined) {
    const [key = ""] = tag.split("=", 1);
    asked.push(sql`advice.tags ->> ${key} = ${tag.slice(key.length + 1)}`);
  }
  if (text) {
    asked.push(
      sql`strpos(lower(concat_ws(' ', advice.title, advice.resource_id, advice.resource_name, advice.account_name)), lower(${text})) > 0`,
    );
  }
  if (overdue) asked.push(sql`advice.due_on < ${today}::date and advice.state in ('open', 'in_progress')`);
  if (best) asked.push(isBest);
  return asked.length === 0 ? sql`true` : join(asked, " and ");
}
