import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { totalInApi } from "./support/amounts";
import { test } from "./support/test";

const sample = join(import.meta.dirname, "../../shared/data/focus/focus_1_0_official_sample_1000.csv.gz");
const period = { from: "2024-01-01", to: "2025-01-01" };

test("the official FOCUS 1.0 sample is imported with its exact totals", async ({ page, product, request }) => {
  test.skip(!existsSync(sample), `the sample is not here: ${sample}`);
  await page.goto("/sources");
  await page.getByLabel("Drop FOCUS files here").setInputFiles(sample);
  await page.getByLabel("Source name").fill("FOCUS sample");
  await page.getByRole("button", { name: "Import", exact: true }).click();

  const sums = page.getByRole("region", { name: "Sums", exact: true });
  await expect(sums.getByRole("row", { name: /^Billed cost/ })).toContainText("20.52022672899 USD");
  await expect(sums.getByRole("row", { name: /^List cost/ })).toContainText("20.39090575119 USD");
  await expect(page.getByLabel("Result").getByText("1,000")).toBeVisible();

  await page.goto(`/explore?from=${period.from}&to=${period.to}&granularity=month&by=provider&metric=billed`);
  await expect(page.getByText("exactly 20.52022672899 USD")).toBeVisible();
  expect(await totalInApi(request, product, { ...period, metric: "billed" })).toBe("20.52022672899");
  expect(await totalInApi(request, product, { ...period, metric: "list" })).toBe("20.39090575119");
  const told = await product.outlay(["costs", "--from", period.from, "--to", period.to]);
  expect(told).toMatchObject({ currency: "USD", total: "20.52022672899" });
});
