import Link from "next/link";
import { Button } from "@/components/ui/button";
import { isSetupToken } from "@/lib/auth/setup";
import { hasUsers } from "@/lib/auth/users";
import { SetupForm } from "./setup-form";
import { SetupSteps } from "./setup-steps";

export const metadata = { title: "Set up" };

type Params = { token?: string | string[] };

export default async function SetupPage({ searchParams }: { searchParams: Promise<Params> }) {
  const { token } = await searchParams;
  if (await hasUsers()) return <AlreadySetUp />;
  if (typeof token !== "string") return <NoLink />;
  if (!(await isSetupToken(token))) return <LinkIsOver />;

  return (
    <>
      <SetupSteps />
      <h1 className="font-semibold text-2xl">Create the admin</h1>
      <p className="mt-2 text-muted">
        The first account of this installation. It can add sources, see every charge, and let others in.
      </p>
      <SetupForm token={token} />
    </>
  );
}

function NoLink() {
  return (
    <>
      <h1 className="font-semibold text-2xl">Outlay is not set up yet</h1>
      <p className="mt-3 text-muted">
        The first admin is created with a one-time link. It was printed where Outlay runs, in the lines that tell how to
        sign in: open it from there.
      </p>
    </>
  );
}

function LinkIsOver() {
  return (
    <>
      <h1 className="font-semibold text-2xl">This link no longer works</h1>
      <p className="mt-3 text-muted">
        A set-up link works once, and each start of Outlay replaces it. Restart Outlay: the new link is printed where it
        runs. Nothing was changed.
      </p>
    </>
  );
}

function AlreadySetUp() {
  return (
    <>
      <h1 className="font-semibold text-2xl">Outlay is already set up</h1>
      <p className="mt-3 text-muted">
        The set-up link was used. If it was not you, ask whoever runs this installation; they can add an account with{" "}
        <code className="whitespace-nowrap">outlay user create</code>.
      </p>
      <Button asChild look="primary" size="l" className="mt-8">
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </>
  );
}
