import { Decimal } from "decimal.js";
import { type CloudCharge, estateOf, historyStart } from "../../lib/demo/cloud/estate";
import { type RunningCloud, startCloud } from "../../lib/demo/cloud-server";
import { addDays, type Day, dayOf } from "../../lib/focus/period";

const accounts = [
  { id: "111122223333", name: "Northwind payer" },
  { id: "444455556666", name: "Payments" },
];
const services = ["Amazon Elastic Compute Cloud - Compute", "Amazon Simple Storage Service", "Amazon RDS Service"];

export const roleArn = "arn:aws:iam::111122223333:role/outlay";

export type TestCloud = RunningCloud & {
  /** Lets a role in that names this external id, as an administrator at AWS does. */
  trust: (externalId: string) => void;
  /** What the cloud itself says a month costs, by metric. */
  month: (month: string) => { billed: string; effective: string };
  months: string[];
  environment: Record<string, string>;
};

/** A cloud on loopback with 14 months of spend, told by exact decimals, and a machine that may assume roles in it. */
export async function startTestCloud(): Promise<TestCloud> {
  const today = dayOf(new Date());
  const charges = billOf(today);
  const roles: { arn: string; externalId: string | null }[] = [];
  const keys = { AKIATESTTESTTEST0001: "the secret of the machine that runs Outlay" };
  const cloud = await startCloud(estateOf(charges, today, accounts), { keys, roles });
  const months = [...new Set(charges.map(({ day }) => day.slice(0, 7)))];
  return {
    ...cloud,
    trust: (externalId) => roles.push({ arn: roleArn, externalId }),
    months,
    month: (month) => {
      const those = charges.filter(({ day }) => day.startsWith(month));
      const sum = (amount: (charge: CloudCharge) => string) => Decimal.sum(0, ...those.map(amount)).toFixed();
      return {
        billed: sum((charge) => charge.unblended),
        effective: sum((charge) => charge.amortized ?? charge.unblended),
      };
    },
    environment: {
      AWS_ENDPOINT_URL: cloud.url,
      AWS_ACCESS_KEY_ID: "AKIATESTTESTTEST0001",
      AWS_SECRET_ACCESS_KEY: keys.AKIATESTTESTTEST0001,
      AWS_EC2_METADATA_DISABLED: "true",
    },
  };
}

function billOf(today: Day): CloudCharge[] {
  const charges: CloudCharge[] = [];
  for (let day = historyStart(today), count = 0; day <= today; day = addDays(day, 1), count += 1) {
    for (const [index, { id: account }] of accounts.entries()) {
      for (const [place, service] of services.entries()) {
        const unblended = new Decimal("0.0000300172").times(count + 1).plus(10 * (index + 1) + place);
        charges.push(line({ day, account, service, unblended: unblended.toFixed() }));
      }
    }
    if (day.endsWith("-01")) {
      charges.push(line({ day, service: "Tax", recordType: "Tax", unblended: "19.99" }));
      const commitment = { recordType: "SavingsPlanRecurringFee", service: "Savings Plans for AWS Compute usage" };
      charges.push(line({ ...commitment, day, unblended: "310.5", amortized: "300.25" }));
    }
    if (day.endsWith("-15")) charges.push(line({ day, recordType: "Credit", unblended: "-25.0000000001" }));
  }
  return charges;
}

function line(given: Partial<CloudCharge> & { day: Day; unblended: string }): CloudCharge {
  return {
    account: "111122223333",
    service: "Amazon Simple Storage Service",
    region: "eu-central-1",
    recordType: "Usage",
    usageType: "EUC1-Usage",
    ...given,
  };
}
