import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { type Day, daysBetween, type Period } from "../focus/period";

/** Cumulative spend of one budget period; amounts are for pixels only. */
export type BudgetChart = {
  period: Period;
  limit: number;
  /** What was spent up to the end of each day. */
  spent: { day: Day; total: number }[];
  /** The 80 % range of what will have been spent by the end of each coming day; empty where it is not known. */
  expected: { day: Day; low: number; middle: number; high: number }[];
  /** "$10k": how an amount is written on the axis. */
  short: (amount: number) => string;
  /** "9 Nov" */
  dayName: (day: Day) => string;
  words: { budget: string; spent: string; expected: string };
};

const WIDTH = 560;
const HEIGHT = 264;
const LEFT = 64;
const RIGHT = 12;
const TOP = 38;
const BOTTOM = 32;
/** On a phone the picture is half as wide, and its words have to be read there. */
const FONT = 15;
const SHARPNESS = 2;

/** The colours of a mail in the light and in the dark. */
const themes = {
  light: { ground: "#ffffff", ink: "#1c1f26", muted: "#5c6370", line: "#e3e5ea", accent: "#2a56d6", over: "#b42318" },
  dark: { ground: "#1c1f26", ink: "#f2f3f5", muted: "#a9b0bd", line: "#343944", accent: "#8fabf7", over: "#ff9b8f" },
};
export type ChartTheme = keyof typeof themes;

/** The picture of a mail: what is spent against the budget line, and where it is heading. Returns a PNG. */
export function budgetChartPng(chart: BudgetChart, theme: ChartTheme): Uint8Array {
  const folder = join(process.cwd(), "node_modules", "@expo-google-fonts", "inter");
  const fontFiles = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"];
  const drawing = new Resvg(budgetChartSvg(chart, theme), {
    fitTo: { mode: "width", value: WIDTH * SHARPNESS },
    font: {
      fontFiles: fontFiles.map((file) => join(folder, file)),
      loadSystemFonts: false,
      defaultFontFamily: "Inter",
    },
  });
  return drawing.render().asPng();
}

/** Opaque on purpose: a mail client that darkens what it shows would otherwise put dark text on a dark ground. */
export function budgetChartSvg(chart: BudgetChart, theme: ChartTheme): string {
  const { ground, ink, muted, line, accent, over } = themes[theme];
  const { period, limit, spent, expected, short, dayName, words } = chart;
  const highest = Math.max(limit, ...spent.map(({ total }) => total), ...expected.map(({ high }) => high));
  const lowest = Math.min(0, ...spent.map(({ total }) => total), ...expected.map(({ low }) => low));
  const step = niceStep((highest - lowest) / 4);
  const top = Math.ceil(highest / step) * step || 1;
  const bottom = Math.floor(lowest / step) * step;
  const days = Math.max(1, daysBetween(period));
  const x = (day: Day, ofEnd = true) =>
    LEFT + ((daysBetween({ from: period.from, to: day }) + (ofEnd ? 1 : 0)) / days) * (WIDTH - LEFT - RIGHT);
  const y = (amount: number) => TOP + ((top - amount) / (top - bottom)) * (HEIGHT - TOP - BOTTOM);
  const point = (day: Day, amount: number) => `${x(day).toFixed(1)},${y(amount).toFixed(1)}`;
  const last = spent.at(-1);
  const start = `${LEFT},${y(0).toFixed(1)}`;
  const joint = last ? point(last.day, last.total) : start;
  const isOver = last !== undefined && last.total > limit;

  const ticks = Array.from({ length: Math.round((top - bottom) / step) + 1 }, (_, index) => bottom + index * step);
  const grid = ticks.map(
    (amount) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(amount)}" y2="${y(amount)}" stroke="${line}"/>` +
      text(LEFT - 8, y(amount) + 5, short(amount), "end", muted),
  );
  const band = expected.map(({ day, high }) => point(day, high));
  const floor = expected.map(({ day, low }) => point(day, low)).reverse();
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="Inter" font-size="${FONT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${ground}"/>`,
    ...grid,
    text(LEFT, HEIGHT - 8, dayName(period.from), "start", muted),
    last && last.day > period.from
      ? text(Math.min(x(last.day), WIDTH - 60), HEIGHT - 8, dayName(last.day), "middle", muted)
      : "",
    expected.length > 0
      ? `<polygon points="${[joint, ...band, ...floor].join(" ")}" fill="${accent}" opacity="0.16"/>`
      : "",
    expected.length > 0
      ? path([joint, ...expected.map(({ day, middle }) => point(day, middle))], accent, 'stroke-dasharray="2 4"')
      : "",
    path([start, ...spent.map(({ day, total }) => point(day, total))], isOver ? over : accent, 'stroke-width="2.5"'),
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(limit)}" y2="${y(limit)}" stroke="${ink}" stroke-width="1.5" stroke-dasharray="6 4"/>`,
    text(10, 18, words.spent, "start", isOver ? over : accent, 600),
    expected.length > 0 ? text(WIDTH / 2, 18, words.expected, "middle", accent) : "",
    text(WIDTH - RIGHT, 18, words.budget, "end", ink, 600),
    "</svg>",
  ].join("\n");
}

function text(x: number, y: number, words: string, anchor: string, fill: string, weight = 400): string {
  const safe = words.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${fill}" font-weight="${weight}">${safe}</text>`;
}

function path(points: string[], stroke: string, more: string): string {
  return `<polyline points="${points.join(" ")}" fill="none" stroke="${stroke}" stroke-linejoin="round" ${more}/>`;
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(rough: number): number {
  if (!(rough > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? 10 * power;
}
