import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import NextAuth, { type AuthOptions } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { cache } from "react";
import { visitorAddress } from "@/lib/auth/network";
import { publicUrl } from "@/lib/auth/public-url";
import { safePath } from "@/lib/auth/safe-path";
import type { Scope } from "@/lib/auth/scope";
import { closeSession, openSession, personOf, type SignedIn, sessionSeconds } from "@/lib/auth/sessions";
import { Credentials, personWithPassword } from "@/lib/auth/sign-in";
import { hasUsers } from "@/lib/auth/users";
import { scopeFor } from "@/lib/auth/workspaces";
import { env } from "@/lib/env";
import { readerLocale } from "./reader-locale";
import { PATH_HEADER, PEER_HEADER } from "./request-headers";

/** The workspace on the screen, by its slug; what it may be is decided in lib. */
const WORKSPACE_COOKIE = "outlay_workspace";

/** Who asks, and in which workspace. Strangers are sent to the sign-in page and come back afterwards. */
export const currentScope = cache(async (): Promise<Scope> => {
  await readerLocale();
  const scope = await visitorScope();
  if (scope) return scope;
  if (!(await hasUsers())) redirect("/setup");
  const path = safePath((await headers()).get(PATH_HEADER));
  redirect(path === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ returnTo: path })}`);
});

/** The scope of the session cookie, or null for a stranger. */
export async function visitorScope(): Promise<Scope | null> {
  const person = await currentUser();
  if (!person) return null;
  return await scopeFor(person.id, (await cookies()).get(WORKSPACE_COOKIE)?.value);
}

/** Who is signed in, asked of the database at every request. */
const currentUser = cache(async (): Promise<SignedIn | null> => {
  const secret = await sessionSecret();
  return secret === null ? null : await personOf(secret, new Date());
});

export async function isSignedIn(): Promise<boolean> {
  return (await currentUser()) !== null;
}

/** Signs in by password, from a server action; refuses with a sentence for the form. */
export async function signIn(credentials: Credentials): Promise<void> {
  const person = await personWithPassword(credentials, await visitor(), new Date());
  await startSession(person.id);
}

/** Gives this browser a new session for a person who has just proven who they are; the one it had ends. */
export async function startSession(userId: string): Promise<void> {
  await endSession();
  const secret = await openSession(userId, new Date());
  const { name, options } = sessionCookie();
  const value = await encode({ token: { sid: secret }, secret: signingSecret(), maxAge: sessionSeconds });
  (await cookies()).set(name, value, { ...options, maxAge: sessionSeconds });
}

/** Ends this browser's session, here and in the database. */
export async function signOut(): Promise<void> {
  await endSession();
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
  (await cookies()).delete(WORKSPACE_COOKIE);
}

/** Shows another workspace from the next page on. */
export async function chooseWorkspace(slug: string): Promise<void> {
  const { options } = sessionCookie();
  (await cookies()).set(WORKSPACE_COOKIE, slug, options);
}

/** The routes of next-auth under /api/auth: the same accounts, sessions and cookie as the sign-in page. */
export async function signInRoutes(request: Request, context: { params: Promise<unknown> }): Promise<Response> {
  process.env.NEXTAUTH_URL ??= publicUrl(env()); // next-auth reads its own address from there alone
  const answer: (request: Request, context: { params: Promise<unknown> }) => Promise<Response> = NextAuth(
    authOptions(),
  );
  return await answer(request, context);
}

function authOptions(): AuthOptions {
  const { options } = sessionCookie();
  const named = (name: string) => ({ name: cookieName(name), options });
  return {
    secret: signingSecret(),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    useSecureCookies: isHttps(),
    cookies: {
      sessionToken: sessionCookie(),
      csrfToken: named("csrf"),
      callbackUrl: named("return"),
    },
    pages: { signIn: "/sign-in", signOut: "/", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        name: "Password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (typed) => {
          const asked = Credentials.safeParse({ email: typed?.email, password: typed?.password });
          return asked.success ? await personWithPassword(asked.data, await visitor(), new Date()) : null;
        },
      }),
    ],
    callbacks: {
      // The cookie carries the session's secret and nothing else; who it is stands in the database.
      jwt: async ({ token, user }) => ({ sid: user ? await openSession(user.id, new Date()) : token.sid }),
      session: async ({ session, token }) => {
        const user = typeof token.sid === "string" ? await personOf(token.sid, new Date()) : null;
        return user ? { expires: session.expires, user } : { expires: session.expires };
      },
      redirect: ({ url, baseUrl }) => safePath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await closeSession(token.sid, new Date());
      },
    },
  };
}

async function endSession(): Promise<void> {
  const secret = await sessionSecret();
  if (secret !== null) await closeSession(secret, new Date());
}

async function sessionSecret(): Promise<string | null> {
  const cookie = (await cookies()).get(sessionCookie().name)?.value;
  if (!cookie) return null;
  // A cookie that is forged, expired or of another installation is a stranger's.
  const token = await decode({ token: cookie, secret: signingSecret() }).catch(() => null);
  return typeof token?.sid === "string" ? token.sid : null;
}

function sessionCookie() {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps() } as const;
  return { name: cookieName("session"), options };
}

const cookieName = (name: string) => `${isHttps() ? "__Host-" : ""}outlay.${name}`;

const isHttps = () => publicUrl(env()).startsWith("https:");

function signingSecret(): string {
  const { OUTLAY_SECRET } = env();
  if (!OUTLAY_SECRET) throw new Error("OUTLAY_SECRET is not set: start Outlay with npm start.");
  return OUTLAY_SECRET;
}

/** The visitor's address, for counting tries: the peer of the connection, or what a trusted proxy says. */
async function visitor(): Promise<string> {
  const asked = await headers();
  return visitorAddress(asked.get(PEER_HEADER) ?? "", asked.get("x-forwarded-for"), env().OUTLAY_TRUSTED_PROXIES);
}
