import { agoLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { Channel } from "@/lib/notify/channel";
import { ChannelActions } from "./channel-actions";
import { ChannelForm } from "./channel-form";

type Props = { channels: Channel[]; budgets: { id: string; name: string }[]; isAdmin: boolean };

const kinds = { slack: "Slack", teams: "Microsoft Teams", webhook: "Signed webhook" };

export function Channels({ channels, budgets, isAdmin }: Props) {
  return (
    <Panel
      id="channels"
      title="Channels"
      note="Slack, Microsoft Teams and programs of yours are told what the mails tell, at once."
    >
      {channels.length > 0 && (
        <Table caption="Channels by name">
          <thead>
            <tr>
              <HeadCell>Channel</HeadCell>
              <HeadCell className="max-md:hidden">Kind</HeadCell>
              <HeadCell className="max-md:hidden">Told of</HeadCell>
              <HeadCell className="max-md:hidden">State</HeadCell>
              {isAdmin && (
                <HeadCell>
                  <span className="sr-only">Actions</span>
                </HeadCell>
              )}
            </tr>
          </thead>
          <tbody>
            {channels.map((channel) => (
              <Row key={channel.id} channel={channel} budgets={budgets} isAdmin={isAdmin} />
            ))}
          </tbody>
        </Table>
      )}
      {isAdmin ? <ChannelForm budgets={budgets} /> : channels.length === 0 && <None />}
    </Panel>
  );
}

/** On a phone everything but the buttons stands under the name. */
function Row({ channel, budgets, isAdmin }: Omit<Props, "channels"> & { channel: Channel }) {
  const { id, name, host, allowsPrivate, kind, budgetIds } = channel;
  const told = toldOf(channel, budgets);
  return (
    <tr className="max-md:align-top">
      <RowHead className="[overflow-wrap:anywhere]">
        {name}
        <span className="block text-muted text-xs">
          {host}
          {allowsPrivate && ", own network allowed"}
        </span>
        <span className="block text-muted text-xs md:hidden">{`${kinds[kind]}, told of ${budgetIds.length === 0 ? "all budgets" : told}`}</span>
        <div className="mt-1 text-xs md:hidden">
          <ChannelState channel={channel} />
        </div>
      </RowHead>
      <Cell className="whitespace-nowrap max-md:hidden">{kinds[kind]}</Cell>
      <Cell className="max-md:hidden">{told}</Cell>
      <Cell className="max-md:hidden">
        <ChannelState channel={channel} />
      </Cell>
      {isAdmin && (
        <Cell>
          <ChannelActions channel={{ id, name, kind, host, budgetIds, allowsPrivate }} budgets={budgets} />
        </Cell>
      )}
    </tr>
  );
}

function ChannelState({ channel: { trouble, lastSentAt } }: { channel: Channel }) {
  if (trouble) {
    return (
      <>
        <Status state="bad">Not taken</Status>
        <span className="block max-w-80 break-words text-muted text-xs">{trouble}</span>
      </>
    );
  }
  return lastSentAt ? (
    <Status state="good">Sent {agoLabel(lastSentAt, new Date())}</Status>
  ) : (
    <Status state="unknown">Nothing sent yet</Status>
  );
}

function toldOf({ budgetIds }: Channel, budgets: Props["budgets"]): string {
  if (budgetIds.length === 0) return "All budgets";
  return budgets
    .filter(({ id }) => budgetIds.includes(id))
    .map(({ name }) => name)
    .join(", ");
}

function None() {
  return <p className="text-muted text-sm">There is none. An admin can add one.</p>;
}
