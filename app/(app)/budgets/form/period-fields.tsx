"use client";

import { TextField } from "@/components/ui/field";
import type { Choice } from "@/components/ui/select";
import { ChoiceField } from "./choice-field";
import type { Chosen } from "./chosen";
import type { FormValues } from "./field-names";
import { PartOfForm, When } from "./part-of-form";
import type { FormErrors } from "./scope-fields";

type Props = {
  values: FormValues;
  errors: FormErrors;
  chosen: Chosen;
  choose: (change: Partial<Chosen>) => void;
};

const everyChoices = [
  { value: "month", label: "Month" },
  { value: "quarter", label: "Quarter" },
  { value: "year", label: "Year" },
  { value: "week", label: "Week" },
  { value: "day", label: "Day" },
  { value: "once", label: "Dates of its own" },
];

const monthNames = "January February March April May June July August September October November December".split(" ");
const months: Choice[] = monthNames.map((label, index) => ({ value: String(index + 1), label }));
const weekDays: Choice[] = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
  .split(" ")
  .map((label, index) => ({ value: String(index + 1), label }));
const patterns = ["4-4-5", "4-5-4", "5-4-4"].map((value) => ({ value, label: value }));

/** How often the budget begins anew, by which calendar, and from when to when it is there. */
export function PeriodFields({ values, errors, chosen, choose }: Props) {
  const isOnce = chosen.every === "once";
  return (
    <PartOfForm title="Period">
      <div className="flex flex-wrap items-start gap-4">
        <ChoiceField
          name="every"
          label="It is for each"
          choices={everyChoices}
          value={chosen.every}
          choose={(every) => choose({ every: every as Chosen["every"] })}
          className="w-44"
        />
        <TextField
          name="startsOn"
          label="First day"
          type="date"
          optional={!isOnce}
          className="w-44"
          defaultValue={values.startsOn}
          errors={errors.startsOn}
        />
        <TextField
          name="lastDay"
          label="Last day"
          type="date"
          optional={!isOnce}
          className="w-44"
          defaultValue={values.lastDay}
          errors={errors.lastDay}
        />
      </div>
      <CalendarFields values={values} errors={errors} chosen={chosen} choose={choose} />
    </PartOfForm>
  );
}

function CalendarFields({ values, errors, chosen, choose }: Props) {
  const ofWeeks = chosen.calendar === "weeks";
  return (
    <details open={ofWeeks || chosen.firstMonth !== "1" || (values.timeZone ?? "UTC") !== "UTC"}>
      <summary className="cursor-pointer text-muted text-sm hover:text-ink">Calendar and time zone</summary>
      <div className="mt-4 flex flex-wrap items-start gap-4">
        <ChoiceField
          name="calendar"
          label="Calendar"
          choices={[
            { value: "gregorian", label: "Months" },
            { value: "weeks", label: "Whole weeks (4-4-5)" },
          ]}
          value={chosen.calendar}
          choose={(calendar) => choose({ calendar: calendar as Chosen["calendar"] })}
          className="w-48"
        />
        <ChoiceField
          name="firstMonth"
          label="The year begins in"
          choices={months}
          value={chosen.firstMonth}
          choose={(firstMonth) => choose({ firstMonth })}
          className="w-40"
        />
        <ChoiceField
          name="weekStart"
          label="The week begins on"
          choices={weekDays}
          value={chosen.weekStart}
          choose={(weekStart) => choose({ weekStart })}
          className="w-40"
        />
        <When is={ofWeeks}>
          <ChoiceField
            name="pattern"
            label="Weeks of a quarter"
            choices={patterns}
            value={chosen.pattern}
            choose={(pattern) => choose({ pattern: pattern as Chosen["pattern"] })}
            className="w-36"
          />
        </When>
        <TextField
          name="timeZone"
          label="Time zone of its owner"
          className="w-52"
          autoComplete="off"
          defaultValue={values.timeZone}
          errors={errors.timeZone}
          help="Charges belong to UTC days; it says what today is."
        />
      </div>
    </details>
  );
}
