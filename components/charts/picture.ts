import type { ColumnSeries } from "./column-data";
import { markColor } from "./palette";

type Told = { title: string; period: string; note: string; told: string[]; series: ColumnSeries[] };

const EDGE = 24;
const HEAD = 56;
const LINE = 16;
const LEGEND_LINE = 20;
const LEGEND_COLUMN = 240;
const kept = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "paint-order",
  "opacity",
  "font-size",
  "font-weight",
];

/** A drawing of the page as a file of its own: colours settled, with title, days, legend and what the numbers include. */
export function pictureOf(
  drawn: SVGSVGElement,
  { title, period, note, told, series }: Told,
): { svg: string; width: number; height: number } {
  const { width: inner, height: tall } = drawn.getBoundingClientRect();
  const width = Math.round(inner + 2 * EDGE);
  const columns = Math.max(1, Math.floor(inner / LEGEND_COLUMN));
  const legend = Math.ceil(series.length / columns) * LEGEND_LINE;
  const words = [note, ...told].flatMap((line) => wrapped(line, Math.floor(inner / 6)));
  const height = Math.round(HEAD + tall + legend + words.length * LINE + 3 * EDGE);
  const page = getComputedStyle(document.documentElement);
  const color = (name: string) => page.getPropertyValue(name).trim();

  const root = element("svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    "font-family": "Inter, system-ui, sans-serif",
  });
  root.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  root.append(
    element("rect", { width, height, fill: color("--canvas") }),
    text(title, EDGE, EDGE + 10, { "font-size": 16, "font-weight": 600, fill: color("--ink") }),
    text(period, EDGE, EDGE + 30, { "font-size": 12, fill: color("--muted") }),
  );
  const chart = element("g", { transform: `translate(${EDGE} ${HEAD + 8})` });
  chart.append(...settled(drawn));
  root.append(chart);

  const under = HEAD + tall + EDGE;
  series.forEach(({ label, mark }, place) => {
    const x = EDGE + (place % columns) * LEGEND_COLUMN;
    const y = under + Math.floor(place / columns) * LEGEND_LINE;
    const fill = color(/var\((--[\w-]+)\)/.exec(markColor(mark))?.[1] ?? "--other");
    root.append(
      element("rect", { x, y, width: 10, height: 10, rx: 2, fill }),
      text(label.length > 32 ? `${label.slice(0, 31)}…` : label, x + 16, y + 9, {
        "font-size": 12,
        fill: color("--ink"),
      }),
    );
  });
  words.forEach((line, place) => {
    root.append(text(line, EDGE, under + legend + EDGE + place * LINE, { "font-size": 11, fill: color("--muted") }));
  });
  return { svg: new XMLSerializer().serializeToString(root), width, height };
}

/** The same on a raster of twice the pixels. */
export async function asPng({ svg, width, height }: { svg: string; width: number; height: number }): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be drawn.")))),
  );
}

/** Copies of what is drawn, each with the colours that the page's style gives it. */
function settled(drawn: SVGSVGElement): Node[] {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const [from, to] = [drawn.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((original, place) => {
    const target = to[place];
    if (!(target instanceof SVGElement)) return;
    const style = getComputedStyle(original);
    for (const name of kept) target.setAttribute(name, style.getPropertyValue(name));
    target.removeAttribute("class");
    target.removeAttribute("style");
  });
  for (const title of copy.querySelectorAll("title, desc")) title.remove();
  return [...copy.childNodes];
}

function wrapped(note: string, most: number): string[] {
  const lines = [""];
  for (const word of note.split(/\s+/)) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length > most) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines;
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function text(words: string, x: number, y: number, attributes: Record<string, string | number>): SVGElement {
  const made = element("text", { x, y, ...attributes });
  made.textContent = words;
  return made;
}
