import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Scope } from "../../lib/auth/scope";
import { DomainError } from "../../lib/errors";
import { dayOf } from "../../lib/focus/period";
import type { Control } from "../../lib/ledger/export/control";
import { type ExportFormat, exportFile } from "../../lib/ledger/export/formats";
import { Selection } from "../../lib/ledger/export/selection";
import { costsBody, costsTag } from "../../lib/query/costs-body";
import { BYTE_ORDER_MARK, costsCsv } from "../../lib/query/costs-csv";
import { askCosts } from "../../lib/query/run";
import { queryFromUrl } from "../../lib/query/url";
import type { Command, Input, Outcome } from "../command/command";
import { required } from "../command/input";
import { questionHelp, questionOptions, questionParams } from "../command/question";
import { count } from "../command/table";
import { typedPath } from "../command/typed-path";
import { commandScope } from "../command/workspace";

const focusFormats: Record<string, ExportFormat> = {
  "focus-csv": "csv",
  "focus-csv.gz": "csv.gz",
  "focus-parquet": "parquet",
};

export const command: Command = {
  usage: "--from DAY --to DAY [--format focus-csv|focus-csv.gz|focus-parquet|csv|json] [--output FILE]",
  help: [
    "Writes the charges of a period as a FOCUS 1.2 file, column by column what was imported, or the answer to a",
    "question as csv or json. What is written adds up to what the ledger says, or the file is not kept.",
    "",
    "  --from DAY         the first day, such as 2026-10-01",
    "  --to DAY           the day after the last one",
    "  --format F         focus-csv (default), focus-csv.gz, focus-parquet; csv or json for the answer to a question",
    "  --output FILE      where to write; - is standard output (default: a name of its own in this directory)",
    "",
    "For FOCUS:",
    "  --source NAME      the charges of one source",
    "  --account ID       the charges of one billing account or sub account",
    "  --by charge        charges of these days (default); billing: the billing periods that begin in them",
    "",
    "For csv and json, as with outlay costs:",
    ...questionHelp,
    "  --bom              begin the csv with a byte order mark, for Excel",
  ],
  options: {
    ...questionOptions,
    format: { type: "string" },
    output: { type: "string" },
    source: { type: "string" },
    account: { type: "string" },
    by: { type: "string" },
    bom: { type: "boolean" },
  },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const format = input.text("format") ?? "focus-csv";
    const focus = focusFormats[format];
    if (focus) return await focusExport(scope, input, focus);
    if (format === "csv" || format === "json") return await answerExport(scope, input, { format, now });
    const known = [...Object.keys(focusFormats), "csv", "json"].join(", ");
    throw new DomainError("invalid", `--format is one of ${known}; "${format}" is not.`);
  },
};

async function focusExport(scope: Scope, input: Input, format: ExportFormat): Promise<Outcome> {
  const selection = Selection.parse({
    from: required(input, "from", "2026-10-01"),
    to: required(input, "to", "2026-11-01"),
    by: input.text("by") ?? "charge",
    ...(input.text("source") !== undefined && { source: input.text("source") }),
    ...(input.text("account") !== undefined && { account: input.text("account") }),
  });
  let control: Control = { rows: 0, amounts: {} };
  const file = exportFile(scope, selection, format, (exported) => {
    control = exported.control;
  });
  const output = input.text("output") ?? file.name;
  await write(output, file.blocks);
  const sums = Object.entries(control.amounts).map(([currency, { billed }]) => `${billed ?? "0"} ${currency}`);
  const what = `${count(control.rows, "charge")}, billed ${sums.join(" and ") || "nothing"}: as the ledger has it`;
  return outcome(output, what, { ...selection, format, ...control });
}

async function answerExport(
  scope: Scope,
  input: Input,
  { format, now }: { format: "csv" | "json"; now: Date },
): Promise<Outcome> {
  required(input, "from", "2026-10-01");
  required(input, "to", "2026-11-01");
  const query = queryFromUrl(questionParams(input), dayOf(now));
  const output = input.text("output") ?? `costs-${query.period.from}-${query.period.to}.${format}`;
  const asked = await askCosts(scope, query);
  const rows = asked.answers.reduce((sum, answer) => sum + answer.rows.length, 0);
  if (format === "csv") await write(output, marked(costsCsv(asked, query), input.has("bom")));
  else await write(output, [await costsBody(scope, query, await costsTag(scope, query))]);
  return outcome(output, count(rows, "row"), { rows, format });
}

function* marked(chunks: Iterable<string>, isMarked: boolean): Generator<string> {
  if (isMarked) yield BYTE_ORDER_MARK;
  yield* chunks;
}

/** Whole or not at all: a file gets its name when all of it is written. */
async function write(output: string, chunks: Iterable<string> | AsyncIterable<Buffer>): Promise<void> {
  if (output === "-") return await pipeline(Readable.from(chunks), process.stdout, { end: false });
  const path = typedPath(output);
  try {
    await pipeline(Readable.from(chunks), createWriteStream(`${path}.part`, { mode: 0o600 }));
    await rename(`${path}.part`, path);
  } catch (error) {
    await rm(`${path}.part`, { force: true }).catch(() => {});
    throw unwritable(path, error) ?? error;
  }
}

const reasons: Record<string, string> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "there is no such folder",
  EISDIR: "it is a folder",
  EACCES: "you may not write there",
  EPERM: "you may not write there",
  EROFS: "nobody may write there",
  ENOSPC: "the disk is full",
};

function unwritable(path: string, error: unknown): DomainError | null {
  const { code = "", path: where = path } = error as NodeJS.ErrnoException;
  const reason = where.startsWith(path) && reasons[code];
  return reason ? new DomainError("invalid", `${path} cannot be written: ${reason}.`, { cause: error }) : null;
}

/** Standard output that holds the file holds nothing else. */
function outcome(output: string, what: string, told: object): Outcome {
  if (output === "-") return { lines: [], json: null, isSilent: true };
  return { lines: [`${output}: ${what}.`], json: { file: typedPath(output), ...told } };
}
