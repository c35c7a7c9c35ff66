"use client";

import { Download } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "../ui/button";
import { Menu } from "../ui/menu";
import type { ColumnSeries } from "./column-data";

type Props = { section: RefObject<HTMLElement | null>; title: string; period: string; series: ColumnSeries[] };

/** Saves the chart as it is on the screen, with its title, days and what its numbers include. */
export function PictureMenu({ section, title, period, series }: Props) {
  const name = `${title}, ${period}`.replace(/[^\p{L}\p{N}]+/gu, "-");
  const keep = async (format: "png" | "svg") => {
    const { asPng, pictureOf } = await import("./picture");
    const drawn = section.current?.querySelector<SVGSVGElement>("figure svg");
    if (!drawn) return;
    const note = section.current?.querySelector("[data-note]")?.textContent ?? "";
    // What the numbers on it stand for: number, days and words of each, without the button beside them.
    const told = Array.from(section.current?.querySelectorAll("[aria-label=Notes] > li") ?? [], ({ children }) =>
      Array.from(children, (part) => (part.textContent ?? "").trim())
        .slice(0, 3)
        .join(": "),
    );
    const made = pictureOf(drawn, { title, period, note, told, series });
    save(format === "png" ? await asPng(made) : new Blob([made.svg], { type: "image/svg+xml" }), `${name}.${format}`);
  };
  const trigger = (
    <Button look="ghost" size="icon" aria-label="Save the chart as a picture">
      <Download aria-hidden />
    </Button>
  );
  const entries = [
    { key: "png", label: "Picture (PNG)", onSelect: () => void keep("png") },
    { key: "svg", label: "Drawing (SVG)", onSelect: () => void keep("svg") },
  ];
  return <Menu trigger={trigger} label="Save as picture" align="end" entries={entries} />;
}

function save(file: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
