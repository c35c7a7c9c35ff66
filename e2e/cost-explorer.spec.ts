import { expect, type Page } from "@playwright/test";
import { Decimal } from "decimal.js";
import { expectAccessible, expectAccessibleOnPhone } from "./support/accessible";
import { roleArn, startTestCloud, type TestCloud } from "./support/cloud";
import { test as base } from "./support/test";

const test = base.extend<object, { cloud: TestCloud }>({
  cloud: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const cloud = await startTestCloud();
      await use(cloud);
      await cloud.stop();
    },
    { scope: "worker" },
  ],
  environment: [({ cloud }, use) => use(cloud.environment), { scope: "worker" }],
});

test.describe.configure({ mode: "serial" });

const name = "AWS production";

test("a source is added, and the page says what is still missing at AWS", async ({ page }) => {
  await page.goto("/rightsizing");
  await expect(page.getByRole("heading", { name: "There is no bill to look at yet" })).toBeVisible();
  await page.getByRole("link", { name: "Connect a cloud" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toBeVisible();
  await expectAccessibleOnPhone(page);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Role ARN").fill("not an ARN");
  await page.getByRole("button", { name: "Add and check" }).click();
  await expect(page.getByText("A role ARN looks like")).toBeVisible();
  await expect(page.getByLabel("Role ARN")).toBeFocused();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
  await expectAccessible(page);

  await page.getByLabel("Role ARN").fill(roleArn);
  await page.getByRole("button", { name: "Add and check" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("Not connected yet")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "sts:AssumeRole was denied" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Permissions policy" })).toHaveValue(/ce:GetCostAndUsage/);
  await expectAccessibleOnPhone(page);
});

test("once the role trusts the external id, 14 months come in, equal to the cent", async ({ page, cloud, product }) => {
  await openSource(page);
  const externalId = await page.getByRole("textbox", { name: "External id" }).inputValue();
  await expect(page.getByRole("textbox", { name: "Trust policy of the role" })).toHaveValue(new RegExp(externalId));
  cloud.trust(externalId);
  await page.getByRole("button", { name: `Check ${name}` }).click();
  await expect(page.getByText("Up to date")).toBeVisible({ timeout: 90_000 });

  expect(cloud.months).toHaveLength(14);
  for (const metric of ["billed", "effective"] as const) {
    const stored = await monthsInApi(page, cloud, metric);
    for (const month of cloud.months) expect(stored.get(month), month).toBe(inCents(cloud.month(month)[metric]));
  }
  const told = await product.outlay(["costs", "--from", `${cloud.months[0]}-01`]);
  const all = Decimal.sum(...cloud.months.map((month) => cloud.month(month).billed));
  expect(inCents(String(told.total))).toBe(inCents(all.toFixed()));

  await expectRequestsShown(page, cloud);
  await expect(page.getByRole("table").getByText("Reconciled")).toBeVisible();
  await expectAccessible(page);
});

test("a sync on request shows how far it is, and reads only what may have changed", async ({ page, cloud }) => {
  const before = cloud.requests();
  await page.goto("/sources");
  await page.getByRole("button", { name: `Sync ${name} now` }).click();
  await expect(page.getByRole("progressbar", { name: `Reading ${name}` })).toBeVisible();
  await expect(page.getByRole("progressbar")).toBeHidden({ timeout: 60_000 });
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(3);
  expect(cloud.requests()).toBeGreaterThan(before);
  await openSource(page);
  await expectRequestsShown(page, cloud);
});

test("a lost permission is shown in words, with the action that is missing", async ({ page, cloud }) => {
  cloud.inject({ kind: "denied", operation: "GetCostAndUsage" });
  await openSource(page);
  await page.getByRole("button", { name: `Check ${name}` }).click();
  const alert = page.getByRole("alert").filter({ hasText: "The IAM permission ce:GetCostAndUsage is missing." });
  await expect(alert).toContainText("Add it to the policy of the role or user");
  await page.getByRole("button", { name: `Sync ${name} now` }).click();
  await expect(page.getByText("Failed", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expectAccessibleOnPhone(page);
  await page.goto("/");
  await expect(page.getByText("1 of 1 sources failed")).toBeVisible();
  cloud.clearFaults();
});

test("what AWS will not advise is said in words, each with the step to take", async ({ page, cloud }) => {
  cloud.inject({ kind: "denied", operation: "GetSavingsPlansPurchaseRecommendation" });
  cloud.inject({ kind: "unavailable", operation: "GetReservationPurchaseRecommendation" });
  await page.goto("/rightsizing/rules");
  await page.getByLabel("Read inventory and metrics once a day").check();
  await page
    .getByRole("region", { name: "For the whole workspace" })
    .getByRole("button", { name: "Save the rules" })
    .click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.goto("/rightsizing");
  await page.getByRole("button", { name: /^Look (now|again)$/ }).click();
  await expect(page.getByRole("progressbar", { name: "Looking for savings" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Look again" })).toBeVisible({ timeout: 60_000 });
  const last = page.getByRole("region", { name: "The last look" });
  for (const words of [
    "This organisation is not enrolled in Cost Optimization Hub.",
    "In the management account open Billing and Cost Management, Cost Optimization Hub, and enable it",
    "This account is not opted in to Compute Optimizer.",
    "Open Compute Optimizer in the AWS console and opt in",
    "The IAM permission ce:GetSavingsPlansPurchaseRecommendation is missing.",
    "Add it to the policy of the role or user",
    "AWS has no data for this question yet.",
    "A new account needs up to 24 hours; without commitments there is nothing to tell.",
  ])
    await expect(last).toContainText(words);
  await expectAccessibleOnPhone(page);
  cloud.clearFaults();
});

test("a cap stops a sync before it is crossed, and what was there stays", async ({ page, cloud }) => {
  await openSource(page);
  if (!(await page.getByLabel("Most requests in one sync").isVisible())) await page.getByText("Settings").click();
  await page.getByLabel("Most requests in one sync").fill("1");
  await expect(page.getByText("$0.01 at most.")).toBeVisible();
  await page.getByRole("button", { name: "Save and check" }).click();
  await expect(page.getByText("Cost Explorer answers")).toBeVisible();

  const before = cloud.requests();
  await page.getByRole("button", { name: `Sync ${name} now` }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Stopped before a cap was crossed" })).toBeVisible({
    timeout: 60_000,
  });
  expect(cloud.requests()).toBe(before + 1);
  const stored = await monthsInApi(page, cloud, "billed");
  for (const month of cloud.months) expect(stored.get(month), month).toBe(inCents(cloud.month(month).billed));
});

test("a paused source is not read until it is resumed", async ({ page }) => {
  await openSource(page);
  await page.getByRole("button", { name: `Pause ${name}` }).click();
  await expect(page.getByRole("button", { name: `Resume ${name}` })).toBeVisible();
  await expect(page.getByRole("button", { name: `Sync ${name} now` })).toBeHidden();
  await page.getByRole("button", { name: `Resume ${name}` }).click();
  await expect(page.getByRole("button", { name: `Pause ${name}` })).toBeVisible();
});

async function openSource(page: Page): Promise<void> {
  await page.goto("/sources");
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function monthsInApi(page: Page, cloud: TestCloud, metric: string): Promise<Map<string, string>> {
  const params = { from: `${cloud.months[0]}-01`, to: tomorrow(), granularity: "month", metric };
  const answer = await page.request.get("/api/v1/costs", { params });
  const { rows } = (await answer.json()) as { rows: { period: string; amount: string }[] };
  return new Map(rows.map(({ period, amount }) => [period.slice(0, 7), inCents(amount)]));
}

async function expectRequestsShown(page: Page, cloud: TestCloud): Promise<void> {
  const dollars = (cloud.requests() * 0.01).toFixed(2);
  await expect(page.getByText(`${cloud.requests()}, $${dollars}`, { exact: true })).toBeVisible();
}

const inCents = (amount: string) => new Decimal(amount).toFixed(2);

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
