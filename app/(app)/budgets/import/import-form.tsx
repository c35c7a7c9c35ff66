"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { classNames } from "@/components/ui/class-names";
import { controlLook, Field } from "@/components/ui/field";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { type ImportState, importCsv } from "./actions";

const nothing: ImportState = {};

/** A file, or its text pasted; what is wrong with it stands in a table by row and field. */
export function ImportForm() {
  const [state, submit, busy] = useActionState<ImportState, FormData>(importCsv, nothing);
  return (
    <form action={submit} className="flex max-w-3xl flex-col gap-5">
      {state.message && (
        <Callout tone={state.problems ? "bad" : "warn"} live>
          {state.message}
        </Callout>
      )}
      {state.problems && <Problems problems={state.problems} more={state.more ?? 0} />}
      <Field id="file" label="File" optional>
        <input
          id="file"
          type="file"
          name="file"
          accept=".csv,text/csv,text/plain"
          className="h-9 max-w-full text-sm file:mr-3 file:h-9 file:cursor-pointer file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:font-medium file:text-ink"
        />
      </Field>
      <Field id="text" label="Or its text" optional>
        <textarea
          id="text"
          name="text"
          rows={6}
          spellCheck={false}
          placeholder={"name,currency,amount,where\nPayments,USD,12000,tag.team:eq:payments"}
          defaultValue={state.text}
          className={classNames(controlLook, "px-3 py-2 font-mono")}
        />
      </Field>
      <label className="flex items-start gap-2.5 text-sm">
        <input
          type="checkbox"
          name="overwrite"
          defaultChecked={state.overwrite ?? false}
          key={String(state.overwrite)}
          className="mt-0.5 size-4 shrink-0 accent-accent-solid"
        />
        Change budgets that are there already to what the file says
      </label>
      <Button type="submit" look="primary" size="l" busy={busy} className="self-start">
        Import
      </Button>
    </form>
  );
}

function Problems({ problems, more }: { problems: NonNullable<ImportState["problems"]>; more: number }) {
  return (
    <div>
      <Table caption="What is wrong with the file" maxHeight="24rem">
        <thead>
          <tr>
            <HeadCell numeric>Row</HeadCell>
            <HeadCell className="max-sm:hidden">Field</HeadCell>
            <HeadCell>Problem</HeadCell>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ row, field, message }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row may have the same problem twice
            <tr key={index} className="max-sm:align-top">
              <RowHead className="tabular text-right">{row}</RowHead>
              <Cell className="whitespace-nowrap max-sm:hidden">{field}</Cell>
              <Cell className="[overflow-wrap:anywhere]">
                <span className="font-medium sm:hidden">{`${field}: `}</span>
                {message}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {more > 0 && <p className="mt-2 text-muted text-sm">{`And ${more} more.`}</p>}
    </div>
  );
}
