import { describe, expect, it } from "vitest";
import { AdviceAction } from "@/lib/rightsizing/life/action";
import { given, type SentAction } from "./sent-action";

const read = (sent: Partial<SentAction> & { action: string }) => AdviceAction.safeParse(given(sent));

describe("the forms that act on advice", () => {
  it.each([
    ["starts without an owner", { action: "start", owner: "", comment: "" }, { action: "start" }],
    [
      "assigns with a due day",
      { action: "assign", owner: "maya@example.com", dueOn: "2026-12-01" },
      { action: "assign", owner: "maya@example.com", dueOn: "2026-12-01" },
    ],
    [
      "takes the comment for the reason",
      { action: "dismiss", comment: "Needed in May." },
      { action: "dismiss", reason: "Needed in May." },
    ],
    ["removes a ticket", { action: "ticket", link: " " }, { action: "ticket", link: null }],
    ["snoozes as long as usual", { action: "snooze", until: "" }, { action: "snooze", days: 30 }],
    [
      "snoozes until a day",
      { action: "snooze", until: "2026-12-24" },
      { action: "snooze", days: 30, until: "2026-12-24" },
    ],
  ])("%s", (_what, sent, input) => {
    expect(read(sent).data).toEqual(input);
  });

  it.each([
    ["a dismissal without a reason", { action: "dismiss", comment: " " }],
    ["an owner that is no address", { action: "assign", owner: "the platform team" }],
    ["a ticket that is no link", { action: "ticket", link: "javascript:alert(1)" }],
    ["an action that does not exist", { action: "delete" }],
  ])("refuses %s", (_what, sent) => {
    expect(read(sent).success).toBe(false);
  });
});
