#!/usr/bin/env node
// The outlay command. Old syntax on purpose, see bin/start.mjs.
import { refuseOldNode } from "./bootstrap/node-version.mjs";

if (refuseOldNode()) {
  void import("./bootstrap/outlay.mjs").then((module) => module.outlay(process.argv.slice(2)));
}
