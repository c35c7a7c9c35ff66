import { commitmentUsePermissions } from "./commitment-use";
import { computeOptimizer } from "./compute-optimizer";
import { costOptimizationHub } from "./cost-optimization-hub";
import type { AdviceReader } from "./reader";
import { reservationAdvice } from "./reservations";
import { rightsizingRecommendations } from "./rightsizing";
import { savingsPlansAdvice } from "./savings-plans";

export const adviceReaders: readonly AdviceReader[] = [
  costOptimizationHub,
  computeOptimizer,
  rightsizingRecommendations,
  savingsPlansAdvice,
  reservationAdvice,
];

/** What reading all advice needs, beside what the inventory needs. */
export function advicePolicy() {
  const asked = adviceReaders.flatMap(({ permissions }) => permissions);
  const Action = [...new Set([...asked, ...commitmentUsePermissions])].sort();
  return {
    Version: "2012-10-17",
    Statement: [{ Sid: "OutlayReadsAdvice", Effect: "Allow", Action, Resource: "*" }],
  };
}
