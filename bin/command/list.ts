import type { Command } from "./command";

type Entry = { name: string; summary: string; load: () => Promise<{ command: Command }> };

/** Every command, in the order of the help. */
export const commands: Entry[] = [
  { name: "import", summary: "import FOCUS files (csv, csv.gz)", load: () => import("../commands/import") },
  { name: "sync", summary: "read what is new from connected sources", load: () => import("../commands/sync") },
  { name: "costs", summary: "ask what was spent", load: () => import("../commands/costs") },
  { name: "export", summary: "write a period as FOCUS, or an answer as csv", load: () => import("../commands/export") },
  { name: "source add", summary: "connect a source", load: () => import("../commands/source-add") },
  {
    name: "source list",
    summary: "show the sources and how they stand",
    load: () => import("../commands/source-list"),
  },
  {
    name: "source check",
    summary: "ask a source whether it lets us in",
    load: () => import("../commands/source-check"),
  },
  {
    name: "source remove",
    summary: "remove a source and its charges",
    load: () => import("../commands/source-remove"),
  },
  {
    name: "reconcile",
    summary: "compare the ledger with what was stated",
    load: () => import("../commands/reconcile"),
  },
  {
    name: "reconcile confirm",
    summary: "say that charges which came twice are right",
    load: () => import("../commands/reconcile-confirm"),
  },
  {
    name: "archive list",
    summary: "show what is archived of imports",
    load: () => import("../commands/archive-list"),
  },
  {
    name: "archive verify",
    summary: "read the archive again and compare it with what was written",
    load: () => import("../commands/archive-verify"),
  },
  { name: "rebuild", summary: "import a period again from the archive", load: () => import("../commands/rebuild") },
  { name: "tags", summary: "show or choose the tag keys with daily sums", load: () => import("../commands/tags") },
  { name: "rates import", summary: "read exchange rates of the ECB", load: () => import("../commands/rates-import") },
  { name: "rates list", summary: "show the exchange rates", load: () => import("../commands/rates-list") },
  {
    name: "rates currency",
    summary: "choose the currency that pages show",
    load: () => import("../commands/rates-currency"),
  },
  { name: "rates set", summary: "enter an exchange rate", load: () => import("../commands/rates-set") },
  { name: "budget add", summary: "set a budget, or one for each team", load: () => import("../commands/budget-add") },
  { name: "budget list", summary: "show how the budgets stand", load: () => import("../commands/budget-list") },
  { name: "budget show", summary: "show one budget and its history", load: () => import("../commands/budget-show") },
  { name: "budget change", summary: "change a budget", load: () => import("../commands/budget-change") },
  {
    name: "budget comment",
    summary: "comment on a budget",
    load: () => import("../commands/budget-comment"),
  },
  { name: "budget remove", summary: "remove a budget", load: () => import("../commands/budget-remove") },
  { name: "budget import", summary: "import budgets from csv", load: () => import("../commands/budget-import") },
  { name: "budget export", summary: "write all budgets as csv", load: () => import("../commands/budget-export") },
  { name: "alert list", summary: "show the alerts of budgets", load: () => import("../commands/alert-list") },
  { name: "alert show", summary: "show one alert and what drove it", load: () => import("../commands/alert-show") },
  {
    name: "alert act",
    summary: "acknowledge, assign, snooze, resolve or comment",
    load: () => import("../commands/alert-act"),
  },
  { name: "evaluate", summary: "judge all budgets now", load: () => import("../commands/evaluate") },
  {
    name: "outbox list",
    summary: "show messages and what became of them",
    load: () => import("../commands/outbox-list"),
  },
  { name: "outbox show", summary: "show one message as it looks", load: () => import("../commands/outbox-show") },
  { name: "outbox send", summary: "send what is due, or one message", load: () => import("../commands/outbox-send") },
  {
    name: "channel add",
    summary: "tell Slack, Teams or a webhook of alerts",
    load: () => import("../commands/channel-add"),
  },
  { name: "channel list", summary: "show the channels", load: () => import("../commands/channel-list") },
  { name: "channel test", summary: "post an example to a channel", load: () => import("../commands/channel-test") },
  {
    name: "channel change",
    summary: "change a channel's name, address, secret or budgets",
    load: () => import("../commands/channel-change"),
  },
  { name: "channel remove", summary: "remove a channel", load: () => import("../commands/channel-remove") },
  { name: "mail test", summary: "send an example mail", load: () => import("../commands/mail-test") },
  {
    name: "mail preference",
    summary: "show or change how somebody wants mails",
    load: () => import("../commands/mail-preference"),
  },
  {
    name: "recommend list",
    summary: "show what could cost less",
    load: () => import("../commands/recommend-list"),
  },
  { name: "recommend run", summary: "look for savings now", load: () => import("../commands/recommend-run") },
  {
    name: "recommend commitments",
    summary: "show how commitments are used and what buying would do",
    load: () => import("../commands/recommend-commitments"),
  },
  {
    name: "recommend show",
    summary: "show one recommendation with its evidence",
    load: () => import("../commands/recommend-show"),
  },
  {
    name: "recommend act",
    summary: "start, finish, dismiss or assign recommendations",
    load: () => import("../commands/recommend-act"),
  },
  { name: "user create", summary: "let a person in", load: () => import("../commands/user-create") },
  { name: "user list", summary: "show who has access and what they see", load: () => import("../commands/user-list") },
  {
    name: "user scope",
    summary: "choose which charges a person sees",
    load: () => import("../commands/user-scope"),
  },
  { name: "user remove", summary: "take a person's access away", load: () => import("../commands/user-remove") },
  { name: "token create", summary: "make a token for programs", load: () => import("../commands/token-create") },
  { name: "demo load", summary: "load the demo company", load: () => import("../commands/demo-load") },
  { name: "demo clear", summary: "remove the demo company", load: () => import("../commands/demo-clear") },
  { name: "demo cloud", summary: "run the demo company's AWS alone", load: () => import("../commands/demo-cloud") },
  { name: "doctor", summary: "look for what keeps Outlay from working", load: () => import("../commands/doctor") },
];

/** The command that the words begin with, and the words after it. */
export function commandIn(words: string[]): { entry: Entry; rest: string[] } | null {
  for (const length of [2, 1]) {
    const entry = commands.find(({ name }) => name === words.slice(0, length).join(" "));
    if (entry) return { entry, rest: words.slice(length) };
  }
  return null;
}
