import { AwsError } from "./aws-error";
import type { Caller } from "./credentials";
import type { Arrived } from "./wire";

/** What goes wrong, how often, and with which operation; left out: always, and with all of them. */
export type Fault = {
  kind: "throttled" | "denied" | "expired" | "unavailable" | "dropped" | "truncated" | "slow" | "crashed";
  times?: number;
  /** Requests of the operation that still succeed before. */
  after?: number;
  operation?: string;
  /** How long a slow answer takes. */
  milliseconds?: number;
};

type Scripted = Required<Omit<Fault, "operation">> & { operation?: string };

/** The faults due for the next requests, in the order in which they were scripted. */
export class FaultScript {
  private faults: Scripted[] = [];

  add(fault: Fault): void {
    this.faults.push({ times: Number.POSITIVE_INFINITY, after: 0, milliseconds: 0, ...fault });
  }

  clear(): void {
    this.faults = [];
  }

  /** The fault that strikes this request, used up by it. */
  strike(operation: string): Fault | null {
    const due = this.faults.find((each) => each.times > 0 && (each.operation ?? operation) === operation);
    if (!due) return null;
    if (due.after > 0) {
      due.after -= 1;
      return null;
    }
    due.times -= 1;
    return due;
  }
}

/** The refusal of a fault that AWS answers, in the words of the service; the others happen on the wire. */
export function refusalOf(
  fault: Fault,
  { operation, service }: Pick<Arrived, "operation" | "service">,
  caller: Caller,
) {
  const action = operation.includes(":") ? operation : `${service.prefix}:${operation}`;
  switch (fault.kind) {
    case "throttled": {
      const [type, status] = service.throttled;
      return new AwsError(type, "Rate limit exceeded for API calls. Try again later.", status);
    }
    case "denied": {
      const [type, status] = service.denied;
      const plain = action.slice(action.indexOf(":") + 1);
      return new AwsError(
        type,
        `User: ${caller.arn} is not authorized to perform: ${action} on resource: arn:aws:${service.prefix}:${caller.region}:${caller.account}:/${plain} because no identity-based policy allows the ${action} action`,
        status,
      );
    }
    case "expired":
      return new AwsError(service.expired, "The security token included in the request is expired");
    case "unavailable":
      return new AwsError(
        "DataUnavailableException",
        "Data is not available. Please try to adjust the time period. If just enabled Cost Explorer, data might not be ingested yet",
      );
    case "crashed":
      return new AwsError("InternalServerErrorException", "An internal error occurred. Try again later.", 500);
    default:
      return null;
  }
}
