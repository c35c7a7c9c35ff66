import { z } from "zod";
import type { Contract } from "./contract";
import { isUnsafe } from "./contract";
import { Problem } from "./problem";

const problem = { $ref: "#/components/responses/Problem" };
const idempotencyKey = { $ref: "#/components/parameters/IdempotencyKey" };

/** The API in OpenAPI 3.1, written from the same contracts that check its requests. */
export function openApi(contracts: Contract[], { url, version }: { url: string; version: string }) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const contract of contracts) {
    paths[contract.path] = { ...paths[contract.path], [contract.verb.toLowerCase()]: operation(contract) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Outlay",
      version,
      description:
        "Cloud spend that reconciles with the bill. Amounts are exact decimal strings. " +
        "Sums of different currencies are never added.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "Made with `outlay token create`." },
      },
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          description: "The same key and request have one effect and get one answer, for a day.",
          schema: { type: "string", minLength: 1, maxLength: 255 },
        },
      },
      responses: {
        Problem: {
          description: "A refusal (RFC 9457): `detail` is for people, `code` for programs.",
          content: { "application/problem+json": { schema: jsonSchema(Problem, "output") } },
        },
      },
    },
  };
}

function operation(contract: Contract) {
  const { id, summary, description, role, rows, params, query, verb, answers } = contract;
  const parameters = [...parametersIn("path", params), ...parametersIn("query", query)];
  return {
    operationId: id,
    summary,
    description: [description, `Needs the role ${role}.`, rowsText[rows]].filter(Boolean).join(" "),
    parameters: isUnsafe(verb) ? [...parameters, idempotencyKey] : parameters,
    ...requestBody(contract),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, shape]) => [status, response(shape)])),
      default: problem,
    },
  };
}

const rowsText: Record<Contract["rows"], string | null> = {
  narrowed: "Tells of the charges that the token or person may see.",
  "whole bill": "Refused where the token or person may see a part of the bill.",
  none: null,
};

function parametersIn(place: "path" | "query", schema: z.ZodType) {
  const { properties = {}, required = [] } = jsonSchema(schema, "input");
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as { description?: string };
    const isRequired = place === "path" || (required as string[]).includes(name);
    return { name, in: place, required: isRequired, ...(description && { description }), schema: rest };
  });
}

function requestBody({ verb, form, body }: Contract) {
  if (form)
    return { requestBody: { required: true, content: { "multipart/form-data": { schema: formSchema(form) } } } };
  const schema = jsonSchema(body, "input");
  if (!isUnsafe(verb) || Object.keys(schema.properties ?? {}).length === 0) return {};
  return { requestBody: { required: true, content: { "application/json": { schema } } } };
}

const formSchema = (form: z.ZodType) => jsonSchema(form, "input");

function response({ description, schema }: { description: string; schema?: z.ZodType }) {
  if (!schema) return { description };
  return { description, content: { "application/json": { schema: jsonSchema(schema, "output") } } };
}

/** What JSON Schema cannot say (a name that is looked up, say) is left open there; the route still checks it. */
function jsonSchema(schema: z.ZodType, io: "input" | "output") {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
