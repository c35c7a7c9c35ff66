import { ratesList } from "../../lib/rates/list";
import { reportingCurrency } from "../../lib/rates/reporting-currency";
import type { Command } from "../command/command";
import { tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "",
  help: [
    "Shows the reporting currency and the exchange rates: the span of the ECB's rates for each currency, with gaps that",
    "are longer than an earlier rate may bridge, and the rates that were entered by hand.",
  ],
  run: async (input) => {
    const scope = await commandScope(input);
    const [rates, currency] = [await ratesList(scope), await reportingCurrency(scope)];
    const ecb = rates.ecb.map((each) => [
      each.currency,
      each.first,
      each.last,
      String(each.rates),
      each.lastRate,
      String(each.gaps.length),
    ]);
    const entered = rates.entered.map(({ base, quote, rate, day, through, note }) => {
      return [`1 ${base}`, `${rate} ${quote}`, day, through, note ?? ""];
    });
    const lines = [
      currency
        ? `Reporting currency: ${currency}`
        : "There is no reporting currency: every billing currency stays apart.",
      ...(ecb.length > 0 ? ["", ...tableLines(["ECB", "first", "last", ">rates", ">for 1 EUR", ">gaps"], ecb)] : []),
      ...(entered.length > 0 ? ["", ...tableLines(["entered", ">is", "from", "through", "note"], entered)] : []),
      ...(ecb.length + entered.length === 0 ? ["There are no exchange rates: see outlay rates import --help."] : []),
    ];
    return { lines, json: { reportingCurrency: currency, ...rates } };
  },
};
