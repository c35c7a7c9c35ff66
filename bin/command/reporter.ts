import type { ImportProgress } from "../../lib/ledger/import-outcome";

/** Progress on one line of a terminal; elsewhere a line for each new step. Standard output is left to the answer. */
export function reporter(): { report: (progress: ImportProgress) => void; end: () => void } {
  const { isTTY, columns = 80 } = process.stderr;
  let last = "";
  const report = ({ step, done, total, text }: ImportProgress) => {
    const share = done !== undefined && total ? ` ${Math.floor((100 * done) / total)} %` : "";
    const line = isTTY ? `  ${text}${share}`.slice(0, columns - 1) : step;
    if (line === last) return;
    last = line;
    process.stderr.write(isTTY ? `\r\x1b[2K${line}` : `  ${text}\n`);
  };
  const end = () => {
    if (isTTY && last !== "") process.stderr.write("\r\x1b[2K");
    last = "";
  };
  return { report, end };
}
