import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { Decimal } from "decimal.js";
import PostalMime, { type Email } from "postal-mime";
import { teams } from "../lib/demo/company/people";
import { addDays, dayOf, monthOf } from "../lib/focus/period";
import { expectAccessible, expectAccessibleOnPhone } from "./support/accessible";
import { companyBill, companyBillWith, paymentsAccounts } from "./support/company-bill";
import { type MailBox, startMailBox } from "./support/mail-box";
import { test as base } from "./support/test";

const OWNER = teams.payments.owner;
const today = dayOf(new Date());

let box: MailBox;
const test = base.extend<object, { mailbox: MailBox }>({
  mailbox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from it
    async ({}, use) => {
      box = await startMailBox();
      await use(box);
      await box.close();
    },
    { scope: "worker" },
  ],
  environment: [
    async ({ mailbox }, use) => {
      await use({ SMTP_URL: mailbox.url, MAIL_FROM: "Outlay <outlay@example.com>" });
    },
    { scope: "worker" },
  ],
});
test.describe.configure({ mode: "serial" });

/** What the team may still spend before the import that crosses the line. */
const ROOM = new Decimal(5000);

let mail: Email;
const linkIn = (label: string) => {
  const [, url = ""] = new RegExp(`${label}:\\r?\\n(\\S+)`).exec(mail.text ?? "") ?? [];
  return url;
};

test("an import that pushes a team of the demo company over its budget leads to one mail to its owner within a minute", async ({
  mailbox,
  product,
  request,
}) => {
  const headers = { authorization: `Bearer ${await product.token()}` };
  const upload = async (file: { name: string; text: string }) => {
    const multipart = {
      source: "AWS export",
      file: { name: file.name, mimeType: "text/csv", buffer: Buffer.from(file.text) },
    };
    const answer = await request.post("/api/v1/imports", { headers, multipart });
    const { id } = (await answer.json()) as { id: string };
    const run = async () => (await (await request.get(`/api/v1/imports/${id}`, { headers })).json()).finishedAt;
    await expect.poll(run, { timeout: 60_000 }).not.toBeNull();
  };
  for (const file of companyBill(today)) await upload(file);
  const scope = `subAccount:in:${paymentsAccounts.join(",")}`;
  const days = ["--from", monthOf(today).from, "--to", addDays(today, 1)];
  const { total } = await product.outlay(["costs", ...days, "--metric", "effective", "--where", scope]);
  await product.outlay([
    "budget", "add", "--name", "Payments", "--amount", new Decimal(String(total)).plus(ROOM).toFixed(2),
    "--currency", "USD", "--where", scope, "--threshold", "actual percent 100", "--owner", OWNER,
  ]); // biome-ignore format: one option a word
  await product.outlay(["evaluate"]);
  expect(mailbox.raws).toEqual([]);

  await upload(companyBillWith(ROOM.plus("1000.0000000001").toFixed(), today));
  const imported = Date.now();
  await expect.poll(() => mailbox.raws.length, { timeout: 60_000 }).toBe(1);
  expect(Date.now() - imported).toBeLessThan(60_000);

  await product.outlay(["evaluate"]);
  await product.outlay(["outbox", "send"]);
  expect(mailbox.raws).toHaveLength(1);
  mail = await PostalMime.parse(mailbox.raws[0] ?? "");
  expect(mail.to?.map(({ address }) => address)).toEqual([OWNER]);
});

