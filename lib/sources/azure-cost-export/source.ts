import { defineSource } from "../source";
import { monthsReady, outcomeOfSurvey } from "../survey-check";
import { instructionsFor } from "./roles";
import { fields, Settings } from "./settings";

export const azureCostExport = defineSource({
  id: "azure-cost-export",
  label: "Azure FOCUS export",
  description:
    "Every line item with tags and resources, from a Cost Management export of the type FOCUS in Blob Storage. Reading it costs nothing worth counting.",
  authority: "export",
  settings: Settings,
  fields,
  requestPrice: "0",
  caps: null,
  // Azure runs an export once a day.
  hoursBetweenSyncs: 6,
  instructions: instructionsFor,
  delivers: "files",
  // The Azure SDK is loaded only where it is used: forms and lists need none of it. That the manifests can be read
  // proves the permission.
  check: async (settings, reading) => {
    const { surveyContainer } = await import("./survey");
    return await outcomeOfSurvey(() => surveyContainer(settings, reading), monthsReady);
  },
  survey: async (settings, reading) => (await import("./survey")).surveyContainer(settings, reading),
});
