import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addMonths, type Day, monthOf } from "../focus/period";
import { awsExport } from "./aws-export";
import { historyStart } from "./cloud/estate";
import { awsEstate } from "./company/aws-bill";
import { azure } from "./company/azure";
import { writeFocusFile } from "./company/focus-file";
import { gcp } from "./company/gcp";
import type { Provider } from "./company/provider";
import type { Exporter } from "./load-files";

/**
 * Where it is asked for, the company has switched AWS's own export on with the month before: from there on resources have
 * charges, and the export takes the place of what Cost Explorer tells.
 */
export const awsExporter: Exporter = {
  name: "AWS",
  firstMonth: (today) => addMonths(monthOf(today).from, -1),
  write: async ({ month, today }, folder) => {
    const name = `aws-focus-${month.slice(0, 7)}.csv`;
    const path = join(folder, name);
    await writeFile(path, awsExport(awsEstate(today), month));
    return { path, name };
  },
};

const always = (provider: Provider): Exporter => ({
  name: provider.name,
  firstMonth: (today: Day) => historyStart(today),
  write: (of, folder) => writeFocusFile(provider, of, folder),
});

export const exporters: readonly Exporter[] = [always(azure), always(gcp)];
