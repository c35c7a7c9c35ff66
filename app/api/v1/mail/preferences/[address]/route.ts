import { changePreference, preferenceFor } from "@/lib/notify/preference";
import { endpoint } from "../../../../endpoint";
import { verbs } from "../../../../verbs";
import { editPreference, readPreference } from "../../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readPreference, async (scope, { params }) => ({
    status: 200,
    body: await preferenceFor(scope, params.address),
  })),

  PATCH: endpoint(editPreference, async (scope, { params, body, now }) => ({
    status: 200,
    body: await changePreference(scope, params.address, body, now),
  })),
});
