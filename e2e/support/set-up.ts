import { setup } from "../../bin/test/set-up";

/** Playwright wants it as the default; what it returns is the way back. */
export default setup;
