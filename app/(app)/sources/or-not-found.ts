import { notFound } from "next/navigation";
import { DomainError } from "@/lib/errors";

/** For what an address names: what is not there, or is in another workspace, is a page that does not exist. */
export function orNotFound(error: unknown): never {
  if (error instanceof DomainError && error.code === "not_found") notFound();
  throw error;
}
