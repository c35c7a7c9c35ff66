import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sampleMessage } from "./sample";
import { slackBody } from "./slack";
import { teamsBody } from "./teams";

beforeAll(() => {
  vi.stubEnv("OUTLAY_URL", "https://outlay.example.com");
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const message = sampleMessage(new Date("2026-11-23T09:00:00Z"));

describe("Slack and Teams", () => {
  it("both show what the mail says: six figures, and drivers that add up", () => {
    for (const body of [slackBody(message), teamsBody(message)]) {
      const text = JSON.stringify(body);
      for (const { label, value } of message.mail.figures) {
        expect(text).toContain(label);
        expect(text).toContain(value);
      }
      for (const { amount } of message.mail.drivers?.rows ?? []) expect(text).toContain(amount);
      expect(text).toContain(message.mail.drivers?.total.amount);
      expect(text).toContain("Data through 21 Nov 2026");
    }
  });

  it("treat names from bills as text", () => {
    const { mail } = message;
    const nasty = { ...message, mail: { ...mail, sentence: "<!channel> & [here](https://evil.example) *bold*" } };
    expect(JSON.stringify(slackBody(nasty))).toContain("&lt;!channel&gt; &amp;");
    expect(JSON.stringify(teamsBody(nasty))).toContain("\\\\[here\\\\](https://evil.example) \\\\*bold\\\\*");
  });

  it("stay within the limits of a Slack message", () => {
    const { mail } = message;
    const long = "x".repeat(5000);
    const body = slackBody({ ...message, mail: { ...mail, subject: long, sentence: long } }) as {
      blocks: { text?: { text: string } }[];
    };
    expect(body.blocks[0]?.text?.text.length).toBeLessThanOrEqual(150);
    for (const { text } of body.blocks) expect(text?.text.length ?? 0).toBeLessThanOrEqual(3000);
  });
});
