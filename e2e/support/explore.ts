import { expect, type Page } from "@playwright/test";

/** The total on the page is the API's for the very question that the page's address asks, to the last digit. */
export async function expectAnswer(page: Page): Promise<void> {
  await expect(page.locator("#explore-table")).toBeVisible();
  const asked = new URL(page.url());
  const params = new URLSearchParams([...asked.searchParams].filter(([name]) => !ofTheView.includes(name)));
  params.set("granularity", "total");
  params.delete("groupBy");
  const answer = await page.request.get(`/api/v1/costs?${params}`);
  expect(answer.status(), await answer.text()).toBe(200);
  const { total, currency } = (await answer.json()) as { total: string; currency: string };
  const figure = page.getByRole("main").locator("dl data").first();
  await expect(figure).toHaveAttribute("value", total);
  await expect(figure).toHaveAttribute("title", new RegExp(`${currency}$`));
}

const ofTheView = ["chart", "figures", "top", "sort", "show", "rows"];