test("the mail says how far over, why, and what to do, and can be left with one click", async () => {
  expect(mail.subject).toMatch(/^\[Over 1\d\d %\] Payments .+ budget: \$[\d,]+ of \$[\d,]+/);
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? "";
  expect(header("auto-submitted")).toBe("auto-generated");
  expect(header("list-unsubscribe")).toMatch(/^<http.+\/one-click>$/);
  expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  expect(mail.references).toMatch(/^<budget\./);
  expect(mail.attachments.map(({ mimeType, disposition }) => `${mimeType} ${disposition}`)).toEqual([
    "image/png inline",
    "image/png inline",
  ]);
  for (const label of ["Spent", "Budget", "Of the period gone", "Forecast", "Ends over budget", "Crossed on"]) {
    expect(mail.text).toContain(label);
  }
  const amounts = (mail.text ?? "")
    .split("What makes up the overrun:")[1]
    ?.split("\n\n")[1]
    ?.split("\n")
    .map((line) => /^([+-]?)\$([\d,.]+)/.exec(line.trim()))
    .map((found) => new Decimal(`${found?.[1] === "-" ? "-" : ""}${(found?.[2] ?? "0").replaceAll(",", "")}`));
  const [total, ...parts] = (amounts ?? []).toReversed();
  expect(parts.length).toBeGreaterThan(0);
  expect(Decimal.sum(...parts).toFixed(2)).toBe(total?.toFixed(2));
});

test("the mail reads on a narrow phone and on a desk, in the light and in the dark", async ({ browser }, info) => {
  const html = mail.attachments.reduce((page, { contentId, content }) => {
    const png = Buffer.from(content as ArrayBuffer).toString("base64");
    return page.replaceAll(`cid:${contentId?.slice(1, -1)}`, `data:image/png;base64,${png}`);
  }, mail.html ?? "");
  for (const [name, width, colorScheme] of [
    ["phone", 360, "light"],
    ["phone in the dark", 360, "dark"],
    ["desk", 800, "light"],
  ] as const) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    await page.setContent(html);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    const picture = page.getByRole("img", { name: /^Chart: spent \$/ });
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1120);
    expect(await picture.evaluate((image) => image.className)).toBe(colorScheme === "dark" ? "muted" : "by-day");
    const ground = await page
      .locator("td.pad")
      .evaluate((cell) => getComputedStyle(cell.closest(".sheet") ?? cell).backgroundColor);
    expect(ground).toBe(colorScheme === "dark" ? "rgb(28, 31, 38)" : "rgb(255, 255, 255)");
    const { violations } = await new AxeBuilder({ page })
      .withRules(["color-contrast", "image-alt", "link-name"])
      .analyze();
    expect(violations).toEqual([]);
    await info.attach(name, { body: await page.screenshot({ fullPage: true }), contentType: "image/png" });
    await context.close();
  }
  for (const line of (mail.text ?? "").split(/\r?\n/)) {
    if (!line.includes("http")) expect(line.length).toBeLessThan(79);
  }
});

test("a link is looked at without effect, its button acknowledges, and again it says who did", async ({
  browser,
  product,
  request,
}) => {
  const headers = { authorization: `Bearer ${await product.token()}` };
  const states = async () =>
    (await (await request.get("/api/v1/alerts", { headers })).json()).items.map(
      (alert: { state: string }) => alert.state,
    );
  const stranger = await browser.newContext({ baseURL: product.url, storageState: { cookies: [], origins: [] } });
  const page = await stranger.newPage();
  await page.goto(linkIn("Acknowledge"));
  await expect(page.getByRole("heading", { name: "Acknowledge the alert about Payments" })).toBeVisible();
  await expectAccessibleOnPhone(page);
  expect(await states()).toEqual(["open"]);
  await page.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByText("Acknowledged. Everybody sees that you know of it.")).toBeVisible();
  expect(await states()).toEqual(["acknowledged"]);
  await page.goto(linkIn("Acknowledge"));
  await expect(page.getByText(`${OWNER} has acknowledged it`)).toBeVisible();
  await page.goto(`${linkIn("Snooze 7 days")}x`);
  await expect(page.getByText("was changed")).toBeVisible();
  await stranger.close();
});

