import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { Decimal } from "decimal.js";
import { awsExport } from "../lib/demo/aws-export";
import { type CloudCharge, type CloudEstate, estateOf } from "../lib/demo/cloud/estate";
import { type RunningCloud, startCloud } from "../lib/demo/cloud-server";
import { addDays, addMonths, type Day, dayOf, daysIn, monthOf } from "../lib/focus/period";
import { expectAccessibleEverywhere, expectAccessibleOnPhone } from "./support/accessible";
import { test as base } from "./support/test";

type Cloud = RunningCloud & { estate: CloudEstate; keys: { id: string; secret: string } };

const keys = { id: "AKIATESTTESTTEST0001", secret: "the-secret-that-Outlay-signs-with" };
const payer = { id: "111122223333", name: "Northwind payer" };
const member = { id: "444455556666", name: "Payments" };
const today = dayOf(new Date());
const thisMonth = monthOf(today).from;
const [whole, missing, doubled, late] = [-5, -4, -3, -2].map((months) => addMonths(thisMonth, months)) as [
  Day,
  Day,
  Day,
  Day,
];

const test = base.extend<object, { cloud: Cloud; folder: string }>({
  cloud: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const estate = estateOf(billOf(), today, [payer, member]);
      const cloud = await startCloud(estate, { keys: { [keys.id]: keys.secret } });
      await use({ ...cloud, estate, keys });
      await cloud.stop();
    },
    { scope: "worker" },
  ],
  folder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), "outlay-exports-"));
      await use(folder);
      await rm(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
  environment: [
    ({ cloud }, use) =>
      use({
        AWS_ENDPOINT_URL_COST_EXPLORER: cloud.url,
        AWS_ENDPOINT_URL_STS: cloud.url,
        AWS_EC2_METADATA_DISABLED: "true",
      }),
    { scope: "worker" },
  ],
});

test.describe.configure({ mode: "serial" });

const summary = "AWS Cost Explorer";
const source = "AWS export";

test("before there are charges, the page says what it will show", async ({ page }) => {
  await page.goto("/reconciliation");
  await expect(page.getByRole("heading", { level: 1, name: "Nothing to compare yet" })).toBeVisible();
  await expectAccessibleOnPhone(page);
});

test("Cost Explorer alone matches its own totals to the cent", async ({ page, product }) => {
  const settings = ["auth=keys", `accessKeyId=${keys.id}`, `billingAccountId=${payer.id}`].flatMap((each) => [
    "--set",
    each,
  ]);
  await product.outlay(
    ["source", "add", "aws-cost-explorer", "--name", summary, ...settings, "--secrets-stdin"],
    `secretAccessKey=${keys.secret}\n`,
  );
  await product.outlay(["sync", "--source", summary]);
  await page.goto("/reconciliation");
  await expect(page.getByRole("heading", { level: 1, name: "Reconciliation" })).toBeVisible();
  await expect(page.getByText("Every month that has a control total matches it to the cent.")).toBeVisible();
});

test("an export takes its place, and a missing, a doubled and a late file show with the exact amount", async ({
  page,
  product,
  cloud: { estate },
  folder,
}) => {
  const lastDay = addDays(late, 19);
  const twice = awsExport(estate, doubled);
  const files = [
    ["whole.csv", awsExport(estate, whole)],
    ["one-account.csv", awsExport(estate, missing, ({ account }) => account === payer.id)],
    ["twice.csv", twice + twice.slice(twice.indexOf("\n") + 1)],
    ["early.csv", awsExport(estate, late, ({ day }) => day <= lastDay)],
    ["last-month.csv", awsExport(estate, addMonths(thisMonth, -1))],
  ] as const;
  const paths = files.map(([name]) => join(folder, name));
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  await product.outlay(["import", ...paths, "--source", source]);

  const lines = await linesOf(page.request);
  const sum = (month: Day, takes: (charge: CloudCharge) => boolean = () => true) =>
    Decimal.sum(
      0,
      ...estate
        .chargesOf(month)
        .filter(takes)
        .map(({ unblended }) => unblended),
    ).toFixed();
  const expected: [Day, string, string][] = [
    [whole, "matched", "0"],
    [missing, "unexplained", `-${sum(missing, ({ account }) => account === member.id)}`],
    [doubled, "unexplained", sum(doubled)],
    [late, "late", `-${sum(late, ({ day }) => day > lastDay)}`],
  ];
  for (const [month, state, difference] of expected) {
    expect(lines.get(`${source} ${month}`), month).toMatchObject({ state, difference, controlSource: summary });
  }

  await page.goto("/reconciliation");
  await expect(page.getByText(`3 months of ${source} differ from what was stated.`)).toBeVisible();
  await page.getByRole("link", { name: "Needs a look (3)" }).click();
  await expect(page.getByRole("table", { name: `Months of ${source}` }).getByRole("row")).toHaveCount(4);
  await expectAccessibleEverywhere(page);
});

