import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

/** An address that was edited by hand and is no question: what is wrong with it, and a way back. */
export function Refused({ message }: { message: string }) {
  return (
    <>
      <h1 className="mb-6 font-semibold text-xl">Explore</h1>
      <Callout
        tone="warn"
        title="This address does not ask a question that has an answer"
        action={
          <Button asChild>
            <Link href="/explore">Start again</Link>
          </Button>
        }
      >
        {message}
      </Callout>
    </>
  );
}
