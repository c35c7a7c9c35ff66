import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectAccessibleEverywhere } from "./support/accessible";
import { test } from "./support/test";

test.describe.configure({ mode: "serial" });
test.use({ demo: true });

const lines = (page: Page) => page.getByRole("table", { name: "Recommendations" }).getByRole("row");

test("the list says what could be saved, and narrows", async ({ page }) => {
  await page.goto("/rightsizing");
  await expect(page.getByRole("heading", { level: 1, name: "Savings" })).toBeVisible();
  await expect(page.getByText(/a month could be saved/)).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByLabel("What to do", { exact: true }).selectOption({ label: "Delete" });
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/action=delete/);
  await expect(lines(page).nth(1)).toContainText("Delete");
  await page.getByLabel("Find by name or id").fill("no such thing, '; drop table");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByRole("heading", { name: "No recommendation is like this" })).toBeVisible();
});

test("a look is asked for, and the page tells how far it is and when it is done", async ({ page }) => {
  await page.goto("/rightsizing");
  const last = page.getByRole("region", { name: "The last look" });
  await page.getByRole("button", { name: "Look again" }).click();
  await expect(page.getByText(/^(Waits for a worker|Looking)/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Look again" })).toBeVisible({ timeout: 120_000 });
  await expect(last.getByText(/requests went to the provider, for \$/)).toBeVisible();
});

test("the command looks at the company's cloud as well", async ({ product }) => {
  const told = await product.outlay(["recommend", "run", "--workspace", "demo"]);
  expect(told.resources).toBeGreaterThan(100);
  expect(told.requests).toBeGreaterThan(100);
  const list = await product.outlay(["recommend", "list", "--workspace", "demo", "--action", "rightsize"]);
  const [first] = list.items as { id: string; title: string }[];
  const card = await product.outlay(["recommend", "show", "--workspace", "demo", (first?.id ?? "").slice(0, 8)]);
  expect(card).toMatchObject({
    title: first?.title,
    action: "rightsize",
    evidence: { steps: { cli: [expect.any(String)] } },
  });
});

test("commands act on what is chosen, and tell what commitments do", async ({ product }) => {
  const recommend = (...typed: string[]) => product.outlay(["recommend", ...typed, "--workspace", "demo"]);
  const [{ items }, told] = await Promise.all([
    recommend("list", "--action", "rightsize"),
    recommend("commitments", "--discount", "0.27", "--as-is"),
    expect(recommend("commitments", "--discount", "27")).rejects.toThrow("0.27 is 27 %"),
  ]);
  const entered = expect.objectContaining({ provider: "AWS", discountOrigin: "entered", rightsizing: "0" });
  expect(told).toMatchObject({ provider: { problems: [] }, whatIf: expect.arrayContaining([entered]) });
  const { id, resourceId } = (items as { id: string; resourceId: string }[]).at(-1) ?? { id: "", resourceId: "" };
  const said = ["--days", "3", "--comment", "After the release."];
  expect(await recommend("act", "snooze", id.slice(0, 8), ...said)).toEqual({ changed: 1, refused: [] });
  const [card] = await Promise.all([
    recommend("show", id),
    expect(recommend("act", "dismiss", id)).rejects.toThrow("--reason is missing"),
    expect(recommend("act", "delete", id)).rejects.toThrow("is none of start, assign, done"),
  ]);
  expect(card).toMatchObject({
    state: "snoozed",
    events: [{ kind: "snoozed", actor: "outlay command", text: expect.stringContaining("After the release.") }, {}],
  });
  const chosen = ["--resource", resourceId, "--state", "snoozed"];
  expect(await recommend("act", "reopen", ...chosen)).toEqual({ changed: 1, refused: [] });
});

test("a card shows the evidence and the steps, and its life can be moved on", async ({ page }) => {
  await page.goto("/rightsizing?action=rightsize");
  await lines(page).nth(1).getByRole("link").first().click();
  await expect(page.getByRole("region", { name: "How it was used" })).toContainText("p99.5");
  await expect(page.getByRole("region", { name: "How it was computed" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "AWS CLI" })).toHaveValue(/^aws (ec2|rds) /);
  await expectAccessibleEverywhere(page);
  const act = page.getByRole("region", { name: "What to do about it" });
  await act.getByRole("button", { name: "Dismiss" }).click();
  await expect(act.getByLabel(/Comment or reason/)).toHaveAttribute("aria-invalid", "true");
  await act.getByLabel(/Comment or reason/).fill("With the next release.");
  await act.getByRole("button", { name: "Start on it" }).click();
  await act.getByLabel(/^Ticket/).fill("https://tickets.example/OPS-7");
  await act.getByRole("button", { name: "Keep the link" }).click();
  await expect(page.getByRole("link", { name: "https://tickets.example/OPS-7" })).toBeVisible();
  await expect(page.getByText("In progress", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "What it saved" })).toContainText("Estimate");
  await expect(page.getByRole("region", { name: "History" })).toContainText("With the next release.");
});

test("many are dismissed at once, and stay so with the reason", async ({ page }) => {
  await page.goto("/rightsizing");
  const titles = [1, 2].map((index) => lines(page).nth(index).getByRole("link").first().textContent());
  const [first = ""] = (await Promise.all(titles)).map((title) => title ?? "");
  for (const index of [1, 2]) await lines(page).nth(index).getByRole("checkbox").check();
  await page.getByLabel("What to do with those ticked").selectOption({ label: "Dismiss them because" });
  await page.getByLabel("Reason or comment").fill("Replaced in spring.");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await expect(page.getByText("2 recommendations were changed.")).toBeVisible();
  await page.goto("/rightsizing?state=dismissed");
  await page.getByRole("link", { name: first, exact: true }).first().click();
  await expect(page.getByText(/Replaced in spring/).first()).toBeVisible();
});

test("every resource has its verdict, commitments their use, and rules are set for a team", async ({ page }) => {
  await page.goto("/rightsizing/resources?verdict=skipped");
  await expect(page.getByRole("row").nth(1)).toContainText("Skipped");
  await expectAccessible(page);
  await page.goto("/rightsizing/commitments");
  await expect(page.getByRole("heading", { level: 1, name: "Commitments" })).toBeVisible();
  await expect(page.getByRole("region", { name: "What AWS says" })).toContainText("Savings Plans");
  await expectAccessibleEverywhere(page);
  await page.goto("/rightsizing/realised");
  await expect(page.getByRole("heading", { level: 1, name: "Realised savings" })).toBeVisible();
  await page.goto("/rightsizing/rules");
  await page.getByLabel("Tag", { exact: true }).fill("team");
  await page.getByLabel("Value", { exact: true }).fill("search");
  await page.getByRole("button", { name: "Give it rules of its own" }).click();
  await page.getByText("team = search").click();
  const rules = page.locator("details", { hasText: "team = search" });
  await rules.getByLabel("Look back, days").fill("3");
  await rules.getByRole("button", { name: "Save the rules" }).click();
  await expect(rules.getByText("Look back at least 7 days.")).toBeVisible();
  await rules.getByLabel("Look back, days").fill("32");
  await rules.getByRole("button", { name: "Save the rules" }).click();
  await expect(rules.getByText(/^Saved/)).toBeVisible();
  await expect(rules.getByText(/^Changed by ada@example\.com/)).toBeVisible();
  // It comes after the page.
  await expect(page).toHaveTitle(/Rules of savings/);
  await expectAccessibleEverywhere(page);
});
