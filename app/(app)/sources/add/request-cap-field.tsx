"use client";

import { useState } from "react";
import { money } from "@/components/format";
import { TextField } from "@/components/ui/field";
import type { SettingField } from "@/lib/sources/source";

type Props = { field: SettingField; typed: string | undefined; errors: string[] | undefined; price: string };

/** A number of requests, with what that many would cost beside it. */
export function RequestCapField({ field, typed, errors, price }: Props) {
  const [requests, setRequests] = useState(typed || field.placeholder || "");
  const isCount = /^\d{1,6}$/.test(requests);
  return (
    <TextField
      name={field.name}
      label={field.label}
      help={
        isCount
          ? `${money((Number(price) * Number(requests)).toFixed(2), "USD")} at most. ${field.help ?? ""}`
          : field.help
      }
      errors={errors}
      inputMode="numeric"
      value={requests}
      onChange={({ currentTarget }) => setRequests(currentTarget.value)}
      autoComplete="off"
      className="[&_input]:max-w-40"
    />
  );
}
