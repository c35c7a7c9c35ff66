import { test as base, expect, type Page } from "@playwright/test";
import { administrator, type Product, startProduct } from "./product";

type Account = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;
type OfTheWorker = { environment: Record<string, string>; demo: boolean; product: Product; account: Account };

/**
 * Every spec file has a product of its own or shares one (see playwright.config.ts), and its pages are signed in as the
 * admin; with the demo company they show it.
 */
export const test = base.extend<object, OfTheWorker>({
  environment: [{}, { scope: "worker", option: true }],

  demo: [false, { scope: "worker", option: true }],

  product: [
    async ({ environment, demo }, use) => {
      const product = await startProduct({ environment, demo });
      await use(product);
      await product.stop();
    },
    { scope: "worker", timeout: 480_000 },
  ],

  account: [
    async ({ browser, product, demo }, use) => {
      const page = await browser.newPage({ baseURL: product.url });
      await signIn(page);
      if (demo) await openDemo(page);
      const account = await page.context().storageState();
      await page.context().close();
      await use(account);
    },
    { scope: "worker" },
  ],

  baseURL: ({ product }, use) => use(product.url),
  storageState: ({ account }, use) => use(account),
});

export async function signIn(
  page: Page,
  { email, password }: { email: string; password: string } = administrator,
): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Pages" }).waitFor();
}

async function openDemo(page: Page): Promise<void> {
  await page.goto("/sources");
  await page.getByRole("button", { name: /^Workspace:/ }).click();
  await page.getByRole("menuitem", { name: /Mallow/ }).click();
  await expect(page.getByRole("complementary", { name: "Demo company" })).toBeVisible();
}
