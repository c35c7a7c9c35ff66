import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { MailKind } from "./budget-mail";
import type { AlertDue, Batch } from "./due";
import { letterOf } from "./letter";
import { madeEvidence } from "./made-evidence";

beforeAll(() => {
  vi.stubEnv("OUTLAY_SECRET", "a secret of thirty-two characters or more");
  vi.stubEnv("OUTLAY_URL", "https://outlay.example.com");
});
afterAll(() => vi.unstubAllEnvs());

const { budget, figures, dataThrough, evaluatedAt } = madeEvidence();
const calm = { ...figures, actual: "8000", used: "0.8", crossedOn: null };
const correction = { note: "", reason: "Spent $8,000.00.", state: "on_track" as const, dataThrough, evaluatedAt };

function due(message: MailKind, name: string, now?: typeof figures | null): AlertDue {
  const payload = madeEvidence({ budget: { ...budget, id: name, name } });
  const corrected = now === undefined ? payload : { ...payload, correction: { ...correction, figures: now } };
  return { id: name, message, alertId: name, budgetId: name, payload: corrected };
}

const letter = (dues: Batch["dues"]) =>
  letterOf(
    {
      workspaceId: "w",
      recipient: "ada@example.com",
      messageId: "one@example.com",
      dues,
      attempts: 1,
      triedFor: 0,
      voice: { locale: null, timeZone: "UTC" },
    },
    "Outlay",
  );

it("a digest tells what holds from what does not hold any more, each as it stands now", () => {
  const { text, html } = letter([
    due("alert", "payments"),
    due("eased", "search", calm),
    due("retraction", "web", null),
  ]);
  expect(text).toContain("1 budget needs a look; it is over. 2 earlier alerts do not hold any");
  expect(text).toMatch(/payments, November 2026 +\$11,240 of \$10,000 +112 %/);
  expect(text).toMatch(/search, November 2026 +\$8,000 of \$10,000 +80 %/);
  expect(text).not.toMatch(/web, November 2026 +\$/);
  expect(html.match(/class="bar-mark"/g)).toHaveLength(2);
  expect(text.match(/Acknowledge:/g)).toHaveLength(1);
  expect(text.match(/Not mine:/g)).toHaveLength(3);
});

it("a mail that all is well asks for nothing, and says how the budget stands", () => {
  const { subject, text, images } = letter([due("eased", "search", calm)]);
  expect(subject).toBe("[Eased] search November 2026 budget: $8,000 of $10,000, forecast $14.9K");
  expect(text).not.toContain("Acknowledge");
  expect(text).toContain("Open the budget");
  expect(images).toEqual([]);
});