test("a month's page says which days came twice, and leads to its charges", async ({ page }) => {
  await page.goto("/reconciliation");
  const matrix = page.getByRole("table", { name: "How each month of each source stands" });
  await matrix.getByRole("link", { name: new RegExp(`of ${source}: Differs, \\+`) }).click();
  await expect(page.getByText("are in it exactly twice: a file came twice.")).toBeVisible();
  await expect(page.getByText("charges are exact copies of others")).toBeVisible();
  await expect(page.getByRole("table", { name: "Billed cost by day" })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Explore its charges" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Explore" })).toBeVisible();
});

test("the late file comes and the month is rebuilt from the archive: both match", async ({
  page,
  product,
  cloud: { estate },
  folder,
}) => {
  await writeFile(join(folder, "late.csv"), awsExport(estate, late));
  await product.outlay(["import", join(folder, "late.csv"), "--source", source]);
  const before = (await linesOf(page.request)).get(`${source} ${late}`);
  expect(before).toMatchObject({ state: "matched", restated: { times: 1 } });
  await product.outlay(["rebuild", "--source", source, "--period", late.slice(0, 7)]);
  expect((await linesOf(page.request)).get(`${source} ${late}`)).toEqual(before);
});

test("removing the export brings Cost Explorer's charges back", async ({ page, product }) => {
  await product.outlay(["source", "remove", source, "--yes"]);
  const lines = await linesOf(page.request);
  for (const month of [whole, missing, doubled, late]) {
    expect(lines.get(`${summary} ${month}`)).toMatchObject({ state: "matched", difference: "0" });
  }
});

test("a bill of equal pairs that nobody states a total for is right once somebody says so", async ({
  page,
  product,
  cloud: { estate },
  folder,
}) => {
  const bill = awsExport(estate, whole).replaceAll(payer.id, "999900001111").replaceAll(member.id, "999900002222");
  const path = join(folder, "pairs.csv");
  await writeFile(path, bill + bill.slice(bill.indexOf("\n") + 1));
  await product.outlay(["import", path, "--source", "Reseller"]);
  const stateOf = async () => (await linesOf(page.request)).get(`Reseller ${whole}`)?.state;
  expect(await stateOf()).toBe("unexplained");

  await page.goto("/reconciliation");
  const matrix = page.getByRole("table", { name: "How each month of each source stands" });
  await matrix.getByRole("link", { name: /of Reseller: Differs/ }).click();
  await expect(page.getByText("Each charge is there twice, alike in every column")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "This is right" }).click();
  await expect(page.getByText("Each charge is there twice, and that is right")).toBeVisible();
  await expect(page.getByText(/said that this is right on/)).toBeVisible();
  expect(await stateOf()).toBe("uncompared");

  const which = ["reconcile", "confirm", "--source", "Reseller", "--month", whole.slice(0, 7)];
  await product.outlay([...which, "--take-back"]);
  expect(await stateOf()).toBe("unexplained");
  const { sourceId } = (await linesOf(page.request)).get(`Reseller ${whole}`) ?? {};
  const headers = { authorization: `Bearer ${await product.token()}` };
  const address = `/api/v1/reconciliation/${sourceId}/${whole}/pairs`;
  const said = await page.request.post(address, { headers, data: { isRight: true } });
  expect(await said.json()).toMatchObject({ lines: [{ source: "Reseller", month: whole, state: "uncompared" }] });
});

type Line = { sourceId: string; source: string; month: Day; state: string; difference: string | null };

async function linesOf(request: { get: (path: string) => Promise<{ json: () => Promise<unknown> }> }) {
  const { lines } = (await (await request.get("/api/v1/reconciliation")).json()) as { lines: Line[] };
  return new Map(lines.map((line) => [`${line.source} ${line.month}`, line]));
}

/** Six months of two accounts, with amounts that only exact arithmetic adds up. */
function billOf(): CloudCharge[] {
  const days = daysIn({ from: whole, to: addDays(today, 1) });
  return days.flatMap((day, index) =>
    [payer, member].map(({ id: account }, place): CloudCharge => {
      const unblended = new Decimal("0.0000300172")
        .times(index + 1)
        .plus(10 * (place + 1))
        .toFixed();
      const what = { service: "Amazon Simple Storage Service", region: "eu-central-1", usageType: "Storage" };
      return { day, account, recordType: "Usage", unblended, ...what };
    }),
  );
}
