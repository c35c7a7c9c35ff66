import { letters } from "./letters";

/** Somewhere that the palette leads to. */
export type Found = { id: string; label: string; detail: string | null; group: string; href: string };

/** What is there without being looked for. */
export const pages: Found[] = [
  { id: "overview", label: "Overview", detail: null, group: "Pages", href: "/" },
  { id: "explore", label: "Explore", detail: null, group: "Pages", href: "/explore" },
  {
    id: "why",
    label: "Why did it change",
    detail: "The last 30 days",
    group: "Pages",
    href: "/explore/why?period=last-30-days",
  },
  { id: "budgets", label: "Budgets", detail: null, group: "Pages", href: "/budgets" },
  { id: "new-budget", label: "New budget", detail: null, group: "Pages", href: "/budgets/new" },
  { id: "alerts", label: "Alerts", detail: null, group: "Pages", href: "/alerts" },
  { id: "outbox", label: "Outbox", detail: "What was told to whom", group: "Pages", href: "/outbox" },
  { id: "savings", label: "Savings", detail: "Recommendations", group: "Pages", href: "/rightsizing" },
  { id: "commitments", label: "Commitments", detail: null, group: "Pages", href: "/rightsizing/commitments" },
  { id: "reconciliation", label: "Reconciliation", detail: null, group: "Pages", href: "/reconciliation" },
  { id: "sources", label: "Sources", detail: null, group: "Pages", href: "/sources" },
  { id: "add-source", label: "Connect a cloud", detail: null, group: "Pages", href: "/sources/add" },
  { id: "settings", label: "Settings", detail: null, group: "Pages", href: "/settings" },
];

export const shortcuts: [keys: string, what: string][] = [
  ["Ctrl K", "Find anything"],
  ["?", "Show these shortcuts"],
  ...Object.entries(letters).map(([letter, { label }]): [string, string] => [`G then ${letter.toUpperCase()}`, label]),
  ["← →", "From column to column, with a chart in focus"],
  ["Esc", "Close what is open; show all series"],
];
