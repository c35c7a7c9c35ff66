import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { Client } from "pg";
import { expectAccessible, expectAccessibleEverywhere, expectAccessibleOnPhone } from "./support/accessible";
import { expectAnswer } from "./support/explore";
import { test } from "./support/test";

test.describe.configure({ mode: "serial" });
test.use({ demo: true });

test.beforeEach(async ({ page }) => {
  await page.goto("/explore");
});

test("what did we spend last month", async ({ page }) => {
  await choosePeriod(page, "Last month");
  await expect(page).toHaveURL(/period=last-month/);
  await expectAnswer(page);
});

test("which provider is growing fastest against the period before", async ({ page }) => {
  await page.getByLabel("Group by").selectOption({ label: "Provider" });
  await expect(page).toHaveURL(/groupBy=provider/);
  await page.getByLabel("Compare with", { exact: true }).selectOption({ label: "The period before" });
  await expect(page).toHaveURL(/compare=previous/);
  await page.getByRole("link", { name: "Change", exact: true }).click();
  await expect(page).toHaveURL(/sort=-change/);
  await expect(page.getByRole("columnheader", { name: "Change" })).toHaveAttribute("aria-sort", "descending");
  await expectAnswer(page);
});

test("which resources make up the largest service", async ({ page }) => {
  const first = page
    .getByRole("region", { name: /^Service/ })
    .getByRole("row")
    .nth(1);
  await first.getByRole("link").click();
  await expect(page).toHaveURL(/groupBy=resource/);
  await expectAnswer(page);
  await expectAccessible(page);
});

test("what is one team's share, found by typing", async ({ page }) => {
  await page.getByText("Add filter").click();
  await page.getByLabel("Where", { exact: true }).selectOption({ label: "Tag team" });
  await page.getByLabel("Find values").fill("logis");
  await page.getByRole("checkbox", { name: /^logistics/ }).check();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page).toHaveURL(/where=tag.team%3Aeq%3Alogistics/);
  await expectAnswer(page);
});

test("what is it without credits and tax", async ({ page }) => {
  await page.getByText("Options", { exact: true }).click();
  await page.getByLabel("Credits").check();
  await page.getByLabel("Tax", { exact: true }).check();
  await page.getByRole("group", { name: "Leave out" }).locator("..").getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/exclude=credit%2Ctax/);
  await expectAnswer(page);
});

test("every kind of chart is drawn, and axe finds nothing", async ({ page }) => {
  test.setTimeout(300_000);
  const kinds = page.getByRole("navigation", { name: "Kind of chart" });
  for (const name of ["Lines", "Areas", /^Sum so far/, "Tree map", "Pareto", /^Weekdays/, /^Waterfall/]) {
    await kinds.getByRole("link", { name }).click();
    await expect(kinds.getByRole("link", { name })).toHaveAttribute("aria-current", "true");
    await expect(page.locator("figure svg").first()).toBeVisible();
    await expectAccessible(page, "figure");
  }
  await expectAccessibleEverywhere(page);
});

