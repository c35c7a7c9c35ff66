import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/panel";
import { DomainError } from "@/lib/errors";
import { metrics } from "@/lib/focus/charge";
import { dayOf } from "@/lib/focus/period";
import { askResource } from "@/lib/query/resource/resource";
import { currentScope } from "../../../session";
import { Advice } from "./advice";
import { Charges } from "./charges";
import { Facts } from "./facts";
import { Neighbours } from "./neighbours";
import { Spend } from "./spend";
import { Tags } from "./tags";

export const metadata: Metadata = { title: "Resource" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Everything known of one resource. */
export default async function ResourcePage({ params, searchParams }: Props) {
  const scope = await currentScope();
  const [{ id: encoded }, asked] = [await params, await searchParams];
  const id = decoded(encoded);
  const metric = metrics.find((name) => name === asked.metric) ?? "billed";
  const now = new Date();
  const resource = await askResource(scope, id, { metric, today: dayOf(now) }).catch(orNotFound);
  const { name, type } = resource;
  return (
    <>
      <PageHeader title={<bdi className="break-all">{name ?? id}</bdi>} lead={type ?? "Resource"} />
      <div className="flex flex-col gap-10">
        <Facts resource={resource} />
        <Spend scope={scope} resource={resource} metric={metric} />
        <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
          <Tags resource={resource} />
          <Neighbours resource={resource} />
        </div>
        <Advice scope={scope} id={id} now={now} />
        <Charges scope={scope} id={id} />
      </div>
    </>
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function orNotFound(error: unknown): never {
  if (error instanceof DomainError && error.code === "not_found") notFound();
  throw error;
}
