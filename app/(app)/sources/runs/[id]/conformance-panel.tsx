import { count, exactMoney } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { Conformance, ConformanceFinding } from "@/lib/ledger/conformance/conformance";
import { metricLabels } from "@/lib/query/names";

/** How the bill keeps the rules of FOCUS: those that are broken, with what they cost, and the others to unfold. */
export function ConformancePanel({ conformance: { version, findings } }: { conformance: Conformance }) {
  const about = findings.filter(({ checked }) => checked > 0);
  const broken = about.filter((finding) => finding.broken > 0).toSorted((one, other) => other.broken - one.broken);
  const kept = about.filter((finding) => finding.broken === 0);
  return (
    <Panel
      id="conformance"
      title={`FOCUS ${version}: ${kept.length} of ${about.length} rules hold`}
      note="For information: every charge counts, whether it keeps the rules or not."
    >
      {broken.length > 0 && <BrokenRules findings={broken} />}
      {kept.length > 0 && (
        <details className="mt-4 max-w-[75ch]">
          <summary className="cursor-pointer text-link">
            {`${kept.length} ${kept.length === 1 ? "rule holds" : "rules hold"}`}
          </summary>
          <ul className="mt-3 flex list-disc flex-col gap-1.5 pl-5">
            {kept.map(({ id, rule, checked }) => (
              <li key={id}>
                {rule} <span className="text-muted">{`${count(checked)} checked`}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

function BrokenRules({ findings }: { findings: ConformanceFinding[] }) {
  return (
    <Table caption="Rules of FOCUS that rows break" maxHeight="40rem">
      <thead>
        <tr>
          <HeadCell>Rule</HeadCell>
          <HeadCell numeric>Broken by</HeadCell>
          <HeadCell numeric>What these rows cost</HeadCell>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <tr key={finding.id}>
            <RowHead className="max-w-[46ch] whitespace-normal align-top">
              {finding.rule}
              <Evidence {...finding} />
            </RowHead>
            <Cell numeric className="align-top">
              {extent(finding)}
            </Cell>
            <Cell numeric className="align-top">
              {finding.amounts.length === 0 ? "–" : <Amounts amounts={finding.amounts} />}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Rows, or columns where a file as a whole lacks them or has them under names of its own. */
function extent({ broken, checked, names, amounts }: ConformanceFinding): string {
  if (names.length === 0 || amounts.length > 0) return `${count(broken)} of ${count(checked)} rows`;
  return names.length === 1 ? "1 column" : `${names.length} columns`;
}

function Amounts({ amounts }: Pick<ConformanceFinding, "amounts">) {
  return (
    <ul>
      {amounts.map(({ metric, currency, amount }) => (
        <li key={`${metric} ${currency}`}>
          {exactMoney(amount, currency)} <span className="text-muted">{metricLabels[metric].toLowerCase()}</span>
        </li>
      ))}
    </ul>
  );
}

/** Where the rule is written, what it is about, and the first rows that break it. */
function Evidence({ section, names, examples }: ConformanceFinding) {
  return (
    <details className="mt-1 font-normal text-muted text-xs">
      <summary className="cursor-pointer">{examples.length > 0 ? "Show examples" : "Show details"}</summary>
      <p className="mt-1.5">{`FOCUS: ${section}`}</p>
      {names.length > 0 && <p className="mt-1 break-words">{names.join(", ")}</p>}
      <ul className="mt-1 flex flex-col gap-1">
        {examples.map(({ file, row, values }) => (
          <li key={`${file} ${row}`} className="break-words">
            {`${file}, row ${count(row)}: `}
            {Object.entries(values)
              .map(([name, value]) => `${name} ${value ?? "empty"}`)
              .join(", ")}
          </li>
        ))}
      </ul>
    </details>
  );
}
