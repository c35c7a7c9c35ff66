import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const PHONE = { width: 390, height: 844 };

/** No axe violation on this page; in the dark theme only colours can be wrong that were right in the light one. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolations(page, "light", (axe) => axe);
  await expectNoViolations(page, "dark", (axe) => axe.withRules(["color-contrast"]));
  await page.emulateMedia({ colorScheme: "light" });
}

async function expectNoViolations(
  page: Page,
  colorScheme: "light" | "dark",
  narrowed: (axe: AxeBuilder) => AxeBuilder,
) {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator("html")).toHaveClass(new RegExp(colorScheme));
  const { violations } = await narrowed(new AxeBuilder({ page })).analyze();
  expect(violations.map(inWords), `${page.url()} in ${colorScheme}`).toEqual([]);
}

/** The same at phone width, where nothing may stick out to the side. */
export async function expectAccessibleOnPhone(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(PHONE);
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(beyond, "the page does not scroll sideways").toBeLessThanOrEqual(0);
  await expectAccessible(page);
  if (before) await page.setViewportSize(before);
}

function inWords({ id, help, nodes }: { id: string; help: string; nodes: { html: string }[] }): string {
  return `${id}: ${help}\n${nodes.map(({ html }) => `  ${html}`).join("\n")}`;
}
