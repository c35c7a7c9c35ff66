"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const MOST_LINES = 18;

type Props = { title: string; text: string };

/** A text to paste elsewhere: shown in full, selectable without JavaScript, copied by one button. */
export function CopyText({ title, text }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    setCopied(await toClipboard(text));
  };
  return (
    <div className="min-w-0">
      <div className="mb-1.5 flex items-center justify-between gap-3">
        <span className="font-medium text-sm">{title}</span>
        <Button look="ghost" size="s" onClick={() => void copy()} aria-label={`Copy: ${title}`}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
        </Button>
      </div>
      <textarea
        readOnly
        aria-label={title}
        value={text}
        rows={Math.min(MOST_LINES, text.split("\n").length)}
        className="box-content block w-[calc(100%-1.75rem-2px)] resize-none overflow-auto whitespace-pre rounded-lg border border-line bg-sunken px-3.5 py-2.5 font-mono text-xs leading-5"
      />
    </div>
  );
}

/** The clipboard of browsers exists on https and localhost only; elsewhere a selection is copied the old way. */
async function toClipboard(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    return await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
