import { z } from "zod";
import { contract } from "../../contract";
import { Run } from "../runs/contract";

/** The fields of the form beside its files. */
export const ImportFields = z.strictObject({
  source: z.string().trim().max(100, "At most 100 characters.").optional(),
});

export const importFiles = contract({
  id: "importFiles",
  verb: "POST",
  path: "/api/v1/imports",
  summary: "Import FOCUS files",
  description:
    "csv, csv.gz, zip of csv or Parquet, FOCUS 1.0 to 1.4. Each (billing account, billing period) in the files replaces what the source had " +
    "for it; the same content again changes nothing; one bad row refuses the import with a list of all bad rows. " +
    "The files of one request are one import. At most OUTLAY_MAX_UPLOAD_MB (2048) megabytes.",
  role: "editor",
  rows: "whole bill",
  form: z.strictObject({
    file: z.array(z.file()).meta({ description: "One or more files." }),
    source: z.string().optional().meta({ description: "The name of the source; it is made when it is new." }),
  }),
  answers: {
    202: {
      description: "The import was queued: ask GET /api/v1/imports/{id}.",
      schema: z.strictObject({ id: z.uuid() }),
    },
  },
});

export const readImport = contract({
  id: "readImport",
  verb: "GET",
  path: "/api/v1/imports/{id}",
  summary: "How an import stands, what it brought and what it refused",
  role: "viewer",
  rows: "whole bill",
  params: z.strictObject({ id: z.uuid() }),
  answers: { 200: { description: "The import.", schema: Run } },
});
