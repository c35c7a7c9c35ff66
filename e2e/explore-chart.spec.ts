import { expect, type Page } from "@playwright/test";
import { expectAnswer } from "./support/explore";
import { test } from "./support/test";

test.use({ demo: true });

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
