import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { markColor, SLOTS } from "./palette";

type Triple = [number, number, number];
const [lightCss = "", darkCss = ""] = readFileSync("app/tokens.css", "utf8").split(".dark {");

function token(css: string, name: string): Triple {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(css)?.[1];
  if (!hex) throw new Error(`--${name} is not a colour in app/tokens.css`);
  const linear = (part: string) => {
    const value = Number.parseInt(part, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [linear(hex.slice(0, 2)), linear(hex.slice(2, 4)), linear(hex.slice(4, 6))];
}

function luminance([red, green, blue]: Triple): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Triple, other: Triple): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function times(matrix: [Triple, Triple, Triple], [x, y, z]: Triple): Triple {
  return matrix.map(([a, b, c]) => a * x + b * y + c * z) as Triple;
}

function oklab(color: Triple): Triple {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    color,
  ).map(Math.cbrt) as Triple;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

// Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
const visions: Record<string, [Triple, Triple, Triple]> = {
  "full colour vision": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(color: Triple, vision: [Triple, Triple, Triple]): Triple {
  return oklab(times(vision, color).map((part) => Math.min(1, Math.max(0, part))) as Triple);
}

/** OKLab distance times 100: 2 is just noticeable side by side. */
function distance(one: Triple, other: Triple): number {
  return 100 * Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

const series = Array.from({ length: SLOTS }, (_, slot) => `series-${slot + 1}`);

describe.each([
  ["light", lightCss],
  ["dark", darkCss],
])("the %s theme", (_theme, css) => {
  it.each(Object.entries(visions))("keeps any two series apart under %s", (_name, vision) => {
    const colors = [...series, "other"].map((name) => seen(token(css, name), vision));
    colors.forEach((color, index) => {
      for (const other of colors.slice(index + 1)) expect(distance(color, other)).toBeGreaterThan(6.5);
    });
  });

  it("keeps series clear of the status colours", () => {
    for (const status of ["good", "warn", "bad"]) {
      for (const name of series)
        expect(distance(oklab(token(css, name)), oklab(token(css, status)))).toBeGreaterThan(8);
    }
  });

  it("shows every series on every ground", () => {
    for (const ground of ["canvas", "surface"]) {
      for (const name of series) expect(contrast(token(css, name), token(css, ground))).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(["ink", "muted", "faint", "accent", "good", "warn", "bad"])("text in %s reads on every ground", (name) => {
    for (const ground of ["canvas", "surface", "raised", "sunken"]) {
      expect(contrast(token(css, name), token(css, ground))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(["accent", "good", "warn", "bad"])("%s reads on its own soft ground", (name) => {
    expect(contrast(token(css, name), token(css, `${name}-soft`))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token(css, "muted"), token(css, `${name}-soft`))).toBeGreaterThanOrEqual(4.5);
  });

  it("draws controls that can be seen", () => {
    expect(contrast(token(css, "control"), token(css, "surface"))).toBeGreaterThanOrEqual(3);
    expect(contrast([1, 1, 1], token(css, "accent-solid"))).toBeGreaterThanOrEqual(4.5);
  });
});

describe("markColor", () => {
  it("wraps round after the last slot", () => {
    expect(markColor({ kind: "named", slot: SLOTS })).toBe("var(--series-1)");
    expect(markColor({ kind: "other" })).toBe("var(--other)");
  });
});
