import { dayLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { Member } from "@/lib/auth/members";
import { dayOf } from "@/lib/focus/period";
import { conditionSentence } from "@/lib/query/condition-sentence";
import { conditionText } from "@/lib/query/condition-text";
import { EditMember } from "./edit-member";
import { RemoveMember } from "./remove-member";

/** Who has access, as what, and which charges they see. */
export function MembersPanel({ members }: { members: Member[] }) {
  return (
    <Panel
      id="members"
      title="Members"
      note="Whoever sees a part of the bill sees it on every page, in exports, over the API and in mails. New people are let in with outlay user create."
    >
      <Table caption="Everybody with access">
        <thead>
          <tr>
            <HeadCell>Address</HeadCell>
            <HeadCell>Role</HeadCell>
            <HeadCell>Sees</HeadCell>
            <HeadCell>Since</HeadCell>
            <HeadCell>
              <span className="sr-only">Change</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {members.map(({ email, name, role, rows, since }) => (
            <tr key={email}>
              <RowHead>
                <span className="font-medium">{email}</span>
                {name !== email.split("@")[0] && <span className="block text-muted text-xs">{name}</span>}
              </RowHead>
              <Cell>{role}</Cell>
              <Cell>{rows === null ? "Everything" : rows.map((row) => conditionSentence(row)).join(" and ")}</Cell>
              <Cell className="whitespace-nowrap text-muted">{dayLabel(dayOf(since))}</Cell>
              <Cell>
                <span className="inline-flex items-center gap-1">
                  <EditMember
                    email={email}
                    role={role}
                    sees={rows === null ? "all" : "only"}
                    only={(rows ?? []).map(conditionText).join("\n")}
                  />
                  <RemoveMember email={email} />
                </span>
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
