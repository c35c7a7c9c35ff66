"use client";

import { Check, ClipboardCopy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ShownAmounts, ShownRow, ShownTable } from "./shown-table";
import { rowsOf } from "./use-rows";

const SHOWN_FOR = 2000;
const words = { idle: "Copy", copied: "Copied", failed: "Not copied" };

/** Puts the rows on the clipboard as a spreadsheet takes them: tabs between, every amount exact, days in ISO. */
export function CopyRows({ table, withPeriods }: { table: ShownTable; withPeriods: boolean }) {
  const [state, setState] = useState<keyof typeof words>("idle");
  const copy = async () => {
    const rows = table.rows.length < table.shown ? await rowsOf(table, 0, table.shown) : table.rows;
    await navigator.clipboard.writeText(asText(table, rows, withPeriods));
  };
  const tell = (outcome: "copied" | "failed") => {
    setState(outcome);
    setTimeout(() => setState("idle"), SHOWN_FOR);
  };
  const act = () =>
    void copy().then(
      () => tell("copied"),
      () => tell("failed"),
    );
  return (
    <Button look="ghost" onClick={act}>
      {state === "copied" ? <Check aria-hidden /> : <ClipboardCopy aria-hidden />}
      <span aria-live="polite">{words[state]}</span>
    </Button>
  );
}

function asText(table: ShownTable, rows: ShownRow[], withPeriods: boolean): string {
  const { heading, currency, compares, columns, totals } = table;
  const head = [
    heading,
    currency,
    ...(compares ? ["Before", "Change"] : []),
    ...(withPeriods ? columns.map(({ start }) => start) : []),
  ];
  const line = ({ total, before, change, cells }: ShownAmounts, label: string) => [
    label,
    total,
    ...(compares ? [before ?? "", change?.amount ?? ""] : []),
    ...(withPeriods ? cells.map((cell) => cell ?? "") : []),
  ];
  const lines = [head, ...rows.map((row) => line(row, row.label)), line(totals, "Total")];
  return lines.map((cells) => cells.map((cell) => cell.replace(/[\t\n\r]/g, " ")).join("\t")).join("\n");
}
