import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

type Scheme = "light" | "dark";
type Narrowed = (axe: AxeBuilder) => AxeBuilder;

const PHONE = { width: 390, height: 844 };
const coloursOnly: Narrowed = (axe) => axe.withRules(["color-contrast"]);

/** No axe violation on this page, or in the part of it; in the dark only colours can be wrong that were right in the light. */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  const within: Narrowed = (axe) => (part ? axe.include(part) : axe);
  await expectNoViolations(page, "light", within);
  await expectNoViolations(page, "dark", (axe) => coloursOnly(within(axe)));
  await page.emulateMedia({ colorScheme: "light" });
}

/** The same at phone width, where nothing may stick out to the side. */
export async function expectAccessibleOnPhone(page: Page): Promise<void> {
  await onPhone(page, async () => await expectAccessible(page));
}

/** All rules on the wide page in the light and on the narrow one in the dark: structure goes with width, colours with theme. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  await expectNoViolations(page, "light");
  await onPhone(page, async () => await expectNoViolations(page, "dark"));
  await page.emulateMedia({ colorScheme: "light" });
}

async function expectNoViolations(page: Page, colorScheme: Scheme, narrowed: Narrowed = (axe) => axe): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator("html")).toHaveClass(new RegExp(colorScheme));
  const { violations } = await narrowed(axeOf(page)).analyze();
  expect(violations.map(inWords), `${page.url()} in ${colorScheme}`).toEqual([]);
}

/** It runs in the page itself, which has no frame of another origin, and words only what is wrong: half the time. */
function axeOf(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
}

async function onPhone(page: Page, look: () => Promise<void>): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(PHONE);
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(beyond, "the page does not scroll sideways").toBeLessThanOrEqual(0);
  await look();
  if (before) await page.setViewportSize(before);
}

function inWords({ id, help, nodes }: { id: string; help: string; nodes: { html: string }[] }): string {
  return `${id}: ${help}\n${nodes.map(({ html }) => `  ${html}`).join("\n")}`;
}