test("why it changed is told in sentences that add up", async ({ page }) => {
  await page.getByRole("link", { name: "Why did it change" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Why did it change" })).toBeVisible();
  await expect(page.getByRole("list", { name: "In words" }).getByRole("listitem").first()).toContainText("cost");
  await expectAccessibleOnPhone(page);
});

test("a question is saved, and found again by the palette", async ({ page }) => {
  await choosePeriod(page, "Last 30 days");
  await expect(page).toHaveURL(/period=last-30-days/);
  await page.getByText("Save view", { exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill("The last month as we see it");
  await page.getByLabel("Pin to the overview").check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await page.goto("/");
  await expect(page.getByRole("region", { name: "Pinned views" }).getByRole("link")).toHaveText(
    "The last month as we see it",
  );
  const typed = page.getByPlaceholder(/^Services, accounts/);
  // Keys are heard once the page's script runs.
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(typed).toBeVisible({ timeout: 2000 });
  }).toPass();
  await typed.fill("as we see");
  await page.getByRole("option", { name: /The last month as we see it/ }).click();
  await expect(page).toHaveURL(/\/explore\?period=last-30-days/);
});

test("a view is renamed, described, shared and deleted", async ({ page }) => {
  await page.getByText("Views", { exact: true }).click();
  const views = page.getByRole("list", { name: "Views" });
  await views.getByText("Change", { exact: true }).click();
  await views.getByLabel("Name", { exact: true }).fill("Thirty days");
  await views.getByLabel("Description").fill("What the last month was");
  await views.getByLabel("Everybody in the workspace sees it").check();
  await views.getByRole("button", { name: "Save" }).click();
  await expect(views.getByRole("link", { name: /Thirty days/ })).toContainText("What the last month was");
  const saved = async () => {
    const { items } = await (await page.request.get("/api/v1/views")).json();
    return items as { name: string; description: string; shared: boolean }[];
  };
  expect(await saved()).toMatchObject([{ name: "Thirty days", description: "What the last month was", shared: true }]);
  await views.getByRole("button", { name: "Delete the view Thirty days" }).click();
  await expect(views.getByRole("link")).toHaveCount(0);
  expect(await saved()).toEqual([]);
});

test("a heavy question shows that it goes on, and its statement ends in Postgres when it is cancelled", async ({
  page,
  product,
}) => {
  const [client, watcher] = [product.database, product.database].map(
    (connectionString) => new Client({ connectionString }),
  ) as [Client, Client];
  await Promise.all([client.connect(), watcher.connect()]);
  await client.query("set search_path to outlay; begin; lock table dim_sku in access exclusive mode");
  // Outside the transaction, in which Postgres shows its activity as it was at the first look.
  const running = async () => {
    const { rows } = await watcher.query(
      "select from pg_stat_activity where application_name like 'outlay ask %' and state = 'active'",
    );
    return rows.length;
  };
  await page.goto("/explore?period=last-7-days&groupBy=sku", { waitUntil: "commit" });
  await expect(page.getByRole("progressbar", { name: "Adding up" })).toBeVisible();
  await expect.poll(running).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByText("The question was ended before it was answered.")).toBeVisible();
  await expect.poll(running).toBe(0);
  await client.query("rollback");
  await Promise.all([client.end(), watcher.end()]);
  await page.getByRole("button", { name: "Ask again" }).click();
  await expectAnswer(page);
});

test("the table is saved as it is shown, and numbers are written as the reader's browser asks", async ({
  browser,
  baseURL,
  account,
}) => {
  const context = await browser.newContext({ baseURL: baseURL ?? "", locale: "de-DE", storageState: account });
  const page = await context.newPage();
  await page.goto("/explore?period=last-month&groupBy=service&compare=previous&sort=label");
  await expect(page.getByRole("main").locator("dl data").first()).toHaveText(/^\d{1,3}(\.\d{3})+,\d\d\s\$$/);
  const names = await page.locator("section[aria-labelledby=explore-table] tbody th").allInnerTexts();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save the table as CSV" }).click();
  const lines = readFileSync(await (await download).path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines[0]).toBe("\uFEFFName,service,Total,Share,Before,Change,Change ratio");
  expect(lines).toHaveLength(names.length + 2);
  const total = await page.getByRole("main").locator("dl data").first().getAttribute("value");
  expect(lines.at(-1)?.split(",").slice(0, 3)).toEqual(["Total", "", total]);
  await context.close();
});

test("the palette and the shortcuts are used by keyboard alone", async ({ page }) => {
  const shortcuts = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  // Keys are heard once the page's script runs.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(shortcuts).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(shortcuts).toContainText("Ctrl K");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(shortcuts).toBeHidden();

  // Typed at once: what comes before the palette is there is not lost.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("logistics");
  const palette = page.getByRole("dialog", { name: "Find anything" });
  const field = palette.getByRole("combobox");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("logistics");
  await expect(palette.getByRole("group", { name: "Accounts" }).getByRole("option").first()).toBeVisible();
  const chosen = palette.getByRole("option", { selected: true });
  const [first = "", second = ""] = await palette.getByRole("option").allTextContents();
  await expect(chosen).toHaveText(first);
  await page.keyboard.press("ArrowDown");
  await expect(chosen).toHaveText(second);
  await page.keyboard.press("ArrowUp");
  await expect(chosen).toHaveText(first);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/where=.*logistics|where=subAccount/);
  await expectAnswer(page);

  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await expect(page).toHaveURL(/\/budgets$/);
});

test("addresses that ask nothing are told so in a sentence, never by a failure", async ({ page }) => {
  const many = Array.from({ length: 3000 }, (_, each) => each).join(","); // as long as the server of a test reads
  for (const [search, words] of [
    ["groupBy=foo", 'Unknown dimension "foo"'],
    ["from=2016-01-01&to=2026-01-01&granularity=hour", "By hour the period can be at most 31 days long"],
    ["where=service:like:x", '"service:like:x" does not.'],
    [`where=service:in:${many}`, "A condition takes at most 1000 values."],
    ["period=last-0-days", "period"],
    ["chart=pie", "chart"],
    ["where=service%3Aeq%3A%27%3B%20drop%20table%20charge%3B--", "No charges match this question"],
    ["where=service%3Acontains%3A.*%5Ba-z%5D%2B%28", "No charges match this question"],
    [
      "where=tag.team%3Aeq%3A%D7%A9%D7%9C%D7%95%D7%9D%20%F0%9F%92%B8%20%22a%5C%2Cb%22",
      "No charges match this question",
    ],
  ] as const) {
    const answer = await page.goto(`/explore?${search}`);
    expect(answer?.status(), search.slice(0, 80)).toBeLessThan(500);
    await expect(page.getByRole("heading", { level: 1, name: "Explore" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(words);
  }
});

async function choosePeriod(page: Page, label: string): Promise<void> {
  await page
    .getByText(/^Last 90 days$/)
    .first()
    .click();
  await page
    .getByRole("list", { name: "Periods" })
    .getByRole("link", { name: new RegExp(`^${label}(?!,)`) })
    .click();
}
