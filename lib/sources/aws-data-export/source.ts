import { defineSource } from "../source";
import { instructionsFor } from "./policies";
import { fields, Settings } from "./settings";

export const awsDataExport = defineSource({
  id: "aws-data-export",
  label: "AWS FOCUS export",
  description:
    "Every line item with tags, resources and commitments, from a FOCUS 1.0 or 1.2 data export in an S3 bucket. Reading it costs nothing worth counting.",
  authority: "export",
  settings: Settings,
  fields,
  requestPrice: "0",
  caps: null,
  // AWS refreshes an export up to three times a day.
  hoursBetweenSyncs: 6,
  instructions: instructionsFor,
  delivers: "files",
  // The AWS SDK is loaded only where it is used: forms and lists need none of it.
  check: async (settings, reading) => (await import("./check")).checkBucket(settings, reading),
  survey: async (settings, reading) => (await import("./survey")).surveyBucket(settings, reading),
});
