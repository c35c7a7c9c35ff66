import { AlertCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

export const controlLook = classNames(
  "w-full rounded-md border border-control bg-surface text-ink text-base sm:text-sm",
  "placeholder:text-faint hover:border-muted disabled:cursor-not-allowed disabled:opacity-60",
  "aria-invalid:border-bad",
);

type FieldProps = {
  /** The id of the control; help and errors take theirs from it. */
  id: string;
  label: ReactNode;
  help?: ReactNode;
  errors?: string[] | undefined;
  optional?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** A label above, the control, then help and what is wrong with it. */
export function Field({ id, label, help, errors, optional, className, children }: FieldProps) {
  return (
    <div className={classNames("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="font-medium text-sm">
        {label}
        {optional && <span className="ml-1.5 font-normal text-faint">optional</span>}
      </label>
      {children}
      {help && (
        <p id={`${id}-help`} className="text-muted text-xs">
          {help}
        </p>
      )}
      {errors?.map((error) => (
        <p key={error} id={`${id}-error`} className="flex items-start gap-1.5 text-bad text-xs">
          <AlertCircle aria-hidden className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      ))}
    </div>
  );
}

/** What ties a control to its help and errors for those who hear the page. */
export function describedBy({ id, help, errors }: Pick<FieldProps, "id" | "help" | "errors">) {
  const ids = [help && `${id}-help`, errors?.length && `${id}-error`].filter(Boolean).join(" ");
  return { id, "aria-describedby": ids || undefined, "aria-invalid": errors?.length ? true : undefined };
}

type TextFieldProps = Omit<ComponentProps<"input">, "id" | "name"> &
  Pick<FieldProps, "label" | "help" | "errors" | "optional"> & { name: string; id?: string };

export function TextField({ name, id = name, label, help, errors, optional, className, ...rest }: TextFieldProps) {
  return (
    <Field id={id} label={label} help={help} errors={errors} optional={optional} className={className}>
      <input
        name={name}
        {...describedBy({ id, help, errors })}
        className={classNames(controlLook, "h-9 px-3")}
        {...rest}
      />
    </Field>
  );
}
