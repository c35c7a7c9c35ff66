import type { Metadata } from "next";
import { count } from "@/components/format";
import { PageHeader } from "@/components/ui/panel";
import { SearchText } from "@/lib/rightsizing/list/filter";
import { lookedAt, verdictList } from "@/lib/rightsizing/list/overview";
import { verdicts } from "@/lib/rightsizing/words";
import { currentScope } from "../../../session";
import { Sections } from "../sections";
import { VerdictFilter } from "./verdict-filter";
import { VerdictTable } from "./verdict-table";

export const metadata: Metadata = { title: "Every resource" };

const PAGE = 100;
const MOST = 9_999;

type Props = { searchParams: Promise<Record<"verdict" | "page" | "text", string | string[] | undefined>> };

/** Exactly one verdict on each resource, also why nothing is advised. */
export default async function ResourcesPage({ searchParams }: Props) {
  const scope = await currentScope();
  const given = await searchParams;
  const verdict = verdicts.find((name) => name === [given.verdict].flat()[0]);
  const text = SearchText.safeParse([given.text].flat()[0]?.trim()).data ?? "";
  const page = Math.min(MOST, Math.max(1, Math.floor(Number([given.page].flat()[0]) || 1)));
  const view = { verdict: verdict ?? null, text };
  const [looked, shown] = await Promise.all([
    lookedAt(scope),
    verdictList(scope, { verdict, text, limit: PAGE + 1, offset: (page - 1) * PAGE }),
  ]);
  const all = looked.verdicts.reduce((sum, { count: many }) => sum + many, 0);
  return (
    <>
      <PageHeader
        title="Every resource"
        lead={
          all === 0
            ? "No resource has been looked at yet."
            : `${all === 1 ? "1 resource was" : `${count(all)} resources were`} looked at. Each has one verdict, and those that were skipped say why.`
        }
      />
      <Sections current="/rightsizing/resources" />
      <VerdictFilter counts={looked.verdicts} view={view} />
      <VerdictTable shown={shown.slice(0, PAGE)} view={view} page={page} hasMore={shown.length > PAGE} />
    </>
  );
}
