import { DomainError, type RefusalCode } from "../errors";

/** A provider's refusal in words a user understands, with what to do about it. */
export class SourceRefusal extends DomainError {
  readonly advice: string;
  /** It may pass by itself: worth another try within the hour. */
  readonly passing: boolean;

  constructor(
    code: RefusalCode,
    { message, advice, passing }: { message: string; advice: string; passing: boolean },
    options?: ErrorOptions,
  ) {
    super(code, message, options);
    this.name = "SourceRefusal";
    this.advice = advice;
    this.passing = passing;
  }
}
