import { writeFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { focusFile } from "./support/focus-file";
import { test } from "./support/test";

const file = focusFile("month.csv", new Date().toISOString().slice(0, 7));

test.beforeAll(async ({ product }, { project }) => {
  const path = `${project.outputDir}/${file.name}`;
  writeFileSync(path, file.text);
  await product.outlay(["import", path, "--source", "AWS export"]);
});

test("the first stop is the way to the content", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("navigation and the cost metric work by keyboard", async ({ page }) => {
  await page.goto("/");
  const metric = page.getByRole("navigation", { name: "Cost metric" });
  await metric.getByRole("link", { name: "Effective" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/metric=effective/);
  await expect(metric.getByRole("link", { name: "Effective" })).toHaveAttribute("aria-current", "true");

  const pages = page.getByRole("navigation", { name: "Pages" });
  await pages.getByRole("link", { name: "Overview" }).focus();
  await page.keyboard.press("Tab");
  await expect(pages.getByRole("link", { name: "Explore" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/explore\?metric=effective/);
  await expect(pages.getByRole("link", { name: "Explore" })).toHaveAttribute("aria-current", "page");
});

test("a dialog keeps the focus until it is closed, and gives it back", async ({ page }) => {
  await page.goto("/sources");
  const opener = page.getByRole("button", { name: "Remove AWS export" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await expect(dialog.locator(":focus")).toHaveCount(1);
  for (let stop = 0; stop < 6; stop += 1) {
    await page.keyboard.press("Tab");
    await expect(page.locator(":focus:not(dialog *)")).toHaveCount(0);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

test("files are chosen by keyboard", async ({ page }) => {
  await page.goto("/sources");
  await page.getByRole("button", { name: "Choose files" }).focus();
  // Keys are heard once the page's script runs.
  await expect(async () => {
    const chooser = page.waitForEvent("filechooser", { timeout: 2000 });
    await page.keyboard.press("Enter");
    await (await chooser).setFiles({ name: file.name, mimeType: "text/csv", buffer: Buffer.from(file.text) });
  }).toPass();
  await page.getByRole("button", { name: "Import", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sources\/runs\//);
});
