import type { Metadata } from "next";
import { adviceCard } from "@/lib/rightsizing/list/card";
import { currentScope } from "../../../session";
import { orNotFound } from "../../sources/or-not-found";
import { AdviceActions } from "./advice-actions";
import { AdviceHeader } from "./advice-header";
import { Beside } from "./beside";
import { Changes } from "./changes";
import { Figures } from "./figures";
import { History } from "./history";
import { HowComputed } from "./how-computed";
import { MeasuredSaving } from "./measured-saving";
import { StepsPanel } from "./steps-panel";
import { Usage } from "./usage";

export const metadata: Metadata = { title: "Recommendation" };

export default async function AdvicePage({ params }: { params: Promise<{ id: string }> }) {
  const scope = await currentScope();
  const { id } = await params;
  const card = await adviceCard(scope, id).catch(orNotFound);
  return (
    <>
      <AdviceHeader card={card} />
      <Figures card={card} />
      <div className="mt-10 flex flex-col gap-10">
        <Usage card={card} />
        <Changes card={card} />
        <HowComputed card={card} />
        <StepsPanel card={card} />
        {scope.role !== "viewer" && <AdviceActions card={card} me={scope.actor} />}
        <MeasuredSaving card={card} />
        <Beside card={card} />
        <History card={card} />
      </div>
    </>
  );
}
