/**
 * What the chart library makes round ticks with. Ours are made in ticks.ts and handed to it, so plain numbers do;
 * next.config.js gives it these, and the browser loads 4 kB less.
 */
// biome-ignore lint/style/noDefaultExport: the module that this file stands for has one
export default class Decimal {
  readonly value: number;

  constructor(value: Decimal | number | string) {
    this.value = Number(value instanceof Decimal ? value.value : value);
  }

  toNumber = () => this.value;
  isint = () => Number.isInteger(this.value);
  abs = () => new Decimal(Math.abs(this.value));
  log = (base: number) => new Decimal(Math.log(this.value) / Math.log(base));
  add = (other: Decimal | number) => new Decimal(this.value + new Decimal(other).value);
  sub = (other: Decimal | number) => new Decimal(this.value - new Decimal(other).value);
  mul = (other: Decimal | number) => new Decimal(this.value * new Decimal(other).value);
  div = (other: Decimal | number) => new Decimal(this.value / new Decimal(other).value);
  mod = (other: Decimal | number) => new Decimal(this.value % new Decimal(other).value);
  pow = (other: Decimal | number) => new Decimal(this.value ** new Decimal(other).value);
  lt = (other: Decimal | number) => this.value < new Decimal(other).value;
  lte = (other: Decimal | number) => this.value <= new Decimal(other).value;
}