test("one click of the mail program ends the mails, and the page offers them again", async ({
  browser,
  product,
  request,
}) => {
  const [, oneClick = ""] =
    /^<(.+)>$/.exec(mail.headers.find(({ key }) => key === "list-unsubscribe")?.value ?? "") ?? [];
  const form = { "List-Unsubscribe": "One-Click" };
  expect((await request.get(oneClick, { maxRedirects: 0 })).status()).toBe(303);
  expect((await request.post(oneClick, { form })).status()).toBe(200);
  expect((await request.post(oneClick, { form })).status()).toBe(200);
  expect((await request.post(oneClick.replace("/one-click", "x/one-click"), { form })).status()).toBe(403);
  const stranger = await browser.newContext({ baseURL: product.url, storageState: { cookies: [], origins: [] } });
  const page = await stranger.newPage();
  await page.goto(oneClick);
  await expect(page.getByText("You get no mails about this budget.")).toBeVisible();
  await page.getByLabel("Mails come").selectOption({ label: "Once a day, at 07:00" });
  await page.getByLabel("Time zone").fill("Mars");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Use a time zone such as Europe/Berlin.")).toBeVisible();
  await page.getByLabel("Time zone").fill("Europe/Berlin");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Mails come")).toHaveValue("7");
  await expect(page.getByText("Saved. It holds for the next mail.")).toBeVisible();
  await page.getByRole("button", { name: "Get mails about it again" }).click();
  await expect(page.getByText("You get mails about Payments again.")).toBeVisible();
  await expectAccessibleOnPhone(page);
  await stranger.close();
});

test("the outbox shows what became of it and the mail as it looks", async ({ page }) => {
  await page.goto("/outbox");
  const sent = page.getByRole("row", { name: /Payments/ }).filter({ hasText: /Sent/ });
  await expect(sent).toHaveCount(1);
  await expectAccessibleOnPhone(page);
  await sent.getByRole("link", { name: mail.subject ?? "" }).click();
  const frame = page.frameLocator("iframe");
  await expect(frame.getByText("Open the budget")).toBeVisible();
  expect(await page.locator("iframe").getAttribute("sandbox")).toBe("allow-same-origin");
  const unseen = () => frame.locator("html").evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  await expect.poll(unseen).toBe(0);
  expect(await page.locator("iframe").getAttribute("srcdoc")).not.toMatch(/\/mail\/[\w-]/);
  await page.getByRole("link", { name: "As text" }).click();
  await expect(page.getByRole("region", { name: "The mail as text" })).toContainText("What makes up the overrun");
  await expectAccessible(page);
});

test("the settings test the mail server and a channel", async ({ page, mailbox }) => {
  await page.goto("/settings/notifications");
  const before = mailbox.raws.length;
  await page.getByRole("button", { name: "Send a test mail" }).click();
  await expect(page.getByText("The mail server took the mail")).toBeVisible();
  await expect(page.getByRole("region", { name: "What both sides said" })).toContainText(
    "C: MAIL FROM:<outlay@example.com>",
  );
  expect(mailbox.raws).toHaveLength(before + 1);
  await page.getByLabel("Kind").selectOption("webhook");
  await page.getByLabel("Name").fill("programs");
  await page.getByLabel("Address", { exact: true }).fill("http://127.0.0.1:9/hook");
  await page.getByRole("button", { name: "Add the channel" }).click();
  await expect(page.getByText("is inside your own network")).toBeVisible();
  await expect(page.getByLabel("Kind")).toHaveValue("webhook");
  await page.getByLabel("Address", { exact: true }).fill("http://127.0.0.1:9/hook");
  await page.getByRole("checkbox", { name: /inside our own network/ }).check();
  await page.getByRole("button", { name: "Add the channel" }).click();
  await expect(page.getByText("Its secret is shown only now:")).toBeVisible();
  await page.getByRole("button", { name: "Send a test to programs" }).click();
  await expect(page.getByText("It cannot be reached")).toBeVisible();
  await page.getByRole("button", { name: "Change programs" }).click();
  const dialog = page.getByRole("dialog", { name: "Change programs" });
  await dialog.getByLabel("Name").fill("tools");
  await dialog.getByRole("checkbox", { name: /Make a new secret/ }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Its new secret is shown only now:")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expectAccessibleOnPhone(page);
  await page.getByRole("button", { name: "Remove tools" }).click();
  await expect(page.getByRole("button", { name: "Send a test to tools" })).toHaveCount(0);
});
