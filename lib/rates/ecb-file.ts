import { DomainError } from "../errors";
import { type Day, isDay } from "../focus/period";
import { EURO, isCurrency, type Rate } from "./rate";

const MOST_COLUMNS = 200;
const RATE = /^\d{1,20}(\.\d{1,20})?$/;
const months = "January February March April May June July August September October November December".split(" ");

/**
 * Reads the ECB's reference rates: eurofxref-hist.csv (a row a day, newest first) or eurofxref.csv (one day). Each
 * column is a currency, each cell its units for one euro; N/A and empty cells are days without a rate. One bad cell
 * refuses the file: half a file of rates would leave gaps that nobody expects.
 */
export function ecbRates(text: string): Rate[] {
  const [header = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const currencies = currenciesIn(header);
  const days = new Set<Day>();
  const rates = lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const [date = "", ...cells] = cellsOf(line);
    const day = dayIn(date);
    if (!day) throw refusal(index, `"${shown(date)}" is not a date such as 2026-11-20`);
    if (days.has(day)) throw refusal(index, `${day} stands there twice`);
    days.add(day);
    return cells.flatMap((cell, column) => {
      return cell === "" || cell === "N/A" ? [] : [rateIn(cell, { day, quote: currencies[column], index })];
    });
  });
  if (rates.length > 0) return rates;
  throw new DomainError("invalid", "There are no rates in this file.");
}

function rateIn(cell: string, { day, quote, index }: { day: Day; quote: string | undefined; index: number }): Rate {
  if (!quote) throw refusal(index, `"${shown(cell)}" stands in a column without a currency`);
  if (!RATE.test(cell) || Number(cell) === 0) throw refusal(index, `"${shown(cell)}" is not a rate of ${quote}`);
  return { base: EURO, quote, day, through: day, origin: "ecb", rate: cell };
}

function currenciesIn(header: string): string[] {
  const [date = "", ...names] = cellsOf(header);
  // The ECB ends its lines with a comma.
  while (names.at(-1) === "") names.pop();
  const known = new Set(names.filter(isCurrency));
  if (date !== "Date" || names.length === 0 || names.length > MOST_COLUMNS || known.size !== names.length) {
    throw new DomainError(
      "invalid",
      "This is not the ECB's file of exchange rates: its first line reads Date,USD,JPY and so on, each currency once.",
    );
  }
  if (known.has(EURO))
    throw new DomainError("invalid", "The ECB states rates for one euro; EUR has no column in its file.");
  return names;
}

const cellsOf = (line: string) => line.split(",").map((cell) => cell.trim());

/** 2026-11-20, or 20 November 2026 as in the file of one day. */
function dayIn(text: string): Day | null {
  if (isDay(text)) return text;
  const [, date = "", name = "", year = ""] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
  const month = months.indexOf(name) + 1;
  const day = `${year}-${String(month).padStart(2, "0")}-${date.padStart(2, "0")}`;
  return month > 0 && isDay(day) ? day : null;
}

// The header is line 1.
function refusal(index: number, what: string): DomainError {
  return new DomainError("invalid", `Line ${index + 2}: ${what}. Nothing was imported.`);
}

const shown = (text: string) => text.replace(/\p{C}/gu, "").slice(0, 40);
