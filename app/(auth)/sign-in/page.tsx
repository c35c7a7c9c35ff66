import { redirect } from "next/navigation";
import { isSignedIn } from "@/app/session";
import { safePath } from "@/lib/auth/safe-path";
import { hasUsers } from "@/lib/auth/users";
import { SignInForm } from "./sign-in-form";

export const metadata = { title: "Sign in" };

type Params = { returnTo?: string | string[] };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Params> }) {
  const { returnTo } = await searchParams;
  const next = safePath(returnTo);
  if (await isSignedIn()) redirect(next);
  if (!(await hasUsers())) redirect("/setup");

  return (
    <>
      <h1 className="font-semibold text-2xl">Sign in</h1>
      <SignInForm returnTo={next} />
    </>
  );
}
