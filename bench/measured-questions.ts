import type { Scope } from "../lib/auth/scope";
import type { CostAnswer, CostAnswers } from "../lib/query/answer";
import { costAnswers } from "../lib/query/run";
import { inSnapshot } from "../lib/query/snapshot";
import type { CostQuery } from "../lib/query/spec";
import { type Answered, duckdbAnswer } from "./duckdb-answer";
import { duckdb } from "./made-bill";
import { type Question, questions } from "./questions";
import { p50, p95, type Sample, sampled } from "./sample";

export type MeasuredQuestion = {
  question: Question;
  table: string;
  rows: number;
  ledger: Sample;
  duckdb: Sample;
  /** What differs from the files, in a sentence; null where every sum is the same. */
  wrong: string | null;
};

/** Asks every question of the ledger, past its cache, and of DuckDB over the same parquet, in turns. */
export async function measuredQuestions(scope: Scope, parquet: string[], times: number): Promise<MeasuredQuestion[]> {
  const files = await duckdb();
  await files.run(`CREATE VIEW bill AS SELECT * FROM read_parquet(['${parquet.join("', '")}'])`);
  const measured: MeasuredQuestion[] = [];
  for (const question of questions) {
    const { query } = question;
    const ask = () => inSnapshot((read) => costAnswers(read, scope, query));
    const answers = await ask();
    measured.push({
      question,
      table: answers.from,
      rows: answers.answers.reduce((sum, { rows }) => sum + rows.length, 0),
      wrong: differenceOf(query, answers, await duckdbAnswer(files, query)),
      ledger: await sampled(times, ask),
      duckdb: await sampled(times, () => duckdbAnswer(files, query)),
    });
  }
  files.closeSync();
  return measured;
}

export function worst(measured: MeasuredQuestion[], page?: Question["page"]): MeasuredQuestion | undefined {
  const own = measured.filter(({ question }) => !page || question.page === page);
  return own.toSorted((one, other) => p95(other.ledger) - p95(one.ledger)).at(0);
}

/** The largest share of DuckDB's time that any of these questions took. */
export function worstShare(measured: MeasuredQuestion[]): number {
  return Math.max(...measured.map(({ ledger, duckdb: files }) => p50(ledger) / p50(files)));
}

function differenceOf(query: CostQuery, { answers, compared }: CostAnswers, expected: Answered): string | null {
  const now = firstDifference(sumsOf(query, answers), expected.rows);
  if (now) return now;
  return expected.compared && firstDifference(sumsOf(query, compared ?? []), expected.compared);
}

function sumsOf({ groupBy }: CostQuery, answers: CostAnswer[]): Map<string, string> {
  return new Map(
    answers.flatMap(({ rows }) =>
      rows.map(({ bucket, keys, amount }) => [
        JSON.stringify([bucket, ...groupBy.map((name) => keys[name] ?? null)]),
        amount,
      ]),
    ),
  );
}

function firstDifference(found: Map<string, string>, expected: Map<string, string>): string | null {
  for (const key of new Set([...found.keys(), ...expected.keys()])) {
    const [ours, theirs] = [found.get(key), expected.get(key)];
    if (ours !== theirs) return `${key} is ${ours ?? "absent"}, the files say ${theirs ?? "nothing"}`;
  }
  return null;
}
