import { DomainError } from "../../errors";
import { SourceRefusal } from "../refusal";
import { hostOf, type Settings } from "./settings";

type Sentence = { message: string; advice: string; isPassing?: boolean };
type Saying = (settings: Settings, text: string) => Sentence;

const ROLE = "Storage Blob Data Reader";

const forbidden: Saying = ({ container, auth }) => ({
  message: `Azure does not let Outlay read the container ${container}.`,
  advice:
    auth === "sas"
      ? "Make a new SAS token of the container with the permissions Read and List: this one has expired or allows less."
      : auth === "key"
        ? "The account key was regenerated, or belongs to another storage account. Copy it again."
        : `Assign the role ${ROLE} on the container to the identity that Outlay uses; it takes effect within ten minutes.`,
});

const secretWrong: Saying = ({ auth }) => ({
  message: auth === "sas" ? "Azure does not accept the SAS token." : "Azure does not accept the account key.",
  advice:
    auth === "sas"
      ? "It has expired, was revoked, or a character was lost while copying. Make a new one."
      : "It was regenerated, or belongs to another storage account. Copy it again under Security + networking, Access keys.",
});

const changed: Saying = () => ({
  message: "The export was written again while it was being read.",
  advice: "Nothing was imported from the mixture; the next sync reads the new one.",
  isPassing: true,
});

const busy: Saying = () => ({
  message: "Azure Storage was busy and went on refusing after several pauses.",
  advice: "Nothing is lost; the next sync tries again.",
  isPassing: true,
});

/** One sentence for each way Azure Storage refuses, by the name it gives. */
const sentences: Record<string, Saying> = {
  AuthorizationPermissionMismatch: forbidden,
  AuthorizationFailure: (settings) => ({
    ...forbidden(settings, ""),
    advice: `${forbidden(settings, "").advice} If the account allows selected networks only, add the address of the machine that runs Outlay.`,
  }),
  InsufficientAccountPermissions: forbidden,
  AuthorizationResourceTypeMismatch: forbidden,
  AuthenticationFailed: secretWrong,
  InvalidAuthenticationInfo: secretWrong,
  KeyBasedAuthenticationNotPermitted: () => ({
    message: "This storage account does not allow account keys.",
    advice: `Choose another way to sign in and assign it the role ${ROLE}.`,
  }),
  ContainerNotFound: ({ container, account }) => ({
    message: `There is no container called ${container} in the storage account ${account}.`,
    advice: "Copy its name from the export's destination under Cost Management, Exports.",
  }),
  BlobNotFound: changed,
  ConditionNotMet: changed,
  InvalidRange: changed,
  BlobArchived: () => ({
    message: "Files of the export were moved to the archive tier, from which they cannot be read.",
    advice: "Exclude the export from the lifecycle rule of the storage account, or rehydrate the files.",
  }),
  AccountIsDisabled: ({ account }) => ({
    message: `The storage account ${account} is disabled.`,
    advice: "Look into its subscription in the Azure portal.",
  }),
  KeyVaultEncryptionKeyNotFound: () => ({
    message: "The storage account is encrypted with a key of Key Vault that is gone or may not be used.",
    advice: "Restore the key, or give the storage account access to it again.",
  }),
  ServerBusy: busy,
  InternalError: busy,
  OperationTimedOut: busy,
  AggregateAuthenticationError: (_settings, text) => ({
    message: "This machine has no Azure identity that Outlay could use.",
    advice: `Give it a managed identity, or choose an app registration or a SAS token. Azure says: ${text}`,
  }),
  CredentialUnavailableError: (settings, text) => sayings.AggregateAuthenticationError(settings, text),
  AuthenticationError: (_settings, text) => signInRefused(text),
  AuthenticationRequiredError: (_settings, text) => signInRefused(text),
};

const sayings = sentences as Record<string, Saying> & { AggregateAuthenticationError: Saying };

function signInRefused(text: string): Sentence {
  if (/AADSTS7000222/.test(text)) {
    return {
      message: "The client secret has expired.",
      advice: "Make a new one under App registrations, Certificates & secrets.",
    };
  }
  if (/AADSTS7000215/.test(text)) {
    return { message: "Azure does not accept the client secret.", advice: "Enter its value, which is not its id." };
  }
  if (/AADSTS(700016|90002|900023)/.test(text)) {
    return { message: "Azure does not know this application in this directory.", advice: "Check both ids." };
  }
  return { message: "Azure refused the sign-in.", advice: `Azure says: ${text}` };
}

const connections: Record<string, string> = {
  ECONNREFUSED: "Nothing listens there: the connection was refused.",
  ENOTFOUND: "Its address cannot be found: check the name of the storage account.",
  EAI_AGAIN: "Its address cannot be looked up at the moment.",
  ECONNRESET: "The connection was cut.",
  ETIMEDOUT: "The connection could not be made in time.",
  EHOSTUNREACH: "There is no way to it from this machine.",
  ENETUNREACH: "There is no way to it from this machine.",
};

/** Says in one sentence why the container could not be read; what is not Azure's or the network's doing stays as it is. */
export function containerRefusal(error: unknown, settings: Settings): unknown {
  if (!(error instanceof Error) || error instanceof DomainError || error.name === "AbortError") return error;
  const { name, status, code } = namesOf(error);
  const text = (error.message.split("\n", 1)[0] ?? "").slice(0, 300);
  const known = [code, name].find((each) => Object.hasOwn(sentences, each));
  const say = known === undefined ? byStatus(status) : sentences[known];
  if (say) return refusal(say(settings, text), error);
  const connection = connections[code];
  if (connection) {
    const advice = "Check the network and the proxy of the machine that runs Outlay.";
    return refusal({ message: `${hostOf(settings)} does not answer. ${connection}`, advice, isPassing: true }, error);
  }
  if (name !== "RestError") return error;
  return refusal(
    { message: `Azure refused with ${code || status}: ${text}`, advice: "See Azure's words above." },
    error,
  );
}

function byStatus(status: number): Saying | undefined {
  if (status === 401 || status === 403) return forbidden;
  if (status === 412 || status === 416) return changed;
  return status === 429 || status >= 500 ? busy : undefined;
}

function namesOf(error: Error): { name: string; status: number; code: string } {
  const { code, statusCode, details } = error as { code?: unknown; statusCode?: unknown; details?: unknown };
  const detailed = typeof details === "object" && details !== null && "errorCode" in details ? details.errorCode : null;
  return { name: error.name, status: Number(statusCode ?? 0), code: String(detailed ?? code ?? "") };
}

function refusal({ message, advice, isPassing = false }: Sentence, cause: Error): SourceRefusal {
  const code = isPassing ? "unavailable" : "provider";
  return new SourceRefusal(code, { message, advice, passing: isPassing }, { cause });
}
