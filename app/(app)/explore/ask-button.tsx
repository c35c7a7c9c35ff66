"use client";

import { LoaderCircle } from "lucide-react";
import { useFormStatus } from "react-dom";
import { Button } from "@/components/ui/button";

/** Asks the question of its form, and shows that the answer is on its way. */
export function AskButton() {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" busy={pending} className="h-9 w-20">
      {pending ? <LoaderCircle aria-label="Adding up" className="motion-safe:animate-spin" /> : "Apply"}
    </Button>
  );
}

/** The same sign beside lists that ask as soon as they change. */
export function AskedMark() {
  const { pending } = useFormStatus();
  if (!pending) return null;
  return (
    <LoaderCircle
      aria-label="Adding up"
      className="absolute top-0.5 right-0 size-4 text-muted motion-safe:animate-spin"
    />
  );
}
