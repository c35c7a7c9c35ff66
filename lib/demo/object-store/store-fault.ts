/** What a store does wrong, and how often. */
export type StoreFault = {
  on: "ListObjectsV2" | "GetObject" | "HeadObject";
  /** Only for keys that contain this. */
  key?: string;
  times: number;
} & ({ kind: "refused"; error: StoreErrorName } | { kind: "dropped"; afterBytes: number });

/** Names of S3's errors with the status that goes with them. */
export const storeErrors = {
  AccessDenied: 403,
  AuthorizationHeaderMalformed: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidRange: 416,
  "KMS.DisabledException": 400,
  MethodNotAllowed: 405,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NotModified: 304,
  PreconditionFailed: 412,
  ServiceUnavailable: 503,
  SlowDown: 503,
} as const;
export type StoreErrorName = keyof typeof storeErrors;

export class StoreError extends Error {
  override readonly name: StoreErrorName;
  readonly status: number;

  constructor(name: StoreErrorName, message: string) {
    super(message);
    this.name = name;
    this.status = storeErrors[name];
  }
}

/** Faults in the order in which they were scripted, each as often as it says. */
export class StoreFaults {
  #faults: StoreFault[] = [];

  add(fault: StoreFault): void {
    this.#faults.push({ ...fault });
  }

  clear(): void {
    this.#faults = [];
  }

  strike(operation: string, key: string): StoreFault | null {
    const fault = this.#faults.find((each) => each.on === operation && key.includes(each.key ?? "") && each.times > 0);
    if (!fault) return null;
    fault.times--;
    return fault;
  }
}
