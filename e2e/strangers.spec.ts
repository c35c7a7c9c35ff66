import { expect } from "@playwright/test";
import { expectAccessible, expectAccessibleOnPhone } from "./support/accessible";
import { administrator } from "./support/product";
import { test } from "./support/test";

test.use({ storageState: { cookies: [], origins: [] } });

const nobody = "00000000-0000-4000-8000-000000000000";
const pages = ["/", "/explore", "/sources", "/sources/add", `/sources/${nobody}`, `/sources/runs/${nobody}`];
const reads = [
  "/api/v1/costs?from=2026-01-01&to=2026-02-01",
  "/api/v1/sources",
  `/api/v1/runs/${nobody}`,
  `/api/v1/imports/${nobody}`,
  "/api/v1/openapi.json",
  "/api/v1/nothing-of-this-name",
];
const changes = ["/api/v1/imports", "/api/v1/sources", `/api/v1/sources/${nobody}/sync`];

/** Headers by which a stranger has got past the checks of such applications before. */
const disguises: Record<string, string>[] = [
  {},
  { "x-middleware-subrequest": "middleware" },
  { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
  { "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware" },
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
  { "x-middleware-rewrite": "/sources", "x-nextjs-data": "1" },
  { "x-forwarded-for": "127.0.0.1", "x-outlay-path": "/sources", "x-outlay-peer": "127.0.0.1" },
  { authorization: "Bearer outlay_not_a_token" },
];

test("pages send a stranger to sign in, whatever the request claims to be", async ({ request }) => {
  for (const headers of disguises) {
    for (const path of pages) {
      const answer = await request.get(path, { headers, maxRedirects: 0 });
      expect(answer.status(), `${path} ${JSON.stringify(headers)}`).toBe(307);
      expect(answer.headers().location).toMatch(/^\/sign-in/);
    }
  }
});

test("a page's data alone is refused like the page", async ({ request }) => {
  for (const path of pages) {
    const answer = await request.get(path, { headers: { rsc: "1" }, maxRedirects: 0 });
    expect(answer.status(), path).toBe(307);
  }
});

test("the API refuses a stranger, whatever the request claims to be", async ({ request }) => {
  for (const headers of disguises) {
    for (const path of reads) {
      const answer = await request.get(path, { headers });
      expect(answer.status(), `${path} ${JSON.stringify(headers)}`).toBe(401);
      expect(answer.headers()["content-type"]).toBe("application/problem+json");
    }
    for (const path of changes) {
      const answer = await request.post(path, { headers, data: {} });
      expect(answer.status(), `${path} ${JSON.stringify(headers)}`).toBe(401);
    }
  }
});

test("health answers everybody and tells nothing else", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ status: "ok" });
});

test("a wrong password is refused beside the form, which keeps the e-mail", async ({ page }) => {
  await page.goto("/sources");
  await expect(page).toHaveURL(/\/sign-in\?returnTo=%2Fsources$/);
  await expectAccessibleOnPhone(page);

  await page.getByLabel("E-mail").fill(administrator.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "E-mail or password is wrong." })).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(administrator.email);
  await expectAccessible(page);

  await page.getByLabel("Password", { exact: true }).fill(administrator.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/sources");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("after sign-in nobody is led to another host", async ({ page }) => {
  await page.goto("/sign-in?returnTo=https://evil.example/");
  await page.getByLabel("E-mail").fill(administrator.email);
  await page.getByLabel("Password", { exact: true }).fill(administrator.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person signs in and is told what is wrong", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(administrator.email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("E-mail or password is wrong.")).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveValue(administrator.email);

    await page.getByLabel("Password", { exact: true }).fill(administrator.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL("/");
  });
});
