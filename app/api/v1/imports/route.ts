import { type Answer, once } from "@/lib/auth/once";
import type { Scope } from "@/lib/auth/scope";
import { realScope, realWorkspace } from "@/lib/auth/workspaces";
import { wakeWorker } from "@/lib/jobs/queue";
import { requestImport } from "@/lib/ledger/request-import";
import { chooseWorkspace } from "../../../session";
import { endpoint, fitting } from "../../endpoint";
import { repeatKey } from "../../request";
import { receiveUpload, type Upload } from "../../upload";
import { verbs } from "../../verbs";
import { ImportFields, importFiles } from "./contract";
import { forForms } from "./for-forms";

const receive = endpoint(importFiles, async (scope, { request, now }) => {
  const upload = await receiveUpload(request);
  // Whatever is on the screen, real money goes to the real workspace.
  const answer = await queued(await realScope(scope), upload, { key: repeatKey(request), now });
  await wakeWorker();
  if (scope.workspaceKind === "demo") await chooseWorkspace((await realWorkspace()).slug);
  return answer;
});

type Sent = { key: string | null; now: Date };

/** The files stay for the worker if a run was made for them, and go if none was. */
async function queued(scope: Scope, { files, fields, discard }: Upload, { key, now }: Sent): Promise<Answer> {
  let isTaken = false;
  try {
    const { source } = fitting("form", ImportFields, fields);
    const queue = async (): Promise<Answer> => {
      const { runId } = await requestImport(scope, { ...(source && { sourceName: source }), files });
      isTaken = true;
      return { status: 202, body: { id: runId } };
    };
    if (key === null) return await queue();
    const content = files.map(({ name, sha256 }) => [name, sha256]);
    return await once(scope, { key, request: JSON.stringify([importFiles.id, source, content]) }, now, queue);
  } finally {
    if (!isTaken) await discard();
  }
}

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  POST: forForms(receive),
});
