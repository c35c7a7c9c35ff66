import { Button } from "@/components/ui/button";
import { controlLook, describedBy, Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

type Props = { typed: string; asIs: boolean; wrong: string | null };

/** What the purchases below are reckoned with; it stands in the address. */
export function DiscountForm({ typed, asIs, wrong }: Props) {
  const errors = wrong === null ? undefined : [wrong];
  return (
    <form action="/rightsizing/commitments" className="flex flex-wrap items-end gap-4">
      <Field id="discount" label="Discount for one year, no upfront, in percent" optional errors={errors}>
        <input
          {...describedBy({ id: "discount", errors })}
          name="discount"
          inputMode="decimal"
          defaultValue={typed}
          placeholder="as the bill shows"
          className={`${controlLook} h-9 max-w-48 px-3`}
        />
      </Field>
      <Field id="size" label="Sizes">
        <Select
          id="size"
          name="size"
          defaultValue={asIs ? "as-is" : ""}
          choices={[
            { value: "", label: "After making machines smaller" },
            { value: "as-is", label: "As they are now" },
          ]}
        />
      </Field>
      <Button type="submit">Reckon</Button>
    </form>
  );
}
