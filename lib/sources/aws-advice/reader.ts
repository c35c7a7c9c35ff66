import type { AdvicePage, AdviceSource } from "../advice";
import type { Patience } from "../aws/patience";
import type { InventorySettings } from "../aws-inventory/settings";
import type { Reading } from "../source";

/** Advice is asked for with the settings of the inventory: the same accounts, regions and way to sign in. */
export type AdviceSettings = InventorySettings;

export type AdviceReading = Pick<
  Reading,
  "now" | "externalId" | "endpoint" | "progress" | "signal" | "spend" | "sent"
> &
  Patience;

/** One service that gives advice. It yields what it has, and says in words what it could not read and why. */
export type AdviceReader = {
  source: AdviceSource;
  label: string;
  /** Dollars for one request; "0" where asking costs nothing. */
  requestPrice: string;
  /** The IAM actions that it needs. */
  permissions: string[];
  read: (settings: AdviceSettings, reading: AdviceReading) => AsyncGenerator<AdvicePage>;
};
