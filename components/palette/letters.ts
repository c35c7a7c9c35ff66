/** "g" and then this letter leads to the page. */
export const letters: Record<string, { label: string; href: string }> = {
  o: { label: "Overview", href: "/" },
  e: { label: "Explore", href: "/explore" },
  w: { label: "Why did it change", href: "/explore/why?period=last-30-days" },
  b: { label: "Budgets", href: "/budgets" },
  a: { label: "Alerts", href: "/alerts" },
  v: { label: "Savings", href: "/rightsizing" },
  r: { label: "Reconciliation", href: "/reconciliation" },
  s: { label: "Sources", href: "/sources" },
  t: { label: "Settings", href: "/settings" },
};
