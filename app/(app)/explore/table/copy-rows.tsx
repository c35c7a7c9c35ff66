"use client";

import { Check, ClipboardCopy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ShownTable } from "./cost-rows";

const SHOWN_FOR = 2000;

/** Puts the rows on the clipboard as a spreadsheet takes them: tabs between, every amount exact, days in ISO. */
export function CopyRows({ table }: { table: ShownTable }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(asText(table));
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_FOR);
  };
  return (
    <Button look="ghost" onClick={() => void copy()}>
      {copied ? <Check aria-hidden /> : <ClipboardCopy aria-hidden />}
      <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
    </Button>
  );
}

function asText({ heading, currency, compares, columns, rows, total }: ShownTable): string {
  const head = [heading, currency, ...(compares ? ["Before", "Change"] : []), ...columns.map(({ start }) => start)];
  const line = (row: Pick<ShownTable["rows"][number], "amount" | "before" | "change" | "cells">, label: string) => [
    label,
    row.amount,
    ...(compares ? [row.before ?? "", row.change?.amount ?? ""] : []),
    ...(columns.length > 0 ? row.cells.map((cell) => cell ?? "") : []),
  ];
  const lines = [head, ...rows.map((row) => line(row, row.label)), line(total, "Total")];
  return lines.map((cells) => cells.map((cell) => cell.replace(/[\t\n\r]/g, " ")).join("\t")).join("\n");
}
