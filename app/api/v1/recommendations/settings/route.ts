import { removeSettings, saveSettings, shownSettings } from "@/lib/rightsizing/settings/settings";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { readRightsizingSettings, removeRightsizingSettings, setRightsizingSettings } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readRightsizingSettings, async (scope) => ({
    status: 200,
    body: { items: await shownSettings(scope) },
  })),

  PUT: endpoint(setRightsizingSettings, async (scope, { body, now }) => {
    await saveSettings(scope, body, now);
    return { status: 200, body: { items: await shownSettings(scope) } };
  }),

  DELETE: endpoint(removeRightsizingSettings, async (scope, { query }) => {
    await removeSettings(scope, query);
    return { status: 204, body: null };
  }),
});
