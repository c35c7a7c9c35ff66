import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectAccessibleEverywhere } from "./support/accessible";
import { focusFile } from "./support/focus-file";
import { signIn, test } from "./support/test";

test.describe.configure({ mode: "serial" });

const password = "another correct horse battery";
const viewer = "petra@example.com";
const lastMonth = new Date();
lastMonth.setUTCDate(0);
const month = lastMonth.toISOString().slice(0, 7);
const ofTeam = (team: string) => `arn:aws:demo:${team === "payments" ? 1 : 2}`;
let foreignBudget = "";

test.beforeAll(async ({ product, request }) => {
  test.setTimeout(240_000);
  const headers = { authorization: `Bearer ${await product.token()}` };
  const file = focusFile("focus.csv", month, (row, index) => ({
    ...row,
    ServiceName: index % 2 ? "Ledger service" : "Crawler service",
    SubAccountName: index % 2 ? "Payments" : "Search",
    SubAccountId: index % 2 ? "111111111111" : "222222222222",
  }));
  const sent = await request.post("/api/v1/imports", {
    headers,
    multipart: { file: { name: file.name, mimeType: "text/csv", buffer: Buffer.from(file.text) } },
  });
  const { id } = (await sent.json()) as { id: string };
  const state = async () => {
    const run = await request.get(`/api/v1/imports/${id}`, { headers });
    return ((await run.json()) as { state: string }).state;
  };
  await expect.poll(state, { timeout: 120_000 }).toBe("succeeded");
  for (const team of ["payments", "search"]) {
    const where = [{ dimension: "tag.team", operator: "eq", values: [team] }];
    const data = { name: `Budget of ${team}`, currency: "USD", where, amount: { mode: "fixed", amount: "100" } };
    const made = await request.post("/api/v1/budgets", { headers, data });
    expect(made.status(), await made.text()).toBe(201);
    if (team === "search") foreignBudget = ((await made.json()) as { id: string }).id;
  }
  const only = ["--only", "tag.team:eq:payments"];
  await product.outlay(
    ["user", "create", "--email", viewer, "--role", "viewer", ...only, "--password-stdin"],
    password,
  );
});

test("an admin sees who sees what, and changes it", async ({ page }) => {
  await page.goto("/settings");
  const members = page.getByRole("region", { name: "Members" });
  await expect(members.getByRole("row", { name: /petra@example.com/ })).toContainText("Tag team is payments");
  await page.getByRole("button", { name: `Change ${viewer}` }).click();
  const dialog = page.getByRole("dialog", { name: viewer });
  await dialog.getByLabel("Conditions").fill("tag.team:same:payments");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("where reads dimension:operator:value");
  await dialog.getByLabel("Conditions").fill("tag.team:in:payments");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("status")).toContainText("Saved");
  await page.keyboard.press("Escape");
  await expect(members.getByRole("row", { name: /petra@example.com/ })).toContainText("Tag team is payments");
  await expectAccessibleEverywhere(page);
});

test.describe("somebody of one team", () => {
  let own: Page;

  test.beforeAll(async ({ browser, product }) => {
    const nobody = { cookies: [], origins: [] };
    own = await (await browser.newContext({ baseURL: product.url, storageState: nobody })).newPage();
    await signIn(own, { email: viewer, password });
  });
  test.afterAll(() => own.context().close());

  const expectOwn = async () => {
    await expect(own.getByRole("main")).not.toContainText(/Crawler|222222222222|Budget of search/);
  };

  test("is told so, and sees their own spend on the overview", async () => {
    await own.goto("/");
    await expect(own.getByRole("complementary", { name: "What you may see" })).toContainText("Tag team is payments");
    await expect(own.getByRole("main")).toContainText("Payments");
    await expectOwn();
    await expectAccessibleEverywhere(own);
  });

  test("explores and exports it alone", async () => {
    await own.goto("/explore?period=last-month&groupBy=service");
    await expect(own.getByRole("main")).toContainText("Ledger service");
    await expectOwn();
    const csv = await own.request.get(`/api/v1/exports/focus?from=${month}-01&to=2199-01-01`);
    expect(csv.status()).toBe(200);
    const text = await csv.text();
    expect(text).toContain("Ledger service");
    expect(text).not.toContain("Crawler");
  });

  test("finds nothing of others by typing", async () => {
    const find = async (text: string) => await (await own.request.get("/api/find", { params: { text } })).text();
    expect(await find("ledger")).toContain("Ledger service");
    for (const text of ["crawler", "search", "2222"]) expect(await find(text)).toBe("[]");
  });

  test("cannot open what is of another team", async () => {
    await own.goto(`/budgets/${foreignBudget}`);
    await expect(own.getByRole("main")).not.toContainText("Budget of search");
    await own.goto("/budgets");
    await expect(own.getByRole("main")).toContainText("Budget of payments");
    await expectOwn();
    await own.goto(`/resources/${encodeURIComponent(ofTeam("search"))}`);
    await expectOwn();
    expect((await own.request.get("/api/v1/resource", { params: { id: ofTeam("search") } })).status()).toBe(404);
    expect((await own.request.get("/api/v1/resource", { params: { id: ofTeam("payments") } })).status()).toBe(200);
  });

  test("is told which pages are of the whole bill", async () => {
    for (const path of ["/sources", "/reconciliation"]) {
      await own.goto(path);
      await expect(own.getByRole("main")).toContainText("You may see a part of the bill");
      await expectAccessible(own);
    }
    expect((await own.request.get("/api/v1/sources")).status()).toBe(403);
  });

  test("is out at once when their access is taken away", async ({ page }) => {
    await page.goto("/settings");
    await page.getByRole("button", { name: `Remove the access of ${viewer}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove access" }).click();
    await expect(page.getByRole("row", { name: /petra@example.com/ })).toHaveCount(0);
    await own.goto("/");
    await expect(own).toHaveURL(/sign-in/);
  });
});
