import { z } from "zod";
import { optionalText } from "../setting-text";
import type { SettingField } from "../source";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Each Azure has its own addresses; what a user enters never becomes one. */
export const clouds = {
  public: { storage: "blob.core.windows.net", signIn: "https://login.microsoftonline.com" },
  usgov: { storage: "blob.core.usgovcloudapi.net", signIn: "https://login.microsoftonline.us" },
  china: { storage: "blob.core.chinacloudapi.cn", signIn: "https://login.chinacloudapi.cn" },
} as const;
const cloudNames = ["public", "usgov", "china"] as const;

const signIns = ["principal", "identity", "sas", "key"] as const;
type SignIn = (typeof signIns)[number];
type Needed = { field: "tenantId" | "clientId" | "clientSecret" | "sas" | "accountKey"; message: string };
const needed: Record<SignIn, Needed[]> = {
  principal: [
    { field: "tenantId", message: "Enter the directory (tenant) id." },
    { field: "clientId", message: "Enter the application (client) id." },
    { field: "clientSecret", message: "Enter the client secret." },
  ],
  identity: [],
  sas: [{ field: "sas", message: "Enter the SAS token or the SAS URL." }],
  key: [{ field: "accountKey", message: "Enter the account key." }],
};

export const Settings = z
  .strictObject({
    account: z
      .string("Enter the name of the storage account.")
      .trim()
      .regex(/^[a-z0-9]{3,24}$/, "A storage account's name has 3 to 24 lower case letters and digits."),
    container: z
      .string("Enter the name of the container.")
      .trim()
      .regex(
        /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
        "A container's name has lower case letters, digits and dashes.",
      ),
    path: optionalText(/^[^\p{Cc}]{1,900}$/u, "A path is a directory such as billing/focus."),
    auth: z.enum(signIns, "Choose how Outlay signs in to Azure.").default("principal"),
    tenantId: optionalText(GUID, "A directory id is a GUID."),
    clientId: optionalText(GUID, "An application id is a GUID."),
    clientSecret: optionalText(/^\S{1,512}$/, "A client secret has no spaces."),
    sas: optionalText(/^\S{1,4096}$/, "A SAS token has no spaces."),
    accountKey: optionalText(/^[A-Za-z0-9+/]{40,200}={0,2}$/, "An account key is a long text of letters and digits."),
    cloud: z.enum(cloudNames).default("public"),
  })
  .superRefine((settings, context) => {
    for (const { field, message } of needed[settings.auth]) {
      if (settings[field] === undefined) context.addIssue({ code: "custom", path: [field], message });
    }
    const wrong = settings.auth === "sas" ? sasProblem(settings) : null;
    if (wrong) context.addIssue({ code: "custom", path: ["sas"], message: wrong });
  });
export type Settings = z.output<typeof Settings>;

export function hostOf({ account, cloud }: Pick<Settings, "account" | "cloud">): string {
  return `${account}.${clouds[cloud].storage}`;
}

/** The token alone, also where the whole address was pasted. */
export function sasToken(entered: string): string {
  return entered.slice(entered.indexOf("?") + 1);
}

function sasProblem(settings: {
  account: string;
  container: string;
  cloud: Settings["cloud"];
  sas?: string | undefined;
}) {
  const { sas = "", container } = settings;
  if (/^https?:/i.test(sas)) {
    if (!URL.canParse(sas)) return "This is not an address.";
    const { hostname, pathname } = new URL(sas);
    if (hostname !== hostOf(settings)) return `This address is not of ${hostOf(settings)}.`;
    if (pathname !== "/" && pathname.split("/")[1] !== container) return `This address is not of ${container}.`;
  }
  return new URLSearchParams(sasToken(sas)).has("sig") ? null : "A SAS token contains sig=, its signature.";
}

export const fields: SettingField[] = [
  {
    name: "account",
    label: "Storage account",
    kind: "text",
    placeholder: "acmebilling",
    help: "The account that Cost Management exports to.",
  },
  { name: "container", label: "Container", kind: "text", placeholder: "exports" },
  {
    name: "path",
    label: "Directory",
    kind: "text",
    placeholder: "billing/focus",
    help: "The directory you chose for the export, with or without the export's name. Everything under it is looked at.",
  },
  {
    name: "auth",
    label: "How Outlay signs in to Azure",
    kind: "choice",
    help: "Every way needs to read blobs and nothing else.",
    choices: [
      { value: "principal", label: "An app registration (service principal) with a client secret" },
      { value: "identity", label: "What this machine already has (managed identity, workload identity, environment)" },
      { value: "sas", label: "A SAS token of the container, with read and list" },
      { value: "key", label: "The account key (it may do anything: prefer another way)" },
    ],
  },
  { name: "tenantId", label: "Directory (tenant) id", kind: "text", when: { field: "auth", is: "principal" } },
  { name: "clientId", label: "Application (client) id", kind: "text", when: { field: "auth", is: "principal" } },
  {
    name: "clientSecret",
    label: "Client secret",
    kind: "secret",
    when: { field: "auth", is: "principal" },
    help: "Stored encrypted; never shown again.",
  },
  {
    name: "sas",
    label: "SAS token or SAS URL",
    kind: "secret",
    when: { field: "auth", is: "sas" },
    help: "Stored encrypted; never shown again. It expires, so syncs will stop then.",
  },
  {
    name: "accountKey",
    label: "Account key",
    kind: "secret",
    when: { field: "auth", is: "key" },
    help: "Stored encrypted; never shown again.",
  },
  {
    name: "cloud",
    label: "Azure",
    kind: "choice",
    choices: [
      { value: "public", label: "Azure" },
      { value: "usgov", label: "Azure US Government" },
      { value: "china", label: "Azure China" },
    ],
  },
];
