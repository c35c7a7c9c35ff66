/**
 * The scales that our charts use. The chart library asks for all of d3's by name, so that nothing of them could be left
 * out; next.config.js gives it these instead, and the browser loads 8 kB less.
 */
// biome-ignore lint/performance/noBarrelFile: this file stands for a module of another package
export { scaleBand, scaleLinear, scalePoint } from "d3-scale";
