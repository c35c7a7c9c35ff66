import { setTimeout as wait } from "node:timers/promises";
import { Client, type DatabaseError } from "pg";
import { DomainError } from "../errors";

const OLDEST_SERVER = 15;
const ANSWERS_WITHIN_MS = 10_000;
const STARTS_WITHIN_MS = 30_000;

type Failure = Partial<DatabaseError> & { message: string };
type Address = { server: string; host: string; user: string; database: string };

/** A connection to the server that DATABASE_URL names, or one sentence that says what is wrong with it. */
export async function connectTo(url: string): Promise<Client> {
  const until = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: ANSWERS_WITHIN_MS });
    client.on("error", () => {}); // a connection that is lost fails the query that needs it
    try {
      await client.connect();
      await refuseOldServer(client);
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      const failure = mainFailure(error);
      const isStartingUp = failure.code === "57P03";
      if (!isStartingUp || Date.now() > until) throw refusal(error, failure, addressOf(url));
      await wait(250);
    }
  }
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as name",
  );
  const [version] = rows;
  if (version && version.number >= OLDEST_SERVER * 10_000) return;
  throw new DomainError(
    "unavailable",
    `DATABASE_URL leads to Postgres ${version?.name}; Outlay needs ${OLDEST_SERVER} or newer.`,
  );
}

/** A name with several addresses fails with one error for each; the first speaks for all. */
function mainFailure(error: unknown): Failure {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? (first as Failure) : { message: String(error) };
}

function refusal(error: unknown, failure: Failure, address: Address): DomainError {
  if (error instanceof DomainError) return error;
  const isUnknown = failure.code === "28000" && /role .* does not exist/.test(failure.message);
  const code = isUnknown ? "unknown user" : (failure.code ?? "");
  const sentence = byCode[code]?.(address) ?? byWords(failure.message, address);
  return new DomainError("unavailable", sentence, { cause: error });
}

const byCode: Record<string, (address: Address) => string> = {
  ENOTFOUND: ({ host }) => `The host ${host} of DATABASE_URL cannot be found.`,
  EAI_AGAIN: ({ host }) => `The host ${host} of DATABASE_URL cannot be looked up: the name service does not answer.`,
  ECONNREFUSED: ({ server }) => `No Postgres listens at ${server}: start it, or correct DATABASE_URL.`,
  EHOSTUNREACH: ({ server }) => `${server} of DATABASE_URL cannot be reached from here.`,
  ENETUNREACH: ({ server }) => `${server} of DATABASE_URL cannot be reached from here.`,
  ETIMEDOUT: ({ server }) => `${server} of DATABASE_URL does not answer.`,
  ENOENT: ({ server }) => `There is no Postgres socket at ${server}.`,
  ECONNRESET: ({ server }) => `${server} of DATABASE_URL hung up: is it a Postgres server?`,
  "28P01": ({ server, user }) => `Postgres at ${server} refuses the password of ${user} in DATABASE_URL.`,
  "28000": ({ server, user }) => `Postgres at ${server} does not let ${user} in from this machine (pg_hba.conf).`,
  "unknown user": ({ server, user }) =>
    `Postgres at ${server} has no user ${user}: create it, or correct DATABASE_URL.`,
  "3D000": ({ server, database }) =>
    `There is no database ${database} at ${server}: create it, or correct DATABASE_URL.`,
  "42501": ({ user, database }) => `${user} may not connect to the database ${database}: grant it CONNECT.`,
  "53300": ({ server }) => `Postgres at ${server} has no connection left: raise its max_connections.`,
  "57P03": ({ server }) => `Postgres at ${server} is still starting up.`,
};

function byWords(message: string, { server, user }: Address): string {
  if (/timeout/i.test(message)) return `${server} of DATABASE_URL does not answer.`;
  if (/does not support SSL/i.test(message))
    return `Postgres at ${server} speaks no SSL: remove sslmode from DATABASE_URL.`;
  if (/certificate/i.test(message)) return `The certificate of Postgres at ${server} is not trusted: ${message}.`;
  if (/password must be a string|no password/i.test(message)) {
    return `Postgres at ${server} wants a password for ${user}, and DATABASE_URL has none.`;
  }
  if (/terminated unexpectedly/i.test(message)) return `${server} of DATABASE_URL hung up: is it a Postgres server?`;
  return `Postgres at ${server} cannot be used: ${message}.`;
}

/** The parts of the address that may be shown; the password is not one of them. */
function addressOf(url: string): Address {
  const { host, port, user, database } = new Client({ connectionString: url });
  const isSocket = host.startsWith("/");
  return { host, server: isSocket ? host : `${host}:${port}`, user: user ?? "?", database: database ?? "?" };
}
