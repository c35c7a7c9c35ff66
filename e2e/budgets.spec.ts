import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectAccessibleEverywhere } from "./support/accessible";
import { test } from "./support/test";

test.describe.configure({ mode: "serial" });
test.use({ demo: true });

const row = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

test("the list shows what needs somebody first, sorts and filters", async ({ page }) => {
  await page.goto("/budgets");
  await expect(page.getByRole("heading", { level: 1, name: "Budgets" })).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toContainText("Over");
  await page.getByRole("link", { name: "Budget", exact: true }).click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(page.getByRole("columnheader", { name: "Budget" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("navigation", { name: "State" }).getByRole("link", { name: /^Over/ }).click();
  await expect(page).toHaveURL(/state=over/);
  await expectAccessibleEverywhere(page);
});

test("a budget is set from a chart, shows its state, and Explore shows the same number", async ({ page }) => {
  await page.goto("/explore?groupBy=service&metric=effective&where=provider:eq:AWS&exclude=credit");
  await page.getByRole("link", { name: "Budget this" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New budget" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Provider is AWS" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Credits" })).not.toBeChecked();
  await expect(page.getByLabel("Amount", { exact: true })).not.toHaveValue("");
  await expectAccessible(page);
  await page.getByLabel("Name", { exact: true }).fill("AWS without credits");
  await page.getByLabel("Amount", { exact: true }).fill("1000");
  await page.getByRole("button", { name: "Set the budget" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /AWS without credits/ })).toContainText("Over");
  await expect(page.locator("figure svg").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "What drives it" })).toBeVisible();
  const spent = await page
    .locator("dl", { hasText: /^Spent/ })
    .locator("data")
    .first()
    .getAttribute("value");
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("region", { name: "Alerts sent" })).toBeVisible();
  }).toPass();
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Open in Explore" }).click();
  await expect(page).toHaveURL(/exclude=credit/);
  await expect(page.locator(`data[value="${spent}"]`).first()).toBeVisible();
});

test("what is wrong with a form stands beside its fields, and an edit is judged at once", async ({ page }) => {
  await open(page, "AWS without credits");
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Amount", { exact: true }).fill("many");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Amount", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("AWS without credits");
  await page.getByLabel("Amount", { exact: true }).fill("900000000");
  await page.getByRole("combobox", { name: /^Owner/ }).fill("owner@example.com");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /AWS without credits/ })).toContainText("On track");
});

test("a plan is pasted from a spreadsheet", async ({ page }) => {
  await page.goto("/budgets/new?where=provider:eq:AWS");
  await page.getByLabel("Name", { exact: true }).fill("Planned");
  await page.getByLabel("The amount").selectOption({ label: "Planned by period" });
  await page.locator('input[name^="plan."]').first().focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text", "$1,000.00\n$2,000.50\n3000");
    document.activeElement?.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await page.getByRole("button", { name: "Set the budget" }).click();
  await expect(page.getByText("Planned by 3 amounts")).toBeVisible();
});

test("a comment is written and taken back", async ({ page }) => {
  await open(page, "AWS without credits");
  await page.getByLabel("Add a comment").fill("Talked to the team.");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  const comments = page.getByRole("list", { name: "Comments" });
  await expect(comments).toContainText("Talked to the team.");
  await comments.getByRole("button", { name: /^Delete the comment/ }).click();
  await expect(page.getByText("Talked to the team.")).toHaveCount(0);
});

test("it is paused, taken up again and deleted", async ({ page }) => {
  await open(page, "Planned");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("It is paused")).toBeVisible();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("It is paused")).toHaveCount(0);
  await page.getByRole("button", { name: "Delete Planned" }).click();
  await page.getByRole("button", { name: "Delete the budget" }).click();
  await expect(page).toHaveURL(/\/budgets$/);
  await expect(row(page, "Planned")).toHaveCount(0);
});

test("one budget for each team, with amounts to choose", async ({ page }) => {
  await page.goto("/budgets/several");
  await page.getByLabel("One for each").selectOption({ label: "Tag team" });
  await page.getByRole("button", { name: "Suggest amounts" }).click();
  await expect(page.getByLabel("Name of Tag team: logistics")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Name of Tag team: logistics").fill("Logistics team");
  await page.getByLabel("Amount of Tag team: logistics in USD").fill("12345");
  const others = page.getByRole("checkbox", { checked: true });
  while ((await others.count()) > 1) await others.last().uncheck();
  await page.getByRole("button", { name: "Set one budget" }).click();
  await expect(row(page, "Logistics team")).toContainText("$12,345.00");
});

test("a csv file is refused by row and field, then imported", async ({ page }) => {
  await page.goto("/budgets/import");
  await page.getByLabel("Or its text").fill("name,currency,amount\nFrom a file,USD,-5\n,USD,7");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText("The file has 2 problems. Nothing was imported.")).toBeVisible();
  await expect(page.getByRole("row", { name: /^2 amount/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /^3 name/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Or its text").fill("name,currency,amount\nFrom a file,USD,500");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(row(page, "From a file")).toContainText("$500.00");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export" }).click()]);
  expect(file.suggestedFilename()).toBe("budgets.csv");
});

test("an alert is acknowledged, assigned and commented by keyboard", async ({ page }) => {
  await page.goto("/alerts");
  await expectAccessibleEverywhere(page);
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Comment").focus();
  await page.keyboard.type("On it.");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Acknowledge" })).toBeFocused();
  await page.keyboard.press("Enter");
  const events = page.getByRole("list", { name: "What happened" });
  await expect(events).toContainText("acknowledged it");
  await expect(events).toContainText("On it.");
  await page.getByLabel("Assign to").fill("ben@example.com");
  await page.getByRole("button", { name: "Assign" }).click();
  await expect(events).toContainText("To ben@example.com.");
  await page.goto("/alerts?state=acknowledged");
  await expect(page.getByRole("row").nth(1)).toContainText("ben@example.com");
});

test("budgets are set without JavaScript", async ({ browser, product, account }) => {
  const context = await browser.newContext({
    baseURL: product.url,
    storageState: account,
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await page.goto("/budgets/new");
  await page.getByLabel("Name", { exact: true }).fill("Plain");
  await page.getByLabel("Amount", { exact: true }).fill("100");
  await page.getByLabel("Currency").fill("USD");
  await page.getByRole("button", { name: "Set the budget" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Plain/ })).toBeVisible();
  await context.close();
});

async function open(page: Page, name: string): Promise<void> {
  await page.goto("/budgets");
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(name) })).toBeVisible();
}
