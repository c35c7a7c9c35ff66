import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectAccessibleEverywhere, expectAccessibleOnPhone } from "./support/accessible";
import { ended, freePort, type Running, says, start } from "./support/processes";

// The product as `npm start` runs it, with a database of its own: one start, then a person at the screen.
test.describe.configure({ mode: "serial" });

const LOADS_WITHIN_MS = 180_000;
let running: Running;
let folder: string;
let link: string;
let page: Page;

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), "outlay-first-start-"));
  const { DATABASE_URL: _others, OUTLAY_SECRET: _made, ...environment } = process.env;
  const env = { ...environment, OUTLAY_DATA_DIR: folder, OUTLAY_DEMO: "1", PORT: String(await freePort()) };
  running = start(["bin/start.mjs"], env);
  link = await says(/http:\S+\/setup\?token=\S+/, running);
  const context = await browser.newContext({ baseURL: new URL(link).origin });
  page = await context.newPage();
});

test.afterAll(async () => {
  await page.context().close();
  await ended(running.child);
  rmSync(folder, { recursive: true, force: true });
});

test("strangers are told where the set-up link is", async () => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Outlay is not set up yet" })).toBeVisible();
  await page.goto("/setup?token=a-wrong-one");
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await expectAccessible(page);
});

test("the printed link creates the admin, who sees the demo company", async () => {
  await page.goto(link);
  await expectAccessibleOnPhone(page);
  await page.getByLabel("Your name").fill("Ada Marsh");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create the admin" }).click();
  await expect(page.getByText("Use at least 12 characters.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("ada@example.com");

  await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await page.getByRole("button", { name: "Create the admin" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("complementary", { name: "Demo company" })).toBeVisible();

  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Outlay is already set up" })).toBeVisible();
});

test("the demo's totals on screen are those of the API", async () => {
  test.setTimeout(LOADS_WITHIN_MS + 60_000);
  await expect.poll(() => unfinishedSources(page), { timeout: LOADS_WITHIN_MS }).toEqual([]);
  for (const metric of ["billed", "effective"]) {
    await page.goto(`/?metric=${metric}`);
    const monthToDate = page.getByRole("link", { name: /^Month to date/ });
    const asked = new URL((await monthToDate.getAttribute("href")) ?? "", page.url()).searchParams;
    const params = { from: asked.get("from") ?? "", to: asked.get("to") ?? "", granularity: "total", metric };
    const answer = await page.request.get("/api/v1/costs", { params });
    const { total, currency } = (await answer.json()) as { total: string; currency: string };
    expect(Number(total)).toBeGreaterThan(0);
    await expect(page.getByRole("main").getByText(asMoney(total, currency), { exact: true }).first()).toBeVisible();
  }
  await expectAccessibleEverywhere(page);
});

test("a chart turns into its table and opens in Explore, grouped another way", async () => {
  await page.goto("/");
  await page.getByRole("link", { name: "Effective" }).click();
  await expect(page).toHaveURL(/metric=effective/);
  const daily = page.getByRole("region", { name: "Daily spend by service" });
  await daily.getByRole("button", { name: "Table" }).click();
  await expect(daily.getByRole("table")).toBeVisible();
  await expectAccessible(page);

  await daily.getByRole("link", { name: "Open in Explore" }).click();
  await expect(page).toHaveURL(/\/explore\?.*metric=effective/);
  await page.getByLabel("Group by").selectOption({ label: "Provider" });
  await expect(page).toHaveURL(/(groupBy|by)=provider/);
  await expect(page.getByRole("region", { name: /^Provider/ }).getByRole("row", { name: /AWS|Amazon/ })).toBeVisible();
  await expectAccessibleOnPhone(page);
});

test("the demo's sources are shown with what they cost", async () => {
  await page.goto("/sources");
  await expect(page.getByText("What you import goes to your own workspace")).toBeVisible();
  await expect(page.getByText("Reconciled").first()).toBeVisible();
  await expectAccessibleOnPhone(page);
});

test("the demo leaves with one click", async () => {
  await page.goto("/");
  await page
    .getByRole("complementary", { name: "Demo company" })
    .getByRole("button", { name: "Remove the demo" })
    .click();
  await expect(page.getByRole("complementary", { name: "Demo company" })).toBeHidden();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "No cloud is connected yet" })).toBeVisible();
});

/** Sources whose charges are not in yet; before the first one is made there is nothing to look at either. */
async function unfinishedSources(page: Page): Promise<string[]> {
  const answer = await page.request.get("/api/v1/sources");
  const { items } = (await answer.json()) as {
    items: { name: string; activeRunId: string | null; lastRun: { state: string } | null }[];
  };
  if (items.length < 3) return ["not all of them are there yet"];
  return items
    .filter(({ activeRunId, lastRun }) => activeRunId !== null || lastRun?.state !== "succeeded")
    .map(({ name }) => name);
}

/** As the page writes it for the browser of the journeys; the amount is rounded in decimal. */
function asMoney(amount: string, currency: string): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(amount as Intl.StringNumericLiteral);
}
