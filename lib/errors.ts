/** What kind of refusal it is; the edges translate it (HTTP status, exit code, form message). */
export type RefusalCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "busy"
  | "too_large"
  | "rate_limited"
  | "cap_reached"
  | "provider"
  | "unavailable";

/** A refusal the user can act on; its message is shown as it stands. Everything else thrown is a bug. */
export class DomainError extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DomainError";
    this.code = code;
  }
}
