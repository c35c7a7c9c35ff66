import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";

const folder = import.meta.dirname;

/**
 * What each page and file is to somebody who may see a part of the bill. Narrowed ones ask lib with their scope, which
 * limits every answer; those of the whole bill say so in their place. A new page needs a decision here.
 */
const decisions: Record<string, "narrowed" | "whole bill" | "none"> = {
  "page.tsx": "narrowed",
  "alerts/page.tsx": "narrowed",
  "alerts/[id]/page.tsx": "narrowed",
  "budgets/page.tsx": "narrowed",
  "budgets/[id]/page.tsx": "narrowed",
  "budgets/[id]/edit/page.tsx": "narrowed",
  "budgets/import/page.tsx": "narrowed",
  "budgets/new/page.tsx": "narrowed",
  "budgets/several/page.tsx": "narrowed",
  "explore/page.tsx": "narrowed",
  "explore/why/page.tsx": "narrowed",
  "outbox/page.tsx": "narrowed",
  "outbox/[id]/page.tsx": "narrowed",
  "resources/[id]/page.tsx": "narrowed",
  "rightsizing/page.tsx": "narrowed",
  "rightsizing/[id]/page.tsx": "narrowed",
  "rightsizing/realised/page.tsx": "narrowed",
  "rightsizing/resources/page.tsx": "narrowed",
  "rightsizing/commitments/page.tsx": "whole bill",
  "rightsizing/rules/page.tsx": "whole bill",
  "reconciliation/page.tsx": "whole bill",
  "reconciliation/[source]/[month]/page.tsx": "whole bill",
  "sources/page.tsx": "whole bill",
  "sources/[id]/page.tsx": "whole bill",
  "sources/add/page.tsx": "whole bill",
  "sources/runs/[id]/page.tsx": "whole bill",
  "settings/page.tsx": "none",
  "settings/notifications/page.tsx": "narrowed",
};

const found = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(({ name }) => name === "page.tsx" || name === "route.ts")
  .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));

it("every page has a decision", () => {
  expect(found.toSorted()).toEqual(Object.keys(decisions).toSorted());
});

it.each(Object.keys(decisions).filter((path) => decisions[path] === "whole bill"))(
  "%s says that it is of the whole bill",
  (path) => {
    const source = readFileSync(join(folder, path), "utf8");
    expect(source).toMatch(/if \(scope\.rows !== null\) \{\s+return \(?\s*<WholeBillOnly/);
  },
);
