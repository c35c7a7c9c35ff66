import { count } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { RunReport } from "@/lib/ledger/runs";

/** What has to be corrected, by file, row and field; row 1 is the header. */
export function RejectedRows({ run: { rejected, rejectedCount } }: { run: RunReport }) {
  const more = rejectedCount - rejected.length;
  return (
    <Panel
      id="rejected"
      title="Rejected rows"
      note={more > 0 ? `The first ${rejected.length} of ${count(rejectedCount)}.` : "In csv, row 1 is the header."}
    >
      <Table caption="Rows that cannot be imported" maxHeight="32rem">
        <thead>
          <tr>
            <HeadCell>File</HeadCell>
            <HeadCell numeric>Row</HeadCell>
            <HeadCell>Field</HeadCell>
            <HeadCell>Value</HeadCell>
            <HeadCell>Reason</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rejected.map(({ file, row, field, value, reason }) => (
            <tr key={`${file} ${row} ${field} ${reason}`}>
              <RowHead className="break-all">{file}</RowHead>
              <Cell numeric>{row === null ? "–" : count(row)}</Cell>
              <Cell>{field ?? "–"}</Cell>
              <Cell className="max-w-72 break-all font-mono text-xs">{value ?? "–"}</Cell>
              <Cell>{reason}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
