import Link from "next/link";
import { Button } from "@/components/ui/button";
import { controlLook } from "@/components/ui/field";
import { SegmentedLinks } from "@/components/ui/segmented";
import { type Choice, Select } from "@/components/ui/select";
import type { Part, SavingsOverview } from "@/lib/rightsizing/list/overview";
import { actionLabels } from "@/lib/rightsizing/words";
import { sourceName } from "./advice-words";
import { csvHref, isNarrowed, mayLeaveOut, type SavingsView, type Show, savingsHref, shows } from "./view";

const showWords: Record<Show, string> = {
  open: "Open",
  in_progress: "In progress",
  done: "Done",
  dismissed: "Set aside",
  all: "All",
};

const sortChoices = [
  { value: "saving", label: "Largest saving" },
  { value: "cost", label: "Highest cost" },
  { value: "risk", label: "Lowest risk" },
  { value: "new", label: "Newest" },
  { value: "due", label: "Due first" },
];

type Props = { overview: SavingsOverview; view: SavingsView };

/** A form that sets the address, so it works without JavaScript and can be shared. */
export function AdviceFilterBar({ overview, view }: Props) {
  return (
    <div className="flex flex-col gap-3 pb-4">
      <div className="max-w-full overflow-x-auto">
        <SegmentedLinks
          label="State"
          items={shows.map((show) => ({
            href: savingsHref({ ...view, show, cursor: undefined }),
            label: showWords[show],
            current: show === view.show,
          }))}
        />
      </div>
      <form
        action="/rightsizing"
        className="grid grid-cols-2 items-center gap-2 md:flex md:flex-wrap max-md:[&_select]:w-full"
      >
        {view.show !== "open" && <input type="hidden" name="state" value={view.show} />}
        <input
          name="text"
          type="search"
          aria-label="Find by name or id"
          placeholder="Find by name or id"
          maxLength={500}
          defaultValue={view.text}
          className={`${controlLook} h-8 px-2.5 max-md:col-span-2 md:max-w-56`}
        />
        <Pick name="action" label="What to do" all="Any action" value={view.action} choices={actionChoices} />
        <Places overview={overview} view={view} />
        <Pick
          name="source"
          label="Advised by"
          all="Any adviser"
          value={view.source}
          choices={overview.bySource.map(({ name }) => ({ value: name ?? "", label: sourceName(name ?? "") }))}
        />
        <Select name="sort" size="s" aria-label="Order" defaultValue={view.sort} choices={sortChoices} />
        {mayLeaveOut(view) && (
          <Select
            name="everything"
            size="s"
            aria-label="What is listed"
            defaultValue={view.everything ? "1" : ""}
            choices={everythingChoices}
          />
        )}
        <div className="flex gap-2">
          <Button type="submit">Show</Button>
          <Button look="ghost" asChild>
            <a href={csvHref(view)} download>
              Csv
            </a>
          </Button>
          {isNarrowed(view) && (
            <Button look="ghost" asChild>
              <Link href={savingsHref({ ...cleared, show: view.show, sort: view.sort })} scroll={false}>
                Clear
              </Link>
            </Button>
          )}
        </div>
      </form>
    </div>
  );
}

/** Whose it is and where it lies. */
function Places({ overview: { byTeam, byAccount, byService, byOwner }, view }: Props) {
  const picks = [
    { name: "team", label: "Team", all: "Any team", none: "No team", parts: byTeam },
    { name: "account", label: "Account", all: "Any account", none: "No account", parts: byAccount },
    { name: "service", label: "Service", all: "Any service", none: "No service", parts: byService },
    { name: "owner", label: "Owner", all: "Any owner", none: "Nobody's", parts: byOwner },
  ] as const;
  return picks.map(({ name, label, all, none, parts }) => (
    <Pick key={name} name={name} label={label} all={all} value={view[name]} choices={choices(parts, none)} />
  ));
}

const everythingChoices: Choice[] = [
  { value: "", label: "The best for each" },
  { value: "1", label: "All that is advised" },
];

const cleared: SavingsView = {
  show: "open",
  sort: "saving",
  action: null,
  team: null,
  account: null,
  service: null,
  owner: null,
  source: null,
  text: "",
  everything: false,
  cursor: undefined,
};

const actionChoices: Choice[] = Object.entries(actionLabels).map(([value, label]) => ({ value, label }));

/** The largest of them: who looks for another finds it by its name. */
const MOST_CHOICES = 300;

function choices(parts: Part[], none: string): Choice[] {
  const names = [...new Set(parts.map(({ name }) => name ?? ""))].slice(0, MOST_CHOICES);
  return names.map((name) => ({ value: name, label: name || none }));
}

type PickProps = { name: string; label: string; all: string; value: string | null; choices: Choice[] };

function Pick({ name, label, all, value, choices: offered }: PickProps) {
  const known = value === null || offered.some((choice) => choice.value === value);
  const shown = known ? offered : [...offered, { value: value ?? "", label: value || "None" }];
  return (
    <Select
      key={`${name} ${value}`}
      name={name}
      size="s"
      aria-label={label}
      defaultValue={value ?? "*"}
      className="min-w-0 md:max-w-56"
      choices={[{ value: "*", label: all }, ...shown]}
    />
  );
}
