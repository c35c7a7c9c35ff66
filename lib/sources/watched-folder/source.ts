import { defineSource } from "../source";
import { outcomeOfSurvey } from "../survey-check";
import { fields, Settings } from "./settings";

export const watchedFolder = defineSource({
  id: "watched-folder",
  label: "Watched folder",
  description:
    "FOCUS files that something else puts into a folder of this server, such as a nightly job or a mounted share. New and changed files are imported by themselves.",
  authority: "export",
  settings: Settings,
  fields,
  requestPrice: "0",
  caps: null,
  hoursBetweenSyncs: 1,
  // What is missing is on the server, and the check says what.
  instructions: () => [],
  delivers: "files",
  // Files are read by processes on the server alone: forms and lists need none of it.
  check: async (settings, reading) => {
    const { lookIntoFolder } = await import("./look");
    return await outcomeOfSurvey(() => lookIntoFolder(settings, reading), found);
  },
  survey: async (settings, reading) => (await import("./look")).lookIntoFolder(settings, reading),
});

function found(deliveries: number): string {
  if (deliveries === 0) return "The folder can be read. No file in it fits yet.";
  return `The folder can be read: ${deliveries === 1 ? "1 file or sub-folder" : `${deliveries} files and sub-folders`} to import.`;
}
