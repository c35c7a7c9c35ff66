import { expect } from "@playwright/test";
import { signIn, test } from "./support/test";

const pages = ["/", "/explore", "/sources", "/sources/add"];

test("no page breaks its own security policy, in light and in dark", async ({ page }) => {
  const broken: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to|Permissions-Policy/i.test(message.text())) broken.push(message.text());
  });
  page.on("pageerror", (error) => broken.push(error.message));
  for (const path of pages) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const answer = await page.goto(path);
      await page.waitForLoadState("networkidle");
      const headers = answer?.headers() ?? {};
      expect(headers["content-security-policy"], path).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/);
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(headers["content-security-policy"]).not.toContain("unsafe-eval");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("same-origin");
      expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
      expect(headers["x-powered-by"]).toBeUndefined();
      await expect(page.locator("html")).toHaveClass(new RegExp(colorScheme)); // the theme's inline script ran
    }
  }
  expect(broken).toEqual([]);
});

test("a change by cookie must come from Outlay's own pages", async ({ request, product }) => {
  const status = async (headers: Record<string, string>) =>
    (await request.post("/api/v1/sources", { headers, data: {} })).status();
  const own = product.url;
  expect(await status({ origin: own, "sec-fetch-site": "same-origin" }), "let in, and the empty source refused").toBe(
    400,
  );
  for (const headers of [
    {},
    { origin: "null" },
    { origin: "null", "sec-fetch-site": "cross-site" },
    { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    { origin: own.replace(/\d+$/, "1"), "sec-fetch-site": "same-site" },
    { origin: own, "sec-fetch-site": "same-site" },
    { origin: own.replace("127.0.0.1", "localhost") },
    { "sec-fetch-site": "none" },
    { referer: `${own}/sources` },
  ]) {
    expect(await status(headers), JSON.stringify(headers)).toBe(403);
  }
});

test("a session is over for every copy of its cookie when its owner leaves", async ({ browser, product }) => {
  const context = await browser.newContext({ baseURL: product.url, storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await signIn(page);
  const [session] = (await context.cookies()).filter(({ name }) => name.endsWith("outlay.session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });

  const thief = await browser.newContext({ baseURL: product.url, storageState: await context.storageState() });
  const answer = () => thief.request.get("/api/v1/sources");
  expect((await answer()).status()).toBe(200);
  expect(await (await thief.request.get("/api/auth/session")).text()).not.toContain("sid");

  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/sign-in/);
  expect((await answer()).status()).toBe(401);
  expect((await thief.request.get("/explore", { maxRedirects: 0 })).status()).toBe(307);
  await Promise.all([context.close(), thief.close()]);
});

test("a forged Host leads nobody astray", async ({ request }) => {
  const headers = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", forwarded: "host=evil.example" };
  for (const path of [
    "/explore",
    "/api/auth/signin",
    "/api/auth/providers",
    "/api/auth/signout",
    "/api/v1/openapi.json",
  ]) {
    const answer = await request.get(path, { headers, maxRedirects: 0 });
    expect(answer.headers().location ?? "", path).not.toContain("evil.example");
    expect(await answer.text(), path).not.toContain("evil.example");
  }
});
