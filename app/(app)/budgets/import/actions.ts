"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, formAction } from "@/app/form-action";
import { judgeNow } from "@/app/judge-now";
import { type CsvProblem, CsvRefusal } from "@/lib/budgets/csv";
import { importBudgets } from "@/lib/budgets/import";
import { DomainError } from "@/lib/errors";

export type ImportState = FormState & { problems?: CsvProblem[]; more?: number; text?: string; overwrite?: boolean };

const LARGEST = 1_000_000;
const MOST_SHOWN = 200;

const Sent = z.object({
  file: z.instanceof(File).optional(),
  text: z.string().default(""),
  overwrite: z.string().optional(),
});

/** All rows or none; each problem of the file is told by row and field. */
export const importCsv = formAction(Sent, async (scope, { file, text: pasted, overwrite }): Promise<ImportState> => {
  const text = file && file.size > 0 ? await textOf(file) : pasted;
  const kept = { text: pasted, overwrite: overwrite !== undefined };
  if (text.trim() === "") return { ...kept, message: "Choose a file or paste its text." };
  try {
    await importBudgets(scope, text, { overwrite: kept.overwrite });
  } catch (error) {
    if (!(error instanceof CsvRefusal)) throw error;
    const { problems } = error;
    const count = problems.length === 1 ? "one problem" : `${problems.length} problems`;
    return {
      ...kept,
      message: `The file has ${count}. Nothing was imported.`,
      problems: problems.slice(0, MOST_SHOWN),
      more: Math.max(0, problems.length - MOST_SHOWN),
    };
  }
  await judgeNow(scope);
  revalidatePath("/", "layout");
  redirect("/budgets");
});

async function textOf(file: File): Promise<string> {
  if (file.size > LARGEST) throw new DomainError("too_large", "A file of budgets has at most 1 MB.");
  return await file.text();
}
