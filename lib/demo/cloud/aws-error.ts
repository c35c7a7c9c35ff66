/** A refusal in AWS's own words: the type is what an SDK makes the error's name of. */
export class AwsError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.name = "AwsError";
    this.type = type;
    this.status = status;
  }
}

export function invalidRequest(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

export function unknownOperation(operation: string): AwsError {
  return new AwsError("UnknownOperationException", `The operation ${operation} is not known here.`);
}
