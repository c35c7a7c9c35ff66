// The entry of `npm test`. Old syntax on purpose, see bin/start.mjs.
import { refuseOldNode } from "./bootstrap/node-version.mjs";

if (refuseOldNode()) void import("./bootstrap/test.mjs").then((module) => module.test());
