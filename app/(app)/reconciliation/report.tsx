import { Scale } from "lucide-react";
import Link from "next/link";
import { count, money } from "@/components/format";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader, Panel } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented";
import type { Scope } from "@/lib/auth/scope";
import { plain, sumOf } from "@/lib/focus/money";
import { dayOf } from "@/lib/focus/period";
import { type MonthLine, type ReconciliationReport, reconciliation } from "@/lib/ledger/reconciliation/report";
import { Figures } from "../sources/figures";
import { Matrix } from "./matrix";
import { MonthsTable } from "./months-table";
import { isWrong } from "./words";

type Props = { scope: Scope; onlyWrong: boolean; now: Date };

/** The sentence, the figures, every source by month, and the months one by one. */
export async function Report({ scope, onlyWrong, now }: Props) {
  const report = await reconciliation(scope, dayOf(now));
  const { lines } = report;
  if (lines.length === 0) return <NoCharges />;
  const wrong = lines.filter(({ state }) => isWrong(state));
  const shown = onlyWrong ? wrong : lines;
  const sources = sourcesOf(lines);
  return (
    <>
      <PageHeader title="Reconciliation" lead={sentence(report, wrong)} />
      <Figures label="All sources and months" figures={figuresOf(report, wrong)} />
      <div className="flex flex-col gap-10">
        <Panel id="matrix" title="Sources by month" note={controlsText(report)}>
          <Matrix lines={lines} sources={sources} />
        </Panel>
        <div className="-mb-6 flex">
          <SegmentedLinks
            label="Months shown"
            items={[
              { href: "/reconciliation", label: "Every month", current: !onlyWrong },
              { href: "/reconciliation?show=wrong", label: `Needs a look (${wrong.length})`, current: onlyWrong },
            ]}
          />
        </div>
        {shown.length === 0 && <p className="pt-6 text-muted">No month needs a look.</p>}
        {sources
          .map(([id, name]) => ({ id, name, own: shown.filter(({ sourceId }) => sourceId === id) }))
          .filter(({ own }) => own.length > 0)
          .map(({ id, name, own }) => (
            <Panel key={id} id={`source-${id}`} title={name} note={controlNote(name, own)}>
              <MonthsTable source={name} lines={own} />
            </Panel>
          ))}
      </div>
    </>
  );
}

/** Those that need a look first, then by name. */
function sourcesOf(lines: MonthLine[]): [id: string, name: string][] {
  const names = new Map(lines.map(({ sourceId, source }) => [sourceId, source]));
  const isTroubled = new Set(lines.filter(({ state }) => isWrong(state)).map(({ sourceId }) => sourceId));
  return [...names].sort(
    ([one, name], [other, otherName]) =>
      Number(isTroubled.has(other)) - Number(isTroubled.has(one)) || name.localeCompare(otherName),
  );
}

/** Who states the totals of a source, where it is somebody else and the same for every month. */
function controlNote(name: string, own: MonthLine[]): string | undefined {
  const stated = [...new Set(own.flatMap(({ controlSource }) => controlSource ?? []))];
  return stated.length === 1 && stated[0] !== name ? `Control totals are those of ${stated[0]}.` : undefined;
}

function sentence({ counts, lines }: ReconciliationReport, wrong: MonthLine[]): string {
  const { matched, explained, uncompared } = counts;
  const compared = matched + explained + wrong.length;
  if (wrong.length > 0) {
    const names = [...new Set(wrong.map(({ source }) => source))];
    const whose = names.length > 2 ? `${names.length} sources` : names.join(" and ");
    const months = wrong.length === 1 ? "1 month" : `${count(wrong.length)} months`;
    return `${months} of ${whose} ${troubleOf(wrong)}`;
  }
  if (compared === 0) return "No provider states totals of its own, so months are compared with their files alone.";
  const rest = uncompared > 0 ? ` ${count(uncompared)} of ${count(lines.length)} have no total to compare with.` : "";
  if (explained > 0) return `Every difference is explained: ${count(matched)} months match to the cent.${rest}`;
  return `Every month that has a control total matches it to the cent.${rest}`;
}

function troubleOf(wrong: MonthLine[]): string {
  const [differs, is] = wrong.length === 1 ? ["differs", "is"] : ["differ", "are"];
  const missing = wrong.filter(({ state, control }) => state === "missing" && control === null).length;
  if (missing === wrong.length) return `${is} missing. Each row says of which billing accounts.`;
  const more = missing > 0 ? ` or ${is} missing` : "";
  return `${differs} from what was stated${more}. Each row says by how much and why.`;
}

function figuresOf({ counts }: ReconciliationReport, wrong: MonthLine[]) {
  const compared = counts.matched + counts.explained + wrong.filter(({ control }) => control !== null).length;
  const off = differencesOf(wrong);
  const amounts = off.length > 0 ? `${off.join(" and ")} in all` : "no amount is stated";
  return [
    {
      label: "Matched to the cent",
      value: `${count(counts.matched)} of ${count(compared)}`,
      note: "closed months with a control total",
    },
    {
      label: "Need a look",
      value: count(wrong.length),
      note: wrong.length > 0 ? amounts : "nothing differs",
    },
    { label: "Explained", value: count(counts.explained), note: "credits, tax, marketplace, rounding, restated" },
    { label: "Open", value: count(counts.open), note: "still running or estimated" },
  ];
}

/** Amounts that are missing and amounts that are there twice must not cancel out. */
function differencesOf(wrong: MonthLine[]): string[] {
  const stated = wrong.filter(({ difference }) => difference !== null);
  const currencies = [...new Set(stated.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const amounts = stated.filter((line) => line.currency === currency).flatMap(({ difference }) => difference ?? []);
    return money(plain(sumOf(amounts.map((amount) => amount.replace(/^-/, "")))), currency);
  });
}

function controlsText({ controls }: ReconciliationReport): string {
  const [first] = controls;
  if (!first) return "Billed cost in the ledger against the total that the provider states.";
  const months = first.months === 1 ? "1 month" : `${first.months} months`;
  const more = controls.length > 1 ? ` and ${controls.length - 1} more` : "";
  return `${first.source}${more} gives the control totals of ${months} whose charges come from an export.`;
}

function NoCharges() {
  return (
    <EmptyState
      icon={<Scale aria-hidden />}
      title="Nothing to compare yet"
      level={1}
      actions={
        <Button asChild look="primary">
          <Link href="/sources">Go to sources</Link>
        </Button>
      }
    >
      Once charges are in, every month of every source is compared here with its files and with the total that its
      provider states, to the cent.
    </EmptyState>
  );
}
