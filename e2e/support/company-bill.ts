import { awsExport } from "../../lib/demo/aws-export";
import { awsAccounts } from "../../lib/demo/company/aws-accounts";
import { awsEstate } from "../../lib/demo/company/aws-bill";
import { addMonths, type Day, monthOf } from "../../lib/focus/period";

type BillFile = { name: string; text: string };

export const paymentsAccounts = awsAccounts.filter(({ team }) => team === "payments").map(({ id }) => id);

/** AWS's export of the demo company up to `today`: a file for each of the last three months, the running one last. */
export function companyBill(today: Day): BillFile[] {
  return [-2, -1, 0].map((months) => ({
    name: `month${months}.csv`,
    text: awsExport(awsEstate(today), addMonths(monthOf(today).from, months)),
  }));
}

/** The running month once more, in which the payments team also spent so much on something new `today`. */
export function companyBillWith(unblended: string, today: Day): BillFile {
  const estate = awsEstate(today);
  const [account = ""] = paymentsAccounts;
  const service = { service: "Amazon Redshift", region: "us-east-1", recordType: "Usage", usageType: "Node:ra3.16xl" };
  const chargesOf = (month: Day) => [...estate.chargesOf(month), { day: today, account, unblended, ...service }];
  return { name: "burst.csv", text: awsExport({ ...estate, chargesOf }, monthOf(today).from) };
}
