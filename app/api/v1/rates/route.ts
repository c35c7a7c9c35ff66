import { readFile } from "node:fs/promises";
import { enterRate, removeRate } from "@/lib/rates/enter";
import { importEcbRates } from "@/lib/rates/import-ecb";
import { ratesList } from "@/lib/rates/list";
import { reportingCurrency } from "@/lib/rates/reporting-currency";
import { endpoint } from "../../endpoint";
import { HttpRefusal } from "../../problem";
import { receiveUpload } from "../../upload";
import { verbs } from "../../verbs";
import { enterExchangeRate, importRates, listRates, removeExchangeRate } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listRates, async (scope) => {
    return { status: 200, body: { reportingCurrency: await reportingCurrency(scope), ...(await ratesList(scope)) } };
  }),
  POST: endpoint(enterExchangeRate, async (scope, { body }) => {
    await enterRate(scope, body);
    return { status: 201, body };
  }),
  PUT: endpoint(importRates, async (scope, { request }) => {
    const { files, discard } = await receiveUpload(request);
    try {
      const [file, more] = files;
      if (!file || more) throw new HttpRefusal(400, "invalid", "Send one file.");
      return { status: 200, body: await importEcbRates(scope, await readFile(file.path)) };
    } finally {
      await discard();
    }
  }),
  DELETE: endpoint(removeExchangeRate, async (scope, { body }) => {
    await removeRate(scope, body);
    return { status: 204, body: null };
  }),
});
