import { contract } from "../../contract";

export const describeApi = contract({
  id: "describeApi",
  verb: "GET",
  path: "/api/v1/openapi.json",
  summary: "This description",
  role: "viewer",
  rows: "none",
  answers: { 200: { description: "The API in OpenAPI 3.1." } },
});
