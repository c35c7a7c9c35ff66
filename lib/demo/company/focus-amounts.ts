/** Quantities in 10^-4 and prices in 10^-6: their product is an exact amount in 10^-10, as a FOCUS row must state it. */
export type Quantity = bigint;
export type Price = bigint;

export function priceOf(dollars: number): Price {
  return BigInt(Math.round(dollars * 1e6));
}

export function discounted(price: Price, percent: number): Price {
  return (price * BigInt(100 - percent)) / 100n;
}

/** The quantity that costs so many units of 10^-10 at the price, to the nearest that can be written. */
export function quantityFor(cost: bigint, price: Price): Quantity {
  return (cost + price / 2n) / price;
}

export function priceText(price: Price): string {
  return decimal(price, 6);
}

export function quantityText(quantity: Quantity): string {
  return decimal(quantity, 4);
}

function decimal(units: bigint, places: number): string {
  const digits = units.toString().padStart(places + 1, "0");
  const fraction = digits.slice(-places).replace(/0+$/, "");
  return `${digits.slice(0, -places)}${fraction && `.${fraction}`}`;
}
