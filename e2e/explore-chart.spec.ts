import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { type Download, expect, type Page, type Response } from "@playwright/test";
import { addDays, dayOf } from "../lib/focus/period";
import { expectAccessible } from "./support/accessible";
import { expectAnswer } from "./support/explore";
import { latestAccident } from "./support/stories";
import { test } from "./support/test";

test.describe.configure({ mode: "serial" });
test.use({ demo: true, permissions: ["clipboard-read", "clipboard-write"] });

const bars = (page: Page) => page.locator("figure .recharts-bar-rectangle rect");

test("a chart shows one series alone, opens Other, zooms into what is drawn over and goes inside a column", async ({
  page,
}) => {
  await page.goto("/explore?period=last-90-days");
  const series = page.getByRole("list", { name: "Series" }).getByRole("button");
  const drawn = page.locator("figure .recharts-bar");
  await expect(drawn).toHaveCount(12);
  await series.first().click();
  await expect(drawn).toHaveCount(1);
  await expect(series.first()).toHaveAttribute("aria-pressed", "true");
  await series.first().press("Escape");
  await expect(drawn).toHaveCount(12);

  const other = page.getByText(/^What is in Other \(\d+\)$/);
  const count = Number(/\d+/.exec((await other.textContent()) ?? "")?.[0]);
  await other.click();
  await expect(other.locator("..").getByRole("listitem")).toHaveCount(count);

  const plot = await page.locator("figure svg").first().boundingBox();
  if (!plot) throw new Error("There is no chart.");
  const [left, right, middle] = [plot.x + plot.width * 0.5, plot.x + plot.width * 0.7, plot.y + plot.height * 0.4];
  await page.mouse.move(left, middle);
  await page.mouse.down();
  await page.mouse.move(right, middle, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d&to=/);
  const params = new URL(page.url()).searchParams;
  const days = (Date.parse(params.get("to") ?? "") - Date.parse(params.get("from") ?? "")) / 86_400_000;
  expect(days).toBeGreaterThan(10);
  expect(days).toBeLessThan(30);
  await expectAnswer(page);

  // As long as a finger takes.
  await bars(page).nth(4).click({ delay: 100 });
  await expect(page).toHaveURL(/groupBy=resource.*where=service/);
  await expectAnswer(page);
});

test("a chart is saved with its title, days and what its numbers include, and its table is copied", async ({
  page,
}) => {
  await page.goto("/explore?period=last-month&groupBy=provider");
  const [svg, png] = [await saved(page, "Drawing (SVG)"), await saved(page, "Picture (PNG)")];
  const drawing = readFileSync(await svg.path(), "utf8");
  expect(svg.suggestedFilename()).toMatch(/^Billed-cost-by-provider-.*\.svg$/);
  for (const words of ["Billed cost by provider", "USD", "Includes", "AWS", "restated this month by"])
    expect(drawing).toContain(words);
  const head = readFileSync(await png.path()).subarray(0, 24);
  expect(head.subarray(1, 4).toString()).toBe("PNG");
  expect(head.readUInt32BE(16)).toBeGreaterThan(1000);

  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
  expect(lines[0]).toBe("Provider\tUSD");
  const total = await page.getByRole("main").locator("dl data").first().getAttribute("value");
  expect(lines.at(-1)).toBe(`Total\t${total}`);
});

test("filters leave out, hold words, and ask for what is absent", async ({ page }) => {
  await page.goto("/explore?period=last-month&groupBy=region");
  const filter = async (how: string, act: () => Promise<void>) => {
    await page.getByText("Add filter").click();
    await page.getByLabel("Condition").selectOption({ label: how });
    await act();
    await page.getByRole("button", { name: "Add", exact: true }).click();
  };
  await page.getByText("Add filter").click();
  await page.keyboard.press("Escape");
  await filter(
    "is not",
    async () => await page.getByRole("group", { name: "Values" }).getByRole("checkbox").first().check(),
  );
  await expect(page).toHaveURL(/where=region%3Ane%3A/);
  await expectAnswer(page);
  await filter("contains", async () => await page.getByLabel("Value", { exact: true }).fill("west"));
  await expect(page).toHaveURL(/where=region%3Acontains%3Awest/);
  await expectAnswer(page);
  await page.goto("/explore?period=last-month&groupBy=region");
  await filter("is absent", async () => {});
  await expect(page).toHaveURL(/where=region%3Aabsent/);
  await expectAnswer(page);
});

test("restated months and unusual days are told below the chart, and on it", async ({ page }) => {
  const { account, from, to } = latestAccident("debug-logging");
  const asked = `from=${addDays(from, -40)}&to=${addDays(to, 10)}&groupBy=service&metric=effective`;
  await page.goto(`/explore?${asked}&where=subAccount:eq:${account}`);
  const told = page.getByRole("list", { name: "Notes" }).getByRole("listitem");
  await expect(told.filter({ hasText: /Unusual days of AmazonCloudWatch: \$[\d,.]+ instead of about \$/ })).toHaveCount(
    1,
  );
  await expect(page.locator("figure svg circle")).toHaveCount(await told.count());
  await page.goto(`/explore?from=${addDays(dayOf(new Date()), -89)}`);
  await expect(told.filter({ hasText: /restated this month by [+-]\$/ })).toHaveCount(1);
  await expectAccessible(page, "section[aria-labelledby=explore-chart]");
});

test("the days of the heat map are reached and opened by keyboard", async ({ page }) => {
  await page.goto("/explore?period=last-90-days&chart=heatmap");
  const days = page.locator("figure a[data-day]");
  await expect(days).toHaveCount(90);
  await expect(page.locator("figure a[tabindex='0']")).toHaveCount(1);
  await days.first().focus();
  await page.keyboard.press("ArrowRight");
  const first = addDays(dayOf(new Date()), -89);
  await expect(page.locator(`a[data-day="${addDays(first, 7)}"]`)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`from=${addDays(first, 7)}&to=${addDays(first, 8)}`));
  await expectAnswer(page);
});

test("the overview and Explore load at most 250 kB of scripts, charts and all", async ({ page }) => {
  for (const address of ["/", "/explore"]) {
    const scripts: Promise<number>[] = [];
    const weigh = (answer: Response) => {
      if (answer.request().resourceType() !== "script") return;
      scripts.push(answer.body().then((body) => gzipSync(body).length));
    };
    page.on("response", weigh);
    await page.goto(address, { waitUntil: "networkidle" });
    await expect(page.locator("figure svg").first()).toBeVisible();
    page.off("response", weigh);
    const bytes = (await Promise.all(scripts)).reduce((sum, each) => sum + each, 0);
    expect(bytes, address).toBeGreaterThan(150_000);
    expect(bytes, address).toBeLessThan(250_000);
  }
});

test("the Spend page of old leads here for good", async ({ page }) => {
  const answer = await page.request.get("/spend?groupBy=region", { maxRedirects: 0 });
  expect(answer.status()).toBe(308);
  expect(answer.headers().location).toMatch(/\/explore\?groupBy=region$/);
});

async function saved(page: Page, how: string): Promise<Download> {
  await page.getByRole("button", { name: "Save the chart as a picture" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: how }).click();
  return await download;
}
