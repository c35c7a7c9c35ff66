import { describe, expect, it } from "vitest";
import { Money, sumOf } from "../focus/money";
import { budgetMail } from "./budget-mail";
import { budgetMailHtml } from "./budget-mail-html";
import { budgetMailText } from "./budget-mail-text";
import { madeEvidence } from "./made-evidence";

const links = {
  actions: [
    { label: "Open the budget", url: "https://outlay.example.com/budgets/1" },
    { label: "Acknowledge", url: "https://outlay.example.com/mail/a.b" },
  ],
  unsubscribe: "https://outlay.example.com/mail/c.d",
  oneClick: "https://outlay.example.com/mail/c.d/one-click",
  saving: null,
  because: "You get this mail because you watch over this budget.",
};
const amountIn = (text: string) => new Money(text.replace(/[^\d.-]/g, ""));

describe("a mail about a budget", () => {
  it("says in its subject how far over, of what, and where it is heading", () => {
    expect(budgetMail("alert", madeEvidence()).subject).toBe(
      "[Over 112 %] payments November 2026 budget: $11,240 of $10,000, forecast $14.9K",
    );
  });

  it("before the budget is spent, names the share or the risk", () => {
    const figures = { ...madeEvidence().figures, actual: "8100", used: "0.81" };
    expect(budgetMail("alert", madeEvidence({ figures, state: "on_track" })).subject).toMatch(/^\[81 % spent\]/);
    expect(budgetMail("alert", madeEvidence({ figures, state: "at_risk" })).subject).toMatch(/^\[At risk\]/);
  });

  it("of a period that ended, foretells nothing", () => {
    const period = { ...madeEvidence().period, ended: true };
    const mail = budgetMail("late_charges", madeEvidence({ period }));
    expect(mail.subject).toBe("[Late charges, over 112 %] payments November 2026 budget: $11,240 of $10,000");
    expect(mail.figures.map(({ label }) => label)).toContain("Ended at");
    expect(JSON.stringify(mail.figures)).not.toContain("Forecast");
  });

  it("shows six figures, with how sure the forecast is", () => {
    const { figures } = budgetMail("alert", madeEvidence());
    expect(figures).toHaveLength(6);
    expect(figures[3]).toEqual({ label: "Forecast", value: "$14,902", note: "80 % sure: $14,210 to $15,630" });
    expect(figures[4]?.value).toBe("Over 99 %");
  });

  it("has drivers that add up, with the rest, to the overrun as it stands below them", () => {
    const { drivers } = budgetMail("alert", madeEvidence());
    const parts = [...(drivers?.rows ?? []), drivers?.rest].map((row) => amountIn(row?.amount ?? "").toFixed());
    expect(sumOf(parts).toFixed()).toBe(amountIn(drivers?.total.amount ?? "").toFixed());
    expect(drivers?.rows[0]?.detail).toBe("$1,500.30 after $210.20; first seen 9 Nov 2026; usage +$1,290.10");
    expect(drivers?.rows[1]?.detail).toBe("$3,500.30 after $3,210.20; there for over five months");
  });

  it("says what is counted and how fresh it is", () => {
    expect(budgetMail("alert", madeEvidence()).included).toEqual([
      "Effective cost in USD, with credits and refunds, without tax and support.",
      "Tag team is payments.",
      "Data through 21 Nov 2026; evaluated 22 Nov 2026, 06:10 UTC.",
    ]);
    const where = [{ dimension: "subAccount" as const, operator: "in" as const, values: ["246700000001", "111"] }];
    const names = { subAccount: { "246700000001": "payments-prod" } };
    const named = madeEvidence({ budget: { ...madeEvidence().budget, where }, names });
    expect(budgetMail("alert", named).included[1]).toBe("Account is one of payments-prod, 111.");
  });

  it("writes numbers and dates as its reader does", () => {
    const mail = budgetMail("alert", madeEvidence(), { voice: { locale: "de-DE", timeZone: "Europe/Berlin" } });
    const plain = (text: string) => text.replaceAll("\u00a0", " ");
    expect(plain(mail.sentence)).toBe("Spent 11.240,18 $ of 10.000,00 $ (112 %) after 21 of 30 days: 1.240,18 $ over.");
    expect(mail.figures.find(({ label }) => label === "Crossed on")?.value).toBe("19. Nov. 2026");
    expect(mail.included.at(-1)).toBe("Data through 21. Nov. 2026; evaluated 22. Nov. 2026, 07:10 MEZ.");
  });

  it("names the biggest open saving where there is one", () => {
    const saving = { what: "stop 3 idle instances", monthly: "412.5", path: "/rightsizing" };
    expect(budgetMail("alert", madeEvidence({ saving })).saving?.sentence).toBe(
      "The biggest open saving here: stop 3 idle instances, $412.50 a month.",
    );
    expect(budgetMail("alert", madeEvidence()).saving).toBeNull();
  });

  it("to the second address says that nobody has acknowledged it", () => {
    const mail = budgetMail("escalation", madeEvidence());
    expect(mail.subject).toMatch(/^\[Escalated, over 112 %\] payments/);
    expect(mail.sentence).toMatch(/^Nobody has acknowledged this alert within a day\. Spent /);
  });

  it("takes an alert back with the reason, and without drivers", () => {
    const { figures: before, dataThrough, evaluatedAt } = madeEvidence();
    const figures = { ...before, actual: "8000", used: "0.8", forecast: null, crossedOn: null };
    const reason = "Spent $8,000.00 of $10,000.00 (80 %) after 21 of 30 days.";
    const correction = { note: "Restated.", reason, figures, state: "on_track" as const, dataThrough, evaluatedAt };
    const mail = budgetMail("retraction", madeEvidence(), { correction });
    expect(mail.subject).toBe("[Retracted] payments November 2026 budget: $8,000 of $10,000");
    expect(mail.sentence).toBe(
      `An earlier alert about payments does not hold any more, because charges were restated. ${reason}`,
    );
    expect(mail.figures[0]).toMatchObject({ label: "Spent", value: "$8,000.00" });
    expect(mail.drivers).toBeNull();

    const eased = budgetMail("eased", madeEvidence(), { correction });
    expect(eased.subject).toMatch(/^\[Eased\] payments/);
    expect(eased.sentence).toBe(`The outlook for payments has eased since the last alert. ${reason}`);

    const gone = { ...correction, figures: null, reason: "No charge matches its scope." };
    const baseless = budgetMail("retraction", madeEvidence(), { correction: gone });
    expect(baseless.subject).toBe("[Retracted] payments November 2026 budget");
    expect(baseless.sentence).toBe(
      "An earlier alert about payments does not hold any more. No charge matches its scope.",
    );
    expect(baseless.figures).toEqual([]);
  });

  it("as text holds every figure, driver and link, in lines that fit a terminal", () => {
    const mail = budgetMail("alert", madeEvidence());
    const text = budgetMailText(mail, links);
    for (const { label, value } of mail.figures)
      expect(text).toMatch(new RegExp(`${label} +${value.replace("$", "\\$")}`));
    for (const { name } of mail.drivers?.rows ?? []) expect(text).toContain(name);
    for (const url of [...links.actions.map((action) => action.url), links.unsubscribe]) expect(text).toContain(url);
    expect(text.split("\n").filter((line) => line.length > 78 && !line.includes("https://"))).toEqual([]);
  });

  it("as HTML treats names as text, asks for no picture from elsewhere and runs nothing", () => {
    const html = budgetMailHtml(budgetMail("alert", madeEvidence()), links, { alt: "Spend" });
    expect(html).toContain("&#60;b&#62;Databases &#38; more&#60;/b&#62;");
    expect(html).not.toContain("<b>");
    expect(html).not.toMatch(/<script|src="http|url\(/);
    expect(html).toContain('src="cid:spend"');
  });
});
