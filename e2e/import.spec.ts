import { expect } from "@playwright/test";
import { expectAccessible, expectAccessibleOnPhone } from "./support/accessible";
import { exactly, totalInApi } from "./support/amounts";
import { dropFiles } from "./support/drop";
import { focusFile } from "./support/focus-file";
import { test } from "./support/test";

const march = focusFile("march.csv", "2026-03");
const april = focusFile("april.csv", "2026-04");
const inMarch = { from: "2026-03-01", to: "2026-04-01" };

test.describe.configure({ mode: "serial" });

test("before anything is connected the page offers the next step", async ({ page }) => {
  await page.goto("/sources");
  await expect(page.getByRole("heading", { name: "Nothing is connected yet" })).toBeVisible();
  await expectAccessibleOnPhone(page);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "No cloud is connected yet" })).toBeVisible();
  await expectAccessible(page);
});

test("a dropped file is in the ledger to the last digit", async ({ page, product, request }) => {
  await page.goto("/sources");
  await dropFiles(page, [march]);
  await expect(page.getByRole("list", { name: "Chosen files" })).toContainText("march.csv");
  await page.getByLabel("Source name").fill("AWS export");
  await page.getByRole("button", { name: "Import", exact: true }).click();

  await expect(page).toHaveURL(/\/sources\/runs\/[0-9a-f-]{36}$/);
  await expect(page.getByText("The charges are in the ledger")).toBeVisible();
  const sums = page.getByRole("region", { name: "Sums", exact: true });
  await expect(sums.getByRole("row", { name: /^Billed cost/ })).toContainText(exactly(march.billed));
  await expect(sums.getByRole("row", { name: /^Effective cost/ })).toContainText(exactly(march.effective));
  await expect(sums.getByRole("row", { name: /^List cost/ })).toContainText(exactly(march.list));
  await expect(sums.getByText("Reconciled")).toHaveCount(4);
  await expectAccessibleOnPhone(page);

  for (const metric of ["billed", "effective", "list"] as const) {
    expect(await totalInApi(request, product, { ...inMarch, metric })).toBe(march[metric]);
    const told = await product.outlay(["costs", "--from", inMarch.from, "--to", inMarch.to, "--metric", metric]);
    expect(told).toMatchObject({ currency: "USD", total: march[metric] });
    await page.goto(`/explore?from=${inMarch.from}&to=${inMarch.to}&granularity=day&by=service&metric=${metric}`);
    await expect(page.getByText(`exactly ${exactly(march[metric])}`)).toBeVisible();
  }
  await expectAccessible(page);
});

test("the same file again changes nothing, another month is added beside it", async ({ page, product, request }) => {
  await page.goto("/sources");
  await page.getByLabel("Drop FOCUS files here").setInputFiles(asUpload(march));
  await page.getByLabel("Source name").fill("AWS export");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText("Nothing changed")).toBeVisible();

  await page.goto("/sources");
  await page.getByLabel("Drop FOCUS files here").setInputFiles([asUpload(march), asUpload(april)]);
  await page.getByRole("button", { name: "Leave out march.csv" }).click();
  await page.getByLabel("Source name").fill("AWS export");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText("They fill 1 billing period that held nothing before.")).toBeVisible();

  expect(await totalInApi(request, product, { ...inMarch, metric: "billed" })).toBe(march.billed);
  const inApril = { from: "2026-04-01", to: "2026-05-01", metric: "billed" };
  expect(await totalInApi(request, product, inApril)).toBe(april.billed);
});

test("a broken file is refused with file, row and field, and nothing of it is imported", async ({
  page,
  product,
  request,
}) => {
  const broken = focusFile("may.csv", "2026-05", (row, index) => {
    if (index === 4) return { ...row, BilledCost: "12,5" };
    if (index === 9) return { ...row, ChargePeriodStart: "2026-02-31T00:00:00Z" };
    return row;
  });
  await page.goto("/sources");
  await dropFiles(page, [broken]);
  await page.getByLabel("Source name").fill("AWS export");
  await page.getByRole("button", { name: "Import", exact: true }).click();

  await expect(page.getByRole("alert").filter({ hasText: "Correct the rows below" })).toBeVisible();
  const rejected = page.getByRole("table", { name: "Rows that cannot be imported" });
  await expect(rejected.getByRole("row", { name: /may\.csv 6 BilledCost 12,5/ })).toBeVisible();
  await expect(rejected.getByRole("row", { name: /may\.csv 11 ChargePeriodStart 2026-02-31/ })).toBeVisible();
  await expectAccessibleOnPhone(page);

  const inMay = { from: "2026-05-01", to: "2026-06-01", metric: "billed" };
  expect(await totalInApi(request, product, inMay)).toBe("0");
  await page.goto("/sources");
  await expect(page.getByRole("region", { name: "AWS export", exact: true })).toContainText(
    "2 rows cannot be imported",
  );
  await expectAccessible(page);
});

test("what is no FOCUS file is refused in words", async ({ page }) => {
  await page.goto("/sources");
  await dropFiles(page, [{ name: "notes.csv", text: "just,some\nother,file\n" }]);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "notes.csv" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Rows that cannot be imported" })).toBeHidden();
});

test("a removed source takes its charges with it", async ({ page, product, request }) => {
  await page.goto("/sources");
  await page.getByRole("button", { name: "Remove AWS export" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove AWS export?" });
  await expect(dialog).toContainText("Its charges leave the ledger at once");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Remove the source and its charges" }).click();
  await expect(page.getByRole("region", { name: "AWS export", exact: true })).toBeHidden();
  expect(await totalInApi(request, product, { ...inMarch, metric: "billed" })).toBe("0");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a file is imported by an ordinary form", async ({ page }) => {
    await page.goto("/sources");
    await page.getByLabel("FOCUS files: csv, csv.gz, zip or Parquet").setInputFiles(asUpload(april));
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await expect(page).toHaveURL(/\/sources\/runs\//);
    await expect(page.getByText("The charges are in the ledger")).toBeVisible();
  });
});

const asUpload = ({ name, text }: { name: string; text: string }) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});
