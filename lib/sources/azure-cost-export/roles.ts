import type { Instruction } from "../source";
import type { Settings } from "./settings";

/** What to run in the Azure CLI, so that Outlay may read this container and nothing else. */
export function instructionsFor({ account, container, auth, clientId }: Settings): Instruction[] {
  if (auth === "key") return [];
  if (auth === "sas")
    return [{ title: "A SAS token that reads and lists, for a week", text: sasCommand(account, container) }];
  const title = auth === "principal" ? "The role of the app registration" : "The role of this machine's identity";
  return [{ title, text: roleCommand(account, container, clientId ?? "OBJECT_ID_OF_THE_IDENTITY") }];
}

function roleCommand(account: string, container: string, assignee: string): string {
  return [
    "az role assignment create \\",
    '  --role "Storage Blob Data Reader" \\',
    `  --assignee ${assignee} \\`,
    `  --scope "$(az storage account show --name ${account} --query id --output tsv)/blobServices/default/containers/${container}"`,
  ].join("\n");
}

function sasCommand(account: string, container: string): string {
  return [
    "az storage container generate-sas --as-user --auth-mode login \\",
    `  --account-name ${account} --name ${container} --permissions rl --https-only \\`,
    '  --expiry "$(date -u -d "+7 days" +%Y-%m-%dT%H:%MZ)" --output tsv',
  ].join("\n");
}
