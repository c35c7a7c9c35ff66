// The entry of `npm start` and `npm run dev`. Written so that every Node since 12 can parse it: an old one gets a
// sentence, not a syntax error.
import { refuseOldNode } from "./bootstrap/node-version.mjs";

if (refuseOldNode()) {
  void import("./bootstrap/start.mjs").then((module) => module.start(process.argv.slice(2)));
}
