import { isAbsolute } from "node:path";
import { z } from "zod";
import type { SettingField } from "../source";

const USUAL = "*.csv, *.csv.gz, *.parquet, *.zip";

export const Settings = z.strictObject({
  folder: z
    .string("Enter the folder.")
    .trim()
    .max(1_000, "At most 1,000 characters.")
    .refine((path) => isAbsolute(path) && !path.includes("\0"), "Enter the whole path, such as /srv/billing."),
  pattern: z
    .string()
    .trim()
    .max(500, "At most 500 characters.")
    .transform((text) => (text === "" ? USUAL : text))
    .refine((text) => !text.includes("/"), "A pattern is for file names: it has no folders.")
    .default(USUAL),
  overlap: z.enum(["refuse", "newest"]).default("refuse"),
});
export type Settings = z.output<typeof Settings>;

export const fields: SettingField[] = [
  {
    name: "folder",
    label: "Folder on the server",
    kind: "text",
    placeholder: "/srv/billing",
    help: "It must lie in one of the folders that OUTLAY_WATCH_DIRS names. Each file in it is imported by itself; all files of a sub-folder are imported together.",
  },
  {
    name: "pattern",
    label: "File names",
    kind: "text",
    placeholder: USUAL,
    help: "Patterns with * and ?, separated by commas. Hidden and temporary files are never read.",
  },
  {
    name: "overlap",
    label: "When two files hold the same account and month",
    kind: "choice",
    choices: [
      { value: "refuse", label: "Refuse the second: they may be two halves, or one twice" },
      { value: "newest", label: "The newer file replaces the older: each file is the whole month so far" },
    ],
  },
];

/** Whether a file's name fits one of the patterns, in any case. */
export function fits(pattern: string): (name: string) => boolean {
  const each = pattern.split(",").map((one) => one.trim().toLowerCase());
  return (name) => each.some((one) => one !== "" && isMatch(one, name.toLowerCase()));
}

/** Goes back to the last star alone, so that no pattern takes long. */
function isMatch(pattern: string, name: string): boolean {
  let [at, star, mark] = [0, -1, 0];
  for (let index = 0; index < name.length; ) {
    const wanted = pattern[at];
    if (wanted === "*") {
      star = at++;
      mark = index;
    } else if (wanted === "?" || (wanted !== undefined && wanted === name[index])) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++mark;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
