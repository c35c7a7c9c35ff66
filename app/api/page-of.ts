import { z } from "zod";
import { DomainError } from "@/lib/errors";

const MOST = 200;

/** For the query of a list. */
export const Paging = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,3}$/, "Use a whole number.")
    .transform(Number)
    .pipe(z.int().min(1, "At least 1.").max(MOST, `At most ${MOST}.`))
    .default(50),
  cursor: z.string().max(500).optional(),
});
export type Paging = z.output<typeof Paging>;

/** For the answer of a list: `cursor` asks for the rest, and is null at the end. */
export const listOf = <S extends z.ZodType>(item: S) =>
  z.strictObject({ items: z.array(item), cursor: z.string().nullable() });

/** A stretch of a list whose order does not change; the cursor is the id of the last item that was given. */
export function pageOf<Item extends { id: string }>(items: Item[], { limit, cursor }: Paging) {
  const last = cursor === undefined ? -1 : items.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && last < 0) {
    throw new DomainError("invalid", "This cursor points at nothing any more. Start from the beginning.");
  }
  const page = items.slice(last + 1, last + 1 + limit);
  const more = last + 1 + limit < items.length;
  return { items: page, cursor: more ? (page.at(-1)?.id ?? null) : null };
}
