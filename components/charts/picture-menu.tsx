"use client";

import { Download } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "../ui/button";
import { Menu } from "../ui/menu";
import type { ColumnSeries } from "./column-data";
import { asPng, pictureOf } from "./picture";

type Props = { section: RefObject<HTMLElement | null>; title: string; period: string; series: ColumnSeries[] };

/** Saves the chart as it is on the screen, with its title, days and what its numbers include. */
export function PictureMenu({ section, title, period, series }: Props) {
  const picture = () => {
    const drawn = section.current?.querySelector<SVGSVGElement>("figure svg");
    const note = section.current?.querySelector("[data-note]")?.textContent ?? "";
    return drawn ? pictureOf(drawn, { title, period, note, series }) : null;
  };
  const name = `${title}, ${period}`.replace(/[^\p{L}\p{N}]+/gu, "-");
  const asSvg = () => {
    const made = picture();
    if (made) save(new Blob([made.svg], { type: "image/svg+xml" }), `${name}.svg`);
  };
  const asRaster = async () => {
    const made = picture();
    if (made) save(await asPng(made), `${name}.png`);
  };
  const trigger = (
    <Button look="ghost" size="icon" aria-label="Save the chart as a picture">
      <Download aria-hidden />
    </Button>
  );
  const entries = [
    { key: "png", label: "Picture (PNG)", onSelect: () => void asRaster() },
    { key: "svg", label: "Drawing (SVG)", onSelect: asSvg },
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
