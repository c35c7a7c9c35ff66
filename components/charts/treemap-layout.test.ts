import fc from "fast-check";
import { expect, it } from "vitest";
import { treemapLayout } from "./treemap-layout";

const frame = { x: 0, y: 0, width: 600, height: 300 };

it("gives every name an area in proportion to its amount, inside the frame", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 1, maxLength: 40 }),
      (sizes) => {
        const whole = sizes.reduce((sum, size) => sum + size, 0);
        for (const { item, x, y, width, height } of treemapLayout(
          sizes.map((size) => ({ size })),
          frame,
        )) {
          expect((width * height) / (frame.width * frame.height)).toBeCloseTo(item.size / whole, 6);
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-6);
          expect(x + width).toBeLessThanOrEqual(frame.width + 1e-6);
          expect(y + height).toBeLessThanOrEqual(frame.height + 1e-6);
        }
      },
    ),
    { numRuns: 40 },
  );
});

it("draws nothing of nothing, and nothing below zero", () => {
  expect(treemapLayout([{ size: 0 }], frame)).toEqual([]);
  expect(treemapLayout([{ size: 5 }, { size: 0 }], frame)).toHaveLength(1);
});
