import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { AdviceCard } from "@/lib/rightsizing/list/card";
import { riskWord } from "../advice-words";

/** What it is, what it would become, and the risk of each dimension. */
export function Changes({ card: { evidence, current, target, action } }: { card: AdviceCard }) {
  const risks = Object.entries(evidence.risks);
  return (
    <Panel id="changes" title="What changes">
      <Table caption="Now and after">
        <thead>
          <tr>
            <HeadCell>What</HeadCell>
            <HeadCell>Now</HeadCell>
            <HeadCell>After</HeadCell>
          </tr>
        </thead>
        <tbody>
          {evidence.changes.length === 0 && (
            <tr>
              <RowHead>{action === "buy_commitment" ? "Usage" : "Resource"}</RowHead>
              <Cell>{current}</Cell>
              <Cell>{target}</Cell>
            </tr>
          )}
          {evidence.changes.map(({ what, from, to }) => (
            <tr key={what}>
              <RowHead>{what}</RowHead>
              <Cell>{from}</Cell>
              <Cell>{to}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {risks.length > 0 && (
        <p className="mt-3 text-muted text-sm">
          {`Risk: ${risks.map(([name, risk]) => `${name} ${riskWord(risk).toLowerCase()}`).join(", ")}. The risk of the whole is the largest of them.`}
        </p>
      )}
    </Panel>
  );
}
