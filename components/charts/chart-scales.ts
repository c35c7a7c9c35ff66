/**
 * The scales that our charts use, as far as the chart library asks them. It has all of d3's, which bring the mixing of
 * colours and the formatting of numbers with them; next.config.js gives it these, and the browser loads 10 kB less.
 */
type Span = readonly [from: number, to: number];

interface Scale<Value> {
  (value: Value | null | undefined): number | undefined;
  domain(): readonly Value[];
  domain(values: Iterable<Value>): Scale<Value>;
  range(): Span;
  range(ends: Span): Scale<Value>;
  bandwidth?: () => number;
}

/** Two values at the two ends, all others straight between or beyond. */
export function scaleLinear(): Scale<number> {
  return scaleOf<number>([0, 1], ([low = 0, high = 1], [from, to]) => {
    const far = high - low;
    return (value) => {
      const share = far === 0 ? 0.5 : (Number(value) - low) / far;
      return value == null || Number.isNaN(share) ? undefined : from * (1 - share) + to * share;
    };
  });
}

/** Each value has a part of the width for itself. */
export function scaleBand(): Scale<unknown> {
  const scale = scaleOf<unknown>([], (values, [from, to]) => {
    const places = new Map(values.map((value, place) => [value, from + (place * (to - from)) / values.length]));
    return (value) => places.get(value);
  });
  const bandwidth = () => (scale.range()[1] - scale.range()[0]) / Math.max(1, scale.domain().length);
  return Object.assign(scale, { bandwidth });
}

/** The first and the last value at the two ends, and equal ways between. */
export function scalePoint(): Scale<unknown> {
  const scale = scaleOf<unknown>([], (values, [from, to]) => {
    const way = (to - from) / Math.max(1, values.length - 1);
    const first = values.length === 1 ? (from + to) / 2 : from;
    const places = new Map(values.map((value, place) => [value, first + place * way]));
    return (value) => places.get(value);
  });
  return Object.assign(scale, { bandwidth: () => 0 });
}

type Place<Value> = (value: Value | null | undefined) => number | undefined;
type Settle<Value> = (values: readonly Value[], ends: Span) => Place<Value>;

function scaleOf<Value>(first: readonly Value[], settle: Settle<Value>): Scale<Value> {
  let values = first;
  let ends: Span = [0, 1];
  let place = settle(values, ends);
  const settled = () => {
    place = settle(values, ends);
    return scale;
  };
  const domain = (given?: Iterable<Value>) => {
    if (!given) return values;
    values = [...given];
    return settled();
  };
  const range = (given?: Span) => {
    if (!given) return ends;
    ends = given;
    return settled();
  };
  const scale = Object.assign((value: Value | null | undefined) => place(value), { domain, range }) as Scale<Value>;
  return scale;
}
