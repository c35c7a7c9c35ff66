import { publicUrl } from "@/lib/auth/public-url";
import { env } from "@/lib/env";
import packageJson from "@/package.json" with { type: "json" };
import { endpoint } from "../../endpoint";
import { openApi } from "../../openapi";
import { verbs } from "../../verbs";
import { contracts } from "../contracts";
import { describeApi } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(describeApi, async () => ({
    status: 200,
    body: openApi(contracts, { url: publicUrl(env()), version: packageJson.version }),
  })),
});
